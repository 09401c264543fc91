"""Asks whom a brand wants to reach and why, at most one question each."""

from __future__ import annotations

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form_messages import (
    entity_of,
    has_news,
    intent_of,
    is_asked,
    understood_intent,
    written_text,
)
from bot.influence.wish_reading import Wish, read_wish
from bot.influence.words import Goal, default_words
from bot.loans.answers import UNKNOWN
from bot.loans.message_text import prepare

SLOT_AUDIENCE = "influence_audience"
SLOT_GOAL = "influence_goal"
SLOT_LAST = "influence_last"
INTENT_ADVICE = "ask_influencer_advice"
INTENT_DECLINE = "decline_to_answer"
# Ways out of the form; a number with them is a correction: « non, plutôt 8 000 ».
WAYS_OUT = frozenset({"ask_human", "cancel_form", "deny", "say_goodbye"})


class ValidateInfluenceForm(FormValidationAction):
    """Reads audience and goal from any message, asked for or not."""

    def name(self) -> str:
        """See parent class."""
        return "validate_influence_form"

    async def extract_influence_audience(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes a number of persons, or that the customer does not know."""
        wish = wish_of(tracker)
        if wish.audience is not None:
            return {SLOT_AUDIENCE: wish.audience}
        return _left_open(tracker, SLOT_AUDIENCE, wish)

    async def extract_influence_goal(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes a goal, or that the customer leaves it open."""
        wish = wish_of(tracker)
        if wish.goal is not None:
            return {SLOT_GOAL: wish.goal.value}
        return _left_open(tracker, SLOT_GOAL, wish)


def wish_of(tracker: Tracker) -> Wish:
    """What the latest message says; a question about something else says nothing."""
    if not has_news(tracker):
        return Wish()
    pressed = entity_of(tracker, SLOT_GOAL)
    if pressed in {goal.value for goal in Goal}:
        return Wish(goal=Goal(pressed))
    text = written_text(tracker)
    message = prepare(text, (tracker.latest_message or {}).get("entities") or [])
    asked = is_asked(tracker, SLOT_AUDIENCE)
    wish = read_wish(message.folded, default_words(), audience_asked=asked)
    if intent_of(tracker) == INTENT_ADVICE:
        return wish
    is_out = understood_intent(tracker) in WAYS_OUT and wish.audience is None
    return Wish() if message.is_question or is_out else wish


def _left_open(tracker: Tracker, slot: str, wish: Wish) -> dict[str, Any]:
    if not has_news(tracker):
        return {}
    if not is_asked(tracker, slot):
        return _from_before(tracker, slot, wish)
    if entity_of(tracker, slot) == UNKNOWN or wish.declines:
        return {slot: UNKNOWN}
    if understood_intent(tracker) == INTENT_DECLINE:
        return {slot: UNKNOWN}
    # It says it again without saying more: the form asks again.
    return {slot: None} if intent_of(tracker) == INTENT_ADVICE else {}


def _from_before(tracker: Tracker, slot: str, wish: Wish) -> dict[str, Any]:
    """What was said for the advice before: « et pour 50 000 ? » keeps its goal."""
    last = tracker.get_slot(SLOT_LAST) or {}
    opens = not (tracker.active_loop or {}).get("name") or not tracker.get_slot(
        "requested_slot"
    )
    goes_on = wish.audience is not None or wish.goal is not None
    kept = last.get(slot) if opens and goes_on else None
    return {slot: kept} if kept is not None and tracker.get_slot(slot) is None else {}
