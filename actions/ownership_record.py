"""The end of `owners_form`: checks are made, kept for agents, and both thresholds said.

What the customer hears depends on what he declared alone. Whether somebody is alike to
an entry of a list changes no word, no slot and no order of what is said (CMF
L. 561-18; tests/contract/test_alert_secrecy.py).
"""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session, sessionmaker

from actions.base import StoreAction, failed
from actions.beneficial_owners import SLOT_DRAFT, SLOT_IDENTITIES, SLOT_SHARES
from actions.pre_file import SLOT_OUTCOME, latest_siren, pre_check_answers
from bot.errors import ListUnreadable, StoreError
from bot.kyc import declared_shares, owner_identities
from bot.kyc.beneficial_owners import find_owners
from bot.kyc.declared_shares import Draft, stakes_of
from bot.kyc.kyc_rules import KycRules, default_kyc_rules
from bot.kyc.owner_checks import (
    AlertFound,
    Check,
    check_against_list,
    check_identities,
    check_ownership,
    list_unavailable,
)
from bot.kyc.owner_identities import Identity
from bot.kyc.owner_sayings import sayings_about
from bot.kyc.sanctions_files import SanctionsSource
from bot.settings import load_settings
from bot.store.kyc_records import OwnerRow, add_check, open_alert, replace_owners
from bot.store.loan_files import find_pre_file, list_files, open_pre_file
from bot.store.loan_models import LoanFile
from bot.store.models import utc_now

logger = logging.getLogger(__name__)

SLOT_OWNERS_OUTCOME = "owners_outcome"
SCREENING_TIMEOUT_S = 4.0


class ActionRecordOwners(StoreAction):
    """Checks the declaration and keeps it in the customer's file."""

    def __init__(
        self,
        sessions: sessionmaker | None = None,
        source: SanctionsSource | None = None,
        rules: KycRules | None = None,
    ) -> None:
        """The action server gives no argument; tests give their own."""
        super().__init__(sessions)
        self._source = source
        self._rules = rules

    def name(self) -> str:
        """See parent class."""
        return "action_record_owners"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_owners_…` and `utter_owners_recorded`.

        Birth dates and nationalities leave the tracker: they are in the file now.
        """
        rules = self._rules or default_kyc_rules()
        draft = declared_shares.from_json(tracker.get_slot(SLOT_SHARES))
        identities = owner_identities.from_json(tracker.get_slot(SLOT_IDENTITIES))
        ownership = find_owners(stakes_of(draft), rules.beneficial_owners)
        screening, alerts = await self._screen(identities, rules)
        checks = [check_ownership(ownership, rules), check_identities(identities)]
        try:
            await self._record(tracker, draft, identities, [*checks, screening], alerts)
        except StoreError:
            logger.exception("A declaration of owners was not kept.")
            return [failed(self.name())]
        for saying in sayings_about(ownership, draft):
            dispatcher.utter_message(response=saying.response, **saying.arguments)
        outcome = {
            "path": ownership.path.value,
            "reasons": [reason.value for reason in ownership.reasons],
        }
        emptied = (SLOT_SHARES, SLOT_IDENTITIES, SLOT_DRAFT)
        return [
            SlotSet(SLOT_OWNERS_OUTCOME, outcome),
            *(SlotSet(name, None) for name in emptied),
        ]

    async def _screen(
        self, identities: Sequence[Identity], rules: KycRules
    ) -> tuple[Check, list[AlertFound]]:
        """Compares in a thread; a list that fails is written down, never guessed at."""
        source = self._source or default_source()

        def work() -> tuple[Check, list[AlertFound]]:
            return check_against_list(identities, source.current(), rules, utc_now())

        try:
            return await asyncio.wait_for(asyncio.to_thread(work), SCREENING_TIMEOUT_S)
        except (ListUnreadable, asyncio.TimeoutError) as error:
            logger.error("Nobody was compared with the list: %s", error or "too slow")
            return list_unavailable(len(identities)), []

    async def _record(
        self,
        tracker: Tracker,
        draft: Draft,
        identities: Sequence[Identity],
        checks: Sequence[Check],
        alerts: Sequence[AlertFound],
    ) -> None:
        answers = pre_check_answers(tracker.slots)
        outcome = tracker.get_slot(SLOT_OUTCOME) or {}
        siren = latest_siren(tracker.events)

        def work(session: Session) -> None:
            file = _file_of(session, tracker.sender_id)
            if file is None:
                file, _ = open_pre_file(
                    session, tracker.sender_id, answers, outcome, siren=siren
                )
            keys, rows = owner_rows(draft, identities)
            ids = dict(zip(keys, replace_owners(session, file.id, rows), strict=True))
            for check in checks:
                add_check(session, file.id, check.kind, check.outcome, check.evidence)
            for alert in alerts:
                open_alert(
                    session,
                    file.id,
                    alert.kind,
                    alert.evidence,
                    owner_id=ids.get(alert.owner_key),
                )

        await self.in_store(work)


def _file_of(session: Session, conversation_id: str) -> LoanFile | None:
    """The pre-file of the conversation, else the file that it identified last."""
    return find_pre_file(session, conversation_id) or next(
        iter(list_files(session, conversation_id)), None
    )


def owner_rows(
    draft: Draft, identities: Iterable[Identity]
) -> tuple[list[str], list[OwnerRow]]:
    """The natural persons of the declaration as rows, with their keys."""
    known = {identity.key: identity for identity in identities}
    keys, rows = [], []
    for each in draft:
        if each.kind != "person" or each.share_bp is None:
            continue
        identity = known.get(each.key)
        name = (identity.known_name if identity else "") or each.name or each.label
        first, _, last = name.partition(" ")
        keys.append(each.key)
        rows.append(
            OwnerRow(
                first_name=first[:80] if last else "",
                last_name=(last or first)[:80],
                share_bp=min(each.share_bp, 10_000),
                birth_date=identity.known_birth_date if identity else None,
                nationality=identity.known_nationality if identity else None,
            )
        )
    return keys, rows


@functools.lru_cache(maxsize=1)
def default_source() -> SanctionsSource:
    """The list that BOT_SANCTIONS_FILE names, kept between conversations."""
    return SanctionsSource(load_settings().sanctions_file)
