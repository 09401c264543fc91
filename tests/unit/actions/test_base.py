from __future__ import annotations

import inspect

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from actions import base
from actions.base import StoreAction, failed
from bot.errors import StoreError
from bot.escalation.conversation import read_conversation
from bot.store.engine import create_sessions


class ActionCount(StoreAction):
    def name(self) -> str:
        return "action_count"


@pytest.fixture
def sessions() -> sessionmaker:
    return create_sessions("sqlite://")


async def test_work_runs_in_a_transaction(sessions: sessionmaker):
    action = ActionCount(sessions)
    assert (
        await action.in_store(lambda s: s.execute(sa.text("select 41 + 1")).scalar())
        == 42
    )


async def test_an_error_of_the_database_is_an_error_of_the_store(
    sessions: sessionmaker,
):
    with pytest.raises(StoreError, match="action_count"):
        await ActionCount(sessions).in_store(
            lambda s: s.execute(sa.text("select nothing"))
        )


def test_the_base_is_not_an_action_of_the_server():
    assert inspect.isabstract(base.StoreAction)


def test_the_policy_recognises_an_action_that_says_it_failed():
    user = {"event": "user", "text": "x", "parse_data": {}}
    conversation = read_conversation([user, failed("action_count")])
    assert conversation.failed_action == "action_count"
