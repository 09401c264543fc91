"""Asks who owns the company while `owners_form` is open.

Shares come first, all at once or one at a time; then the identity of those above the
house's threshold. A message that says nothing of what was asked is left to the rules,
so that a question in between gets its answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.kyc import declared_shares, owner_identities
from bot.kyc.countries import default_countries
from bot.kyc.declared_shares import (
    Draft,
    Standing,
    merge,
    standing_of,
    total_bp,
    write_percent,
    write_summary,
)
from bot.kyc.identity_reading import read_identity
from bot.kyc.kyc_rules import OwnerRules, default_kyc_rules
from bot.kyc.owner_identities import (
    Identity,
    apply_reading,
    current_of,
    give_up,
    identities_of,
)
from bot.kyc.owner_words import default_owner_words
from bot.kyc.shares_reading import SharesReading, read_shares

SLOT_SHARES = "owners_shares"
SLOT_IDENTITIES = "owners_identities"
SLOT_DRAFT = "owners_draft"
REQUESTED_SLOT = "requested_slot"
INTENT_DECLINE = "decline_to_answer"
INTENT_CANCEL = "cancel_form"
# From this confidence on the bot answers (`understanding.ask` of config.yml): a message
# that is understood so well is no bare name.
UNDERSTOOD_FROM = 0.45
# A name alone is short; « je préfère parler à un conseiller » is no shareholder.
MAX_WORDS_OF_NAMES = 6


class ValidateOwnersForm(FormValidationAction):
    """Fills the two slots of the form from what a message really says."""

    def name(self) -> str:
        """See parent class."""
        return "validate_owners_form"

    async def extract_owners_shares(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes shares from the message, also to correct them later."""
        text, requested = text_of(tracker), tracker.get_slot(REQUESTED_SLOT)
        if intent_of(tracker) == INTENT_CANCEL:
            return {}
        draft, rules = draft_of(tracker), owner_rules()
        if requested == SLOT_SHARES and declines(tracker):
            return {SLOT_SHARES: {"shares": declared_shares.as_json(draft),
                                  "closed": True}}  # fmt: skip
        reading = read_shares(text, default_owner_words())
        if not _is_answer(reading, text, requested, standing_of(draft, rules)):
            return {}
        merged = merge(draft, reading, rules)
        if merged == draft and not reading.nobody_else:
            return {}
        return {SLOT_SHARES: {"shares": declared_shares.as_json(merged),
                              "closed": reading.nobody_else}}  # fmt: skip

    def validate_owners_shares(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Settles the shares when they are whole, or when nobody else is known."""
        if not isinstance(value, Mapping):
            return {SLOT_SHARES: value}
        draft, rules = declared_shares.from_json(value.get("shares")), owner_rules()
        identities = identities_of(draft, rules, identities_of_slots(tracker))
        kept = {SLOT_DRAFT: as_slot(draft, identities), SLOT_SHARES: None}
        standing = standing_of(draft, rules)
        is_settled = standing is Standing.WHOLE or (
            value.get("closed") and standing is not Standing.TOO_MUCH
        )
        if not is_settled:
            return {**kept, SLOT_IDENTITIES: None}
        if draft:
            dispatcher.utter_message(response="utter_owners_noted", **sums_of(draft))
        done = current_of(identities) is None
        settled = owner_identities.as_json(identities) if done else None
        return {
            **kept,
            SLOT_SHARES: declared_shares.as_json(draft),
            SLOT_IDENTITIES: settled,
        }

    async def extract_owners_identities(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes name, birth date and nationality of the person who was asked about."""
        if tracker.get_slot(REQUESTED_SLOT) != SLOT_IDENTITIES:
            return {}
        if isinstance(tracker.get_slot(SLOT_SHARES), Mapping):
            return {}  # this message corrects the shares
        identities = identities_of_slots(tracker)
        current = current_of(identities)
        if declines(tracker):
            return {SLOT_IDENTITIES: owner_identities.as_json(give_up(identities))}
        reading = read_identity(
            text_of(tracker),
            default_countries(),
            date.today(),
            current.known_name if current else "",
        )
        if reading.impossible_date:
            dispatcher.utter_message(response="utter_owner_birth_date_impossible")
        only_name = reading.birth_date is None and reading.nationality is None
        is_aside = "?" in text_of(tracker) or (only_name and is_understood(tracker))
        if reading.is_empty or (is_aside and not reading.impossible_date):
            return {}
        filled = apply_reading(identities, reading)
        if filled == identities and not reading.impossible_date:
            return {}
        return {SLOT_IDENTITIES: owner_identities.as_json(filled)}

    def validate_owners_identities(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Settles the identities once nothing is missing of anybody."""
        identities = owner_identities.from_json(value)
        draft = as_slot(draft_of(tracker), identities)
        done = value is not None and current_of(identities) is None
        settled = owner_identities.as_json(identities) if done else None
        return {SLOT_IDENTITIES: settled, SLOT_DRAFT: draft}


def _is_answer(
    reading: SharesReading, text: str, requested: str | None, standing: Standing
) -> bool:
    """Whether a message speaks of shares, and is no question about them."""
    if "?" in text:
        return False
    if requested != SLOT_SHARES:
        # Before the first question, or to correct: only with a holder and a share.
        says_percent = re.search(r"%|pour ?cent|pct", text, re.IGNORECASE)
        return bool(reading.shares) and (requested is None or bool(says_percent))
    if not reading.is_empty:
        # « C'est tout » closes what was begun; « non » alone is for the rules.
        return bool(reading.shares or reading.alone or reading.rest_to) or (
            standing is not Standing.EMPTY
        )
    few_words = len(text.split()) <= MAX_WORDS_OF_NAMES
    enough = 1 if standing is Standing.REST_UNKNOWN else 2
    return few_words and len(reading.unshared) >= enough


def owner_rules() -> OwnerRules:
    """The thresholds of data/knowledge/kyc.yml."""
    return default_kyc_rules().beneficial_owners


def text_of(tracker: Tracker) -> str:
    """What the customer typed; empty for a button."""
    text = str((tracker.latest_message or {}).get("text") or "")
    return "" if text.startswith("/") else text


def declines(tracker: Tracker) -> bool:
    """Whether the customer does not know, or will not say."""
    return intent_of(tracker) == INTENT_DECLINE


def intent_of(tracker: Tracker) -> str | None:
    """Name of the latest message's intent."""
    return ((tracker.latest_message or {}).get("intent") or {}).get("name")


def is_understood(tracker: Tracker) -> bool:
    """Whether the message is surely something that the rules answer."""
    intent = (tracker.latest_message or {}).get("intent") or {}
    return float(intent.get("confidence") or 0.0) >= UNDERSTOOD_FROM


def draft_of(tracker: Tracker) -> Draft:
    """The shares gathered so far."""
    draft = tracker.get_slot(SLOT_DRAFT)
    shares = draft.get("shares") if isinstance(draft, Mapping) else None
    return declared_shares.from_json(shares)


def identities_of_slots(tracker: Tracker) -> tuple[Identity, ...]:
    """The identities gathered so far."""
    draft = tracker.get_slot(SLOT_DRAFT)
    kept = draft.get("identities") if isinstance(draft, Mapping) else None
    return owner_identities.from_json(kept)


def as_slot(draft: Draft, identities: tuple[Identity, ...]) -> dict[str, Any]:
    """What `owners_draft` keeps."""
    return {
        "shares": declared_shares.as_json(draft),
        "identities": owner_identities.as_json(identities),
    }


def sums_of(draft: Draft) -> dict[str, str]:
    """The shares in words, for a response."""
    return {
        "owners_summary": write_summary(draft),
        "owners_total": write_percent(total_bp(draft)),
    }
