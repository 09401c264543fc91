# Two commands matter: `make serve` and `make test`. `make help` lists the others.
# Needs Python 3, make and git; everything else is installed into .venv (and uv, when
# the machine has none, into .tools).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

UV_VERSION := 0.13.9
# A shim on the PATH may exist and not run, so it is asked for its version.
UV := $(shell if uv --version >/dev/null 2>&1; then echo uv; else echo .tools/bin/uv; fi)
UV_NEEDED := $(filter .tools/bin/uv,$(UV))
PYTHON := .venv/bin/python
BOT := .venv/bin/bot
PYTEST_ARGS ?=

# Container images often set this. Every process would compile all of Rasa again: 9 s of
# processor time each.
unexport PYTHONDONTWRITEBYTECODE

LOCK := $(UV) pip compile --universal --generate-hashes --python-version 3.10 \
	--no-emit-index-url --no-header --quiet pyproject.toml

.PHONY: help serve install install-dev lock format lint types node-tests test screenshots transcripts voice validate train check clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  \033[1m%-12s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: install ## Install, train if the data changed, and run everything (Ctrl-C stops it)
	@exec $(BOT) serve

install: .venv/.runtime ## Install what running needs

install-dev: .venv/.dev ## Install what developing and testing need

lock: $(UV_NEEDED) ## Resolve the dependencies again and write the lock files
	$(LOCK) -o requirements/runtime.txt
	$(LOCK) --extra dev -o requirements/dev.txt

format: install-dev ## Format the Python code
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lint: install-dev ## Check style
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .

types: install-dev ## Check types
	.venv/bin/mypy

train: install ## Train the model if the training data changed
	$(BOT) train

screenshots: install-dev ## Take the README's pictures from the running product
	$(BOT) train
	$(PYTHON) -W ignore -m tests.e2e.screenshots
	$(PYTHON) -W ignore -m tests.e2e.listening_picture

transcripts: install-dev ## Play the conversations of docs/transcripts on the running product
	$(BOT) train
	$(PYTHON) -W ignore -m tests.e2e.transcripts

voice: install-dev ## Replay 200 conversations and count how the bot sounds
	$(BOT) train
	$(PYTHON) -W ignore -m tests.trained.voice_replay

validate: install-dev ## Check the conversation data and what the files promise each other
	$(BOT) validate

node-tests:
	@if command -v node >/dev/null 2>&1; then \
		node --test $(wildcard tests/web*/*.test.mjs); \
	else \
		echo "Node is not installed: the browser code's unit tests are skipped."; \
	fi

test: install-dev node-tests ## Run every test
	$(BOT) train
	env -u SQLALCHEMY_SILENCE_UBER_WARNING SQLALCHEMY_WARN_20=1 OMP_NUM_THREADS=1 \
		TF_CPP_MIN_LOG_LEVEL=3 RASA_TELEMETRY_ENABLED=false \
		$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

check: lint types validate test ## Everything that must hold before a change is merged

clean: ## Remove what can be made again (keeps var/, the data of conversations)
	rm -rf models .mypy_cache .ruff_cache .pytest_cache .hypothesis .rasa

# ---- installation ----------------------------------------------------------------

.tools/bin/uv:
	@echo "Installing uv $(UV_VERSION) into .tools …"
	@if ! { python3 -m venv .tools 2>/dev/null && \
		.tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION); }; then \
		rm -rf .tools; \
		python3 -m pip install --quiet --disable-pip-version-check \
			--target .tools uv==$(UV_VERSION) || { \
			echo "Expected python3 with venv or pip, but found neither. Please install python3-venv." >&2; \
			exit 1; }; \
	fi
	@$@ --version

.venv/bin/python: | $(UV_NEEDED)
	$(UV) venv --quiet --python 3.10 .venv

# Developers keep their tools when the locked versions change: one environment, two
# stamps, and whichever was installed last decides what `uv pip sync` removes.
.venv/.runtime: requirements/runtime.txt pyproject.toml | .venv/bin/python
	@if [ -e .venv/.dev ]; then \
		$(MAKE) .venv/.dev; \
	else \
		echo "Installing the locked versions …"; \
		VIRTUAL_ENV=.venv $(UV) pip sync --quiet --require-hashes requirements/runtime.txt; \
		VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --no-build-isolation -e .; \
	fi
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	@echo "Installing the locked versions, with the tools for developers …"
	@VIRTUAL_ENV=.venv $(UV) pip sync --quiet --require-hashes requirements/dev.txt
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@touch .venv/.runtime $@
