"""Nothing is fetched or reported, neither in training nor in answering.

The real processes run with a door-keeper that Python loads before anything else: every
attempt to look up a name or to connect, but on this machine, is noted and refused.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.supervisor.environment import FIXED, QUIET

pytestmark = [pytest.mark.graph, pytest.mark.timeout(300)]

ROOT = Path(__file__).resolve().parents[2]
KEEPER = """
import os, socket

def _refuse(what):
    with open(os.environ["KEEPER_NOTES"], "a") as notes:
        notes.write(repr(what) + "\\n")
    raise OSError(f"no network here: {what!r}")

def _outside(address):
    return isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1")

def _guarded(real):
    def connect(self, address):
        return _refuse(address) if _outside(address) else real(self, address)
    return connect

def _look_up(host, *rest, **options):
    _refuse(("look-up", host))

class Guarded(socket.socket):
    connect = _guarded(socket.socket.connect)
    connect_ex = _guarded(socket.socket.connect_ex)

    def sendto(self, data, *rest):
        if _outside(rest[-1]):
            _refuse(("datagram", rest[-1]))
        return super().sendto(data, *rest)

socket.socket = Guarded
socket.getaddrinfo = socket.gethostbyname = socket.gethostbyname_ex = _look_up
"""
NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - bonjour
    - salut à tous
- intent: ask_rate
  examples: |
    - quel est le taux
    - combien d’intérêts
"""
RULES = """
version: "3.1"
rules:
- rule: Customer greets
  steps:
  - intent: greet
  - action: utter_greet
- rule: Customer asks the rate
  steps:
  - intent: ask_rate
  - action: utter_ask_rate
"""
DOMAIN = """
version: "3.1"
intents: [greet, ask_rate]
actions: [action_handoff, action_clarify, action_acknowledge]
slots:
  escalation:
    type: any
    influence_conversation: false
    mappings: [{type: custom}]
responses:
  utter_greet: [{text: Bonjour.}]
  utter_ask_rate: [{text: Zéro.}]
"""
SENTIMENT = """
sentiment:
- {label: angry, examples: [c’est honteux, quelle honte]}
- {label: distressed, examples: [je suis à bout, je n’en peux plus]}
- {label: worried, examples: [je m’inquiète, j’ai peur pour la suite]}
- {label: neutral, examples: [quel est le taux, où trouver le formulaire]}
- {label: satisfied, examples: [merci beaucoup, c’est parfait]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny project with the real pipeline and policies."""
    contents = {
        "data/nlu.yml": NLU,
        "data/rules.yml": RULES,
        "domain.yml": DOMAIN,
        "sentiment/few.yml": SENTIMENT,
        "keeper/sitecustomize.py": KEEPER,
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    config = (ROOT / "config.yml").read_text(encoding="utf-8")
    wanted = "  data: data/sentiment\n"
    assert wanted in config
    few = config.replace(wanted, f"  data: {tmp_path / 'sentiment'}\n")
    (tmp_path / "config.yml").write_text(few, encoding="utf-8")
    return tmp_path


@pytest.fixture
def environ(project: Path) -> Mapping[str, str]:
    """What the supervisor gives its processes, and the door-keeper."""
    paths = [str(project / "keeper"), str(ROOT)]
    return {
        **os.environ,
        **FIXED,
        **QUIET,
        "PYTHONPATH": os.pathsep.join(paths),
        "KEEPER_NOTES": str(project / "notes.txt"),
        # Empty: converting the weights is watched too.
        "BOT_CACHE_DIR": str(project / "cache"),
        "RASA_CACHE_DIRECTORY": str(project / "rasa-cache"),
    }


def run(
    arguments: list[str], environ: Mapping[str, str], text: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=dict(environ),
        input=text,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )


def test_training_and_parsing_connect_to_nobody(
    project: Path, environ: Mapping[str, str]
) -> None:
    names = ("domain.yml", "config.yml", "data", "model.tar.gz")
    keys = ("domain", "config", "data", "model")
    plan = {key: str(project / name) for key, name in zip(keys, names, strict=True)}
    trained = run(["-m", "bot.supervisor.run_training", json.dumps(plan)], environ)
    assert trained.returncode == 0, trained.stderr
    parsed = run(
        ["-m", "bot.supervisor.run_parse", plan["model"]], environ, "le taux svp"
    )
    assert parsed.returncode == 0, parsed.stderr
    found = json.loads(parsed.stdout.splitlines()[-1])
    assert found["intent"]["name"] == "ask_rate"
    assert found["sentiment"]["label"]
    notes = project / "notes.txt"
    assert not notes.exists(), notes.read_text()


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "socket.create_connection(('example.org', 80), timeout=1)",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))",
        "urllib.request.urlopen('http://example.org', timeout=1)",
    ],
)
def test_the_door_keeper_would_notice(
    attempt: str, project: Path, environ: Mapping[str, str]
) -> None:
    done = run(["-c", f"import socket, urllib.request; {attempt}"], environ)
    assert done.returncode != 0
    assert (project / "notes.txt").read_text()
