"""A store in memory with one conversation, for actions that keep something in it."""

from __future__ import annotations

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

from bot.store import loan_models  # noqa: F401 - its tables
from bot.store.engine import sessions_for
from bot.store.models import Base, Conversation

CONVERSATION = "conversation-1"


def store_with_conversation() -> sessionmaker:
    """One connection for every thread: memory is not shared otherwise."""
    engine = create_engine(
        "sqlite://",
        future=True,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )
    Base.metadata.create_all(engine)
    sessions = sessions_for(engine)
    with sessions.begin() as session:
        session.add(Conversation(id=CONVERSATION, token_hash="x", mode="bot"))
    return sessions
