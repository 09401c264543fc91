from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from sqlalchemy.orm import sessionmaker

from actions.acknowledgement import ActionAcknowledge
from actions.application_status import (
    ActionTellApplicationStatus,
    ActionTellMissingDocuments,
)
from actions.clarification import LABELS_FILE, ActionClarify
from actions.forms import ActionCancelForm
from actions.handoff import ActionHandoff
from actions.pre_file import ActionOpenPreFile
from actions.status_form import ValidateStatusForm
from tests.graph.escalation.project import (
    Customer,
    InProcessActions,
    without_rasas_notice,
)
from tests.graph.precheck.conftest import precheck_model, words  # noqa: F401
from tests.unit.actions.files import add_customer, empty_store


@pytest.fixture(scope="session")
def store() -> sessionmaker:
    return empty_store()


@pytest.fixture(scope="session")
def files_agent(precheck_model: Path, store: sessionmaker) -> Agent:  # noqa: F811
    endpoint = InProcessActions(
        ValidateStatusForm(),
        ActionTellApplicationStatus(store),
        ActionTellMissingDocuments(store),
        ActionOpenPreFile(store),
        ActionCancelForm(),
        ActionHandoff(store),
        ActionClarify(LABELS_FILE),
        ActionAcknowledge(),
    )
    with without_rasas_notice():
        return Agent.load(str(precheck_model), action_endpoint=endpoint)


@pytest.fixture(scope="session")
def _names() -> Iterator[int]:
    return itertools.count()


@pytest.fixture
def new_customer(
    files_agent: Agent, store: sessionmaker, _names: Iterator[int]
) -> Callable[[], Customer]:
    def make() -> Customer:
        name = f"files-{next(_names)}"
        add_customer(store, name)
        return Customer(files_agent, name)

    return make


@pytest.fixture
def customer(new_customer: Callable[[], Customer]) -> Customer:
    return new_customer()
