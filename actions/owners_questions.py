"""The questions of `owners_form`: they depend on what is known already."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.beneficial_owners import (
    draft_of,
    identities_of_slots,
    owner_rules,
    sums_of,
)
from bot.kyc.declared_shares import Standing, missing_bp, standing_of, write_percent
from bot.kyc.owner_identities import Field, Identity, current_of

_QUESTION_OF = {
    Field.NAME: "utter_owner_ask_name",
    Field.BIRTH_DATE: "utter_owner_ask_birth_date",
    Field.NATIONALITY: "utter_owner_ask_nationality",
}


class ActionAskOwnersShares(Action):
    """Asks for shares: all of them, one person's, or what is left."""

    def name(self) -> str:
        """See parent class."""
        return "action_ask_owners_form_owners_shares"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_owners_ask_…`, or `utter_owners_too_much`."""
        draft = draft_of(tracker)
        standing = standing_of(draft, owner_rules())
        if standing is Standing.SHARE_UNKNOWN:
            waiting = next(each for each in draft if each.share_bp is None)
            dispatcher.utter_message(
                response="utter_owners_ask_share_of", owner_label=waiting.label
            )
        elif standing is Standing.TOO_MUCH:
            dispatcher.utter_message(response="utter_owners_too_much", **sums_of(draft))
        elif standing is Standing.REST_UNKNOWN:
            dispatcher.utter_message(
                response="utter_owners_ask_rest",
                owners_missing=write_percent(missing_bp(draft)),
                **sums_of(draft),
            )
        else:
            dispatcher.utter_message(response="utter_owners_ask_shares")
        return []


class ActionAskOwnersIdentities(Action):
    """Asks who a person above the threshold is, and says why."""

    def name(self) -> str:
        """See parent class."""
        return "action_ask_owners_form_owners_identities"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters one question: everything at first, then what is missing."""
        current = current_of(identities_of_slots(tracker))
        if current is not None:
            dispatcher.utter_message(
                response=question_about(current),
                owner_label=current.label,
                owner_share=write_percent(current.share_bp),
            )
        return []


def question_about(identity: Identity) -> str:
    """Chooses the words: all together at first, then one thing at a time."""
    if identity.is_untouched:
        named = Field.NAME not in identity.missing
        return "utter_owner_ask_birth" if named else "utter_owner_ask_identity"
    return _QUESTION_OF[identity.missing[0]]
