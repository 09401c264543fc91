"""The generator in a conversation: conditions, first words, and no repetition."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channel.fact_responses import FactResponseGenerator
from bot.channel.named_output import NamedOutputChannel
from bot.channel.unseen_words import MOST_CONVERSATIONS, UnseenWords
from tests.unit.knowledge.examples import known
from tests.unit.voice.examples import TONE

pytestmark = pytest.mark.graph

FEELS = {"label": "worried", "polarity": -0.6, "probabilities": {"worried": 0.8}}


def when(**slots: str) -> list[dict[str, str]]:
    return [{"type": "slot", "name": n, "value": v} for n, v in slots.items()]


SAID: dict[str, list[dict[str, Any]]] = {
    "utter_rate": [{"text": "Le taux est bas."}],
    "utter_worry_fees": [
        {"text": "Sans frais."},
        {
            "text": "Votre peur se comprend. Sans frais.",
            "condition": when(emotion="worry"),
        },
    ],
    "utter_handoff_requested": [{"text": "Un conseiller arrive."}],
    "utter_acknowledge": [
        {"text": "Je comprends.", "condition": when(emotion="worry")},
        {
            "text": "Je comprends que l’attente pèse.",
            "condition": when(emotion="worry", happened="delay"),
        },
    ],
}


def generator() -> FactResponseGenerator:
    found = FactResponseGenerator(facts=known(), tone=TONE)
    found.responses = SAID
    return found


def heard(text: str = "et le taux ?", intent: str = "ask_rate", **feels: Any) -> Event:
    parsed = {"intent": {"name": intent}, "sentiment": feels or None}
    return UserUttered(text, intent=parsed["intent"], parse_data=parsed)


def spoken(text: str) -> Event:
    return BotUttered(text, metadata={"utter_action": "utter_x"})


async def say(response: str, *events: Event, found: Any = None) -> str | None:
    tracker = DialogueStateTracker.from_events("c", list(events))
    said = await (found or generator()).generate(response, tracker, "turns")
    return None if said is None else str(said["text"])


async def test_an_unhappy_message_gets_first_words():
    assert await say("utter_rate", heard(**FEELS)) == "Je comprends. Le taux est bas."


async def test_words_that_count_on_earlier_ones_come_after_them():
    found = generator()
    again = {"text": "Cela ne suffit pas encore.", "condition": when(emotion="worry")}
    found.responses = {**SAID, "utter_acknowledge_again": [again]}
    first = await say("utter_rate", heard(**FEELS), found=found)
    assert first == "Je comprends. Le taux est bas."
    before = heard("j'attends", **FEELS), spoken("Je comprends que l’attente pèse.")
    later = await say("utter_rate", *before, heard(**FEELS), found=found)
    assert later == "Cela ne suffit pas encore. Le taux est bas."


async def test_what_happened_makes_them_more_precise():
    text = await say("utter_rate", heard("j'attends", **FEELS))
    assert text == "Je comprends que l’attente pèse. Le taux est bas."


async def test_a_neutral_message_gets_the_bare_answer():
    assert await say("utter_rate", heard()) == "Le taux est bas."


async def test_words_of_its_own_need_no_others():
    assert (
        await say("utter_worry_fees", heard(**FEELS))
        == SAID["utter_worry_fees"][1]["text"]
    )


async def test_a_handoff_has_its_own_words():
    said = await say("utter_handoff_requested", heard(**FEELS))
    assert said == "Un conseiller arrive."


async def test_nothing_is_added_when_something_was_said_in_this_turn():
    said = await say("utter_rate", heard(**FEELS), spoken("Je comprends."))
    assert said == "Le taux est bas."


async def test_what_was_undone_was_said_all_the_same():
    events = (heard(**FEELS), spoken("Je comprends."), heard(**FEELS))
    assert await say("utter_rate", *events) == "Le taux est bas."
    assert await say("utter_acknowledge", *events) is None


async def test_two_messages_of_one_action_are_acknowledged_once():
    found = generator()
    first = await say("utter_rate", heard(**FEELS), found=found)
    assert first == "Je comprends. Le taux est bas."
    assert await say("utter_worry_fees", heard(**FEELS), found=found) != first
    assert await say("utter_rate", heard(**FEELS), found=found) == "Le taux est bas."


def test_words_are_forgotten_once_the_tracker_shows_them():
    unseen = UnseenWords()
    unseen.add("c", 3, "Bien.", "utter_x")
    assert unseen.of("c", 3) == [("Bien.", "utter_x")]
    assert unseen.of("c", 4) == []
    for number in range(MOST_CONVERSATIONS):
        unseen.add(f"c{number}", 1, "Bien.", "utter_x")
    assert unseen.of("c", 3) == []


async def test_an_answer_with_first_words_is_no_longer_one_for_everybody():
    for feels, response in (({}, "utter_rate"), (FEELS, None)):
        tracker = DialogueStateTracker.from_events("c", [heard(**feels)])
        said = await generator().generate("utter_rate", tracker, "turns")
        output = NamedOutputChannel()
        await output.send_response("c", {**(said or {}), "utter_action": "utter_rate"})
        assert [message["response"] for message in output.messages] == [response]
