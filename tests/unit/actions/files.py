"""Customers, their files, and actions that run against a store in memory."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import sessionmaker

from bot.contracts.loan_files import FileStatus, FileStep
from bot.contracts.modes import Mode
from bot.store import hotline_models, loan_models  # noqa: F401 – their tables
from bot.store.engine import create_sessions
from bot.store.loan_files import open_pre_file
from bot.store.loan_steps import mark_status
from bot.store.models import Base, Conversation

from .examples import tracker_of

SIREN, OTHER_SIREN = "000000018", "000000026"


def empty_store() -> sessionmaker:
    """A store in memory with every table."""
    sessions = create_sessions("sqlite://")
    Base.metadata.create_all(sessions.kw["bind"])
    return sessions


def add_customer(sessions: sessionmaker, conversation_id: str) -> None:
    with sessions.begin() as session:
        session.add(
            Conversation(
                id=conversation_id, token_hash=conversation_id, mode=Mode.BOT.value
            )
        )


def add_sent_file(
    sessions: sessionmaker,
    siren: str = SIREN,
    status: FileStatus = FileStatus.UNDER_STUDY,
    owner: str = "owner",
) -> str:
    """Adds the file of a customer of its own; returns its reference."""
    add_customer(sessions, owner)
    with sessions.begin() as session:
        file, _ = open_pre_file(session, owner, {}, {}, siren=siren)
        mark_status(session, file, status, FileStep.SUBMITTED, actor="customer")
        return str(file.reference)


async def run(
    action: Action,
    slots: dict[str, Any] | None = None,
    conversation_id: str = "conversation-1",
    **tracker: Any,
) -> tuple[CollectingDispatcher, list[Any]]:
    dispatcher = CollectingDispatcher()
    tracker_ = tracker_of(slots, conversation_id=conversation_id, **tracker)
    return dispatcher, await action.run(dispatcher, tracker_, {})


def slots_set(events: list[Any]) -> dict[str, Any]:
    """Slots that events set, by name."""
    return {e["name"]: e["value"] for e in events if e["event"] == "slot"}
