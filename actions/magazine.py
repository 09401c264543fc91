"""What the magazine says, what follows from it, and on which page it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form_messages import entity_of, written_text
from bot.influence.follow_up import latest_topic, read_follow_up
from bot.influence.words import default_words
from bot.knowledge.influencer_tiers import TierId, default_tiers, told_rates
from bot.knowledge.magazine_pages import MagazinePages, default_pages
from bot.nlu.normalisation import fold

SLOT_TOPIC = "magazine_topic"
ENTITY_ANSWER = "magazine_answer"
INTENT = "magazine"
RESPONSE_RATE = "utter_tier_rate"


def known_answers(pages: MagazinePages) -> set[str]:
    """Second halves of `magazine/<answer>`, those of other intents included."""
    return {answer for article in pages.articles for answer in article.answers}


def chosen_answer(latest_message: Mapping[str, Any]) -> str | None:
    """The answer of the magazine's that the selector has chosen for a message."""
    selectors = latest_message.get("response_selector") or {}
    selector = selectors.get(INTENT) or selectors.get("default") or {}
    key = str((selector.get("response") or {}).get("intent_response_key") or "")
    intent, _, answer = key.partition("/")
    return answer if intent == INTENT and answer else None


def topic_of(tracker: Tracker) -> str | None:
    """The magazine's answer that the customer has just read, if any."""
    pages = default_pages()
    return latest_topic(tracker.events, SLOT_TOPIC, pages.told_by, known_answers(pages))


def article_topic_of(tracker: Tracker) -> str | None:
    """The answer whose page is asked: a rate stands elsewhere than its size."""
    bot = (e for e in reversed(tracker.events) if e.get("event") == "bot")
    said: Mapping[str, Any] = next(bot, {})
    response = (said.get("metadata") or {}).get("utter_action")
    return "engagement_rates" if response == RESPONSE_RATE else topic_of(tracker)


class ActionTellMagazine(Action):
    """Gives one answer of the magazine, and remembers which."""

    def name(self) -> str:
        """See parent class."""
        return "action_tell_magazine"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_magazine/<answer>` and sets `magazine_topic`.

        A button names its answer; otherwise the selector has chosen one.
        """
        answer = entity_of(tracker, ENTITY_ANSWER)
        answer = answer or chosen_answer(tracker.latest_message or {})
        if answer not in known_answers(default_pages()):
            dispatcher.utter_message(response="utter_magazine_unclear")
            return []
        return tell(dispatcher, str(answer))


class ActionFollowUpMagazine(Action):
    """Answers « et les gros ? » in the light of the answer before."""

    def name(self) -> str:
        """See parent class."""
        return "action_follow_up_magazine"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters the answer that is meant, a rate alone, or says that it is unclear."""
        text = fold(written_text(tracker))
        found = read_follow_up(text, topic_of(tracker), default_words())
        if found.answer is not None:
            return tell(dispatcher, found.answer)
        if found.rate_of is None:
            dispatcher.utter_message(response="utter_magazine_unclear")
            return []
        return tell_rate(dispatcher, found.rate_of)


class ActionTellPage(Action):
    """Says where the magazine has what was just told."""

    def name(self) -> str:
        """See parent class."""
        return "action_tell_page"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_page`, or `utter_page_unknown` when nothing was told of it."""
        pages = default_pages()
        article = pages.find(article_topic_of(tracker))
        if article is None:
            dispatcher.utter_message(response="utter_page_unknown")
        else:
            dispatcher.utter_message(
                response="utter_page",
                page_column=article.title,
                page_place=pages.place_of(article),
            )
        return []


def tell(dispatcher: CollectingDispatcher, answer: str) -> list[dict[str, Any]]:
    """Utters an answer of the magazine and remembers it."""
    dispatcher.utter_message(response=f"utter_{INTENT}/{answer}")
    return [SlotSet(SLOT_TOPIC, answer)]


def tell_rate(dispatcher: CollectingDispatcher, size: TierId) -> list[dict[str, Any]]:
    """Utters the engagement of one size and remembers the size."""
    table = default_tiers()
    tier = table.find(size)
    dispatcher.utter_message(
        response=RESPONSE_RATE,
        tier_plural=tier.plural,
        tier_rates=told_rates(table.rates_of(tier)),
    )
    return [SlotSet(SLOT_TOPIC, size.value)]
