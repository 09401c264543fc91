from __future__ import annotations

import fcntl
import itertools
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from ruamel.yaml import YAML
from sqlalchemy.orm import sessionmaker

from actions.acknowledgement import ActionAcknowledge
from actions.clarification import LABELS_FILE, ActionClarify
from actions.eligibility import ValidateEligibilityForm
from actions.eligibility_outcome import ActionCorrectAnswer, ActionOrientCompany
from actions.eligibility_summary import ActionAskEligibilityConfirmed
from actions.feedback import ActionThankFeedback, ValidateFeedbackForm
from actions.forms import ActionCancelForm
from actions.handoff import ActionHandoff
from actions.terms import ActionTellTerms
from bot.store.engine import create_sessions
from bot.store.models import Base
from tests.contract import conversation_data as data
from tests.graph.escalation.project import (
    Customer,
    InProcessActions,
    without_rasas_notice,
)

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def precheck_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own domain, rules, stories and policies, without any NLU.

    Trained once for all workers of a run: the first trains, the others wait.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / "precheck.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        trained = shared / "precheck-model.txt"
        if not trained.is_file():
            trained.write_text(str(_train(tmp_path_factory.mktemp("precheck"))))
        return Path(trained.read_text())


def _train(folder: Path) -> Path:
    from rasa.model_training import train_core

    domain = folder / "domain"
    domain.mkdir()
    shutil.copy(ROOT / "domain.yml", domain)
    for path in (ROOT / "data/responses").glob("*.yml"):
        shutil.copy(path, domain)
    yaml = YAML(typ="safe")
    config = yaml.load((ROOT / "config.yml").read_text(encoding="utf-8"))
    yaml.dump({**config, "pipeline": []}, folder / "config.yml")
    for kind in ("rules", "stories"):
        shutil.copytree(ROOT / "data" / kind, folder / "data" / kind)
    # Rasa learns of these intents from examples only, and there are none here.
    for path in (folder / "data/rules").glob("*.yml"):
        rules = yaml.load(path.read_text(encoding="utf-8"))["rules"]
        intents = {step.get("intent") for rule in rules for step in rule["steps"]}
        if intents & data.retrieval_intents():
            path.unlink()
    logging.getLogger("rasa").setLevel(logging.WARNING)
    with without_rasas_notice():
        model = train_core(
            str(domain),
            str(folder / "config.yml"),
            str(folder / "data"),
            str(folder / "models"),
        )
    return Path(model)


@pytest.fixture(scope="session")
def sessions() -> sessionmaker:
    sessions = create_sessions("sqlite://")
    Base.metadata.create_all(sessions.kw["bind"])
    return sessions


@pytest.fixture(scope="session")
def precheck_agent(precheck_model: Path, sessions: sessionmaker) -> Agent:
    endpoint = InProcessActions(
        ValidateEligibilityForm(),
        ActionAskEligibilityConfirmed(),
        ActionOrientCompany(),
        ActionCorrectAnswer(),
        ActionCancelForm(),
        ActionHandoff(sessions),
        ActionClarify(LABELS_FILE),
        ActionAcknowledge(),
        ActionThankFeedback(sessions),
        ValidateFeedbackForm(),
        ActionTellTerms(),
    )
    with without_rasas_notice():
        return Agent.load(str(precheck_model), action_endpoint=endpoint)


@pytest.fixture(scope="session")
def _customers() -> Iterator[int]:
    return itertools.count()


@pytest.fixture
def customer(precheck_agent: Agent, _customers: Iterator[int]) -> Customer:
    return Customer(precheck_agent, f"precheck-{next(_customers)}")


@pytest.fixture(scope="session")
def words() -> Callable[[str], set[str]]:
    """Every wording of a response, by its name."""
    yaml = YAML(typ="safe")
    responses: dict[str, list[dict[str, str]]] = {}
    for path in (ROOT / "domain.yml", *(ROOT / "data/responses").glob("*.yml")):
        content = yaml.load(path.read_text(encoding="utf-8"))
        responses.update(content["responses"])
    return lambda name: {variation["text"] for variation in responses[name]}
