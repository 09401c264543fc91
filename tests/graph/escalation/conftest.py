from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa_sdk import Action

from actions.acknowledgement import ActionAcknowledge
from actions.base import failed
from actions.clarification import ActionClarify
from actions.handoff import ActionHandoff
from bot.store.engine import create_sessions
from bot.store.models import Base

from .project import Customer, InProcessActions, train, without_rasas_notice

LABELS = """
human: Parler à un conseiller
intents: {ask_rate: Le taux, complain: Une réclamation}
"""


class ActionLookUp(Action):
    """An action that cannot do its work and says so."""

    def name(self) -> str:
        return "action_look_up"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        return [failed(self.name())]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(tmp_path_factory.mktemp("escalation"))


@pytest.fixture(scope="session")
def agent(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Agent:
    labels = tmp_path_factory.mktemp("labels") / "labels.yml"
    labels.write_text(LABELS, encoding="utf-8")
    sessions = create_sessions("sqlite://")
    Base.metadata.create_all(sessions.kw["bind"])
    endpoint = InProcessActions(
        ActionHandoff(sessions),
        ActionClarify(labels),
        ActionAcknowledge(),
        ActionLookUp(),
    )
    with without_rasas_notice():
        return Agent.load(str(model), action_endpoint=endpoint)


@pytest.fixture(scope="session")
def _names() -> Iterator[int]:
    return itertools.count()


@pytest.fixture
def new_customer(agent: Agent, _names: Iterator[int]) -> Callable[[], Customer]:
    return lambda: Customer(agent, f"customer-{next(_names)}")


@pytest.fixture
def customer(new_customer: Callable[[], Customer]) -> Customer:
    return new_customer()
