"""Recommends a size of influencer, with the figures it rests on."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.influence_form import SLOT_AUDIENCE, SLOT_GOAL, SLOT_LAST
from actions.magazine import SLOT_TOPIC
from bot.influence.tier_advice import advise
from bot.influence.wish_reading import told_wish
from bot.influence.words import Goal, default_words
from bot.knowledge.french import written_number
from bot.knowledge.influencer_tiers import default_tiers, told_rates


class ActionRecommendTier(Action):
    """Tells which size the magazine of 2020 would point to."""

    def name(self) -> str:
        """See parent class."""
        return "action_recommend_tier"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_tier_advice_<kind>`; keeps the wish for a follow-up."""
        audience, goal = _audience(tracker), _goal(tracker)
        advice = advise(audience, goal, default_tiers())
        wish = told_wish(audience, goal, default_words())
        dispatcher.utter_message(
            response=f"utter_tier_advice_{advice.kind.value}"
            if wish
            else "utter_tier_advice_open",
            advice_wish=wish,
            advice_tier=advice.tier.name,
            advice_tiers=advice.tier.plural,
            advice_range=advice.tier.written(),
            advice_accounts=written_number(advice.accounts),
            advice_rates=told_rates(advice.rates),
        )
        said = {SLOT_AUDIENCE: audience, SLOT_GOAL: goal.value if goal else None}
        return [
            SlotSet(SLOT_LAST, said),
            SlotSet(SLOT_AUDIENCE, None),
            SlotSet(SLOT_GOAL, None),
            SlotSet(SLOT_TOPIC, advice.tier.id.value),
        ]


def _audience(tracker: Tracker) -> int | None:
    value = tracker.get_slot(SLOT_AUDIENCE)
    return int(value) if isinstance(value, (int, float)) else None


def _goal(tracker: Tracker) -> Goal | None:
    value = tracker.get_slot(SLOT_GOAL)
    return Goal(value) if value in {goal.value for goal in Goal} else None
