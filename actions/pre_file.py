"""Opens the pre-file that the pre-check prepared. It promises and sends nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session

from actions.application_status import SLOT_IDENTIFIED
from actions.base import StoreAction, failed
from bot.contracts.loan_files import FilePath
from bot.errors import StoreError
from bot.loans.documents import default_documents
from bot.loans.file_answer import Saying, say_documents_to_prepare
from bot.loans.file_identifiers import siren_of
from bot.store.loan_files import open_pre_file

SLOT_OUTCOME = "eligibility_outcome"
SLOT_REGION = "region"
ANSWER_PREFIX = "eligibility_"


class ActionOpenPreFile(StoreAction):
    """Keeps the answers of the pre-check under a reference."""

    def name(self) -> str:
        """See parent class."""
        return "action_open_pre_file"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters the reference and the papers, and sets `file_reference`.

        Without a pre-check, offers it (`utter_pre_file_needs_check`).
        """
        outcome = tracker.get_slot(SLOT_OUTCOME)
        if not isinstance(outcome, Mapping):
            dispatcher.utter_message(response="utter_pre_file_needs_check")
            return []
        try:
            reference, is_new = await self._open(tracker, outcome)
        except StoreError:
            return [failed(self.name())]
        for saying in [
            Saying(opening_words(outcome, is_new), {"file_reference": reference}),
            say_documents_to_prepare(default_documents()),
        ]:
            dispatcher.utter_message(response=saying.response, **saying.arguments)
        return [SlotSet(SLOT_IDENTIFIED, reference)]

    async def _open(
        self, tracker: Tracker, outcome: Mapping[str, Any]
    ) -> tuple[str, bool]:
        answers = pre_check_answers(tracker.slots)
        siren = latest_siren(tracker.events)
        kinds = default_documents().expected_of_every_file()

        def work(session: Session) -> tuple[str, bool]:
            file, is_new = open_pre_file(
                session,
                tracker.sender_id,
                answers,
                outcome,
                documents=kinds,
                siren=siren,
            )
            return str(file.reference), is_new

        return await self.in_store(work)


def opening_words(outcome: Mapping[str, Any], is_new: bool) -> str:
    """Chooses the words: honest where the pre-check pointed to something else."""
    if not is_new:
        return "utter_pre_file_updated"
    if outcome.get("path") == FilePath.OTHER_SCHEME.value:
        return "utter_pre_file_opened_in_doubt"
    return "utter_pre_file_opened"


def pre_check_answers(slots: Mapping[str, Any]) -> dict[str, Any]:
    """What the customer answered: `region`, `legal_form`, `staff` …; no outcome."""
    answers = {
        name.removeprefix(ANSWER_PREFIX): value
        for name, value in slots.items()
        if name.startswith(ANSWER_PREFIX) and name != SLOT_OUTCOME
    }
    answers[SLOT_REGION] = slots.get(SLOT_REGION)
    return {name: value for name, value in answers.items() if value is not None}


def latest_siren(events: list[dict[str, Any]]) -> str | None:
    """The SIREN that the customer gave last, also inside a SIRET; `None` if none."""
    for event in reversed(events):
        entities = (event.get("parse_data") or {}).get("entities") or []
        for entity in entities:
            if entity.get("entity") in ("siren", "siret"):
                found = siren_of(str(entity.get("value")))
                if found:
                    return found
    return None
