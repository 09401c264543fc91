"""What the actions that use the store have in common."""

from __future__ import annotations

import abc
import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from rasa_sdk import Action
from rasa_sdk.events import SlotSet
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.escalation import SLOT_ESCALATION
from bot.errors import StoreError
from bot.store.engine import session_factory

STORE_TIMEOUT_S = 5.0

# Value of `kind` that EscalationPolicy recognises (bot/escalation/conversation.py).
KIND_FAILED = "failed"

Result = TypeVar("Result")


class StoreAction(Action, abc.ABC):
    """An action that reads or writes the store, off the event loop."""

    def __init__(self, sessions: sessionmaker | None = None) -> None:
        """The action server gives no argument; tests give their own sessions."""
        self._given = sessions

    @abc.abstractmethod
    def name(self) -> str:
        """Abstract, so that the action server does not register this base class."""

    async def in_store(self, work: Callable[[Session], Result]) -> Result:
        """Runs `work` in one short transaction, in a thread.

        Raises:
            StoreError: The store cannot be reached, or did not answer in time.
        """
        try:
            return await asyncio.wait_for(
                asyncio.to_thread(self._run_in_transaction, work), STORE_TIMEOUT_S
            )
        except asyncio.TimeoutError as error:
            raise StoreError(
                f"Expected the store to answer {self.name()} within "
                f"{STORE_TIMEOUT_S:g} s, but it did not."
            ) from error
        except SQLAlchemyError as error:
            raise StoreError(
                f"Expected the store to serve {self.name()}, but found "
                f"{type(error).__name__}. Please check BOT_DATABASE_URL."
            ) from error

    def _run_in_transaction(self, work: Callable[[Session], Result]) -> Result:
        sessions = self._given or session_factory()
        with sessions.begin() as session:
            return work(session)


def failed(action: str) -> dict[str, Any]:
    """The event by which an action says that it could not do its work.

    EscalationPolicy then calls a human in the same turn, with reason `action_failed`.
    """
    return SlotSet(SLOT_ESCALATION, {"kind": KIND_FAILED, "action": action})
