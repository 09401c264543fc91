"""Tells a customer where his file stands, once he has named it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import StoreAction, failed
from actions.file_lookup import LookUp, Outcome, look_up, read_identified
from bot.contracts.loan_files import FileFacts
from bot.errors import StoreError
from bot.loans.documents import Documents, default_documents
from bot.loans.file_answer import (
    Saying,
    say_documents,
    say_status,
    status_card,
)
from bot.loans.file_words import FileWords, default_file_words

SLOT_REFERENCE = "status_reference"
SLOT_SIREN = "status_siren"
# Set by our actions only, after a file was identified or opened in this conversation.
SLOT_IDENTIFIED = "file_reference"

# What is said of a file that is not shown.
NOT_SHOWN = {
    Outcome.UNKNOWN: "utter_file_unknown",
    Outcome.LOCKED: "utter_file_locked",
}

# What was typed to open a file is not kept once it has served.
FORGET_TYPED = (SlotSet(SLOT_REFERENCE, None), SlotSet(SLOT_SIREN, None))


class ActionTellApplicationStatus(StoreAction):
    """Answers the form `status_form`, or tells again of the file already identified."""

    def name(self) -> str:
        """See parent class."""
        return "action_tell_application_status"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters status and papers, `utter_file_unknown` or `utter_file_locked`.

        Sets `file_reference` when the file was found; always forgets what was typed.
        """
        try:
            found = await self._look_up(tracker)
        except StoreError:
            return [*FORGET_TYPED, failed(self.name())]
        file = found.file if found else None
        documents, words = default_documents(), default_file_words()
        card = status_card(file, documents, words).as_custom() if file else None
        for saying in sayings(found, documents, words):
            dispatcher.utter_message(
                response=saying.response, json_message=card, **saying.arguments
            )
            card = None  # under the first message, which tells the status
        identified = [SlotSet(SLOT_IDENTIFIED, file.reference)] if file else []
        return [*FORGET_TYPED, *identified]

    async def _look_up(self, tracker: Tracker) -> LookUp | None:
        reference, siren = (
            tracker.get_slot(SLOT_REFERENCE),
            tracker.get_slot(SLOT_SIREN),
        )
        identified = tracker.get_slot(SLOT_IDENTIFIED)
        if reference and siren:
            lockout = default_file_words().lockout
            return await self.in_store(
                lambda session: look_up(
                    session, tracker.sender_id, reference, siren, lockout
                )
            )
        if identified and reference in (None, identified):
            file = await self.in_store(
                lambda session: read_identified(session, identified)
            )
            return LookUp(Outcome.FOUND, file) if file else LookUp(Outcome.UNKNOWN)
        return None


def sayings(
    found: LookUp | None, documents: Documents, words: FileWords
) -> list[Saying]:
    """What to say; `None` when the customer could not name his file."""
    if found is None:
        return [Saying("utter_file_not_named")]
    if found.file is None:
        return [Saying(NOT_SHOWN[found.outcome])]
    return say_status(found.file, documents, words)


class ActionTellMissingDocuments(StoreAction):
    """Tells which papers the customer's own file still needs."""

    def name(self) -> str:
        """See parent class."""
        return "action_tell_missing_documents"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters the papers, or `utter_file_documents_unidentified`. Sets no slot."""
        identified = tracker.get_slot(SLOT_IDENTIFIED)
        file: FileFacts | None = None
        if identified:
            try:
                file = await self.in_store(
                    lambda session: read_identified(session, identified)
                )
            except StoreError:
                return [failed(self.name())]
        saying = (
            say_documents(file, default_documents())
            if file
            else Saying("utter_file_documents_unidentified")
        )
        dispatcher.utter_message(response=saying.response, **saying.arguments)
        return []
