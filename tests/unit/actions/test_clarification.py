from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.clarification import ActionClarify
from bot.contracts.message_shape import MESSAGE_SHAPE, MessageShape
from bot.errors import SettingsError

from .examples import said, tracker_of

HUMAN = {"title": "Parler à un conseiller", "payload": "/ask_human"}
RATE = {"title": "Le taux", "payload": "/ask_rate"}
FEES = {"title": "Les frais", "payload": "/ask_fees"}


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    file = tmp_path / "labels.yml"
    file.write_text(
        "human: Parler à un conseiller\n"
        "intents: {ask_rate: Le taux, ask_fees: Les frais}\n",
        encoding="utf-8",
    )
    return file


def clarify(*intents: str) -> dict[str, Any]:
    candidates = [{"intent": name, "confidence": 0.3} for name in intents]
    return {"kind": "clarify", "candidates": candidates}


@pytest.mark.parametrize(
    ("slot", "response", "buttons"),
    [
        pytest.param(
            clarify("ask_fees", "ask_rate"),
            "utter_clarify",
            [FEES, RATE, HUMAN],
            id="the readings in order, then a person",
        ),
        pytest.param(
            clarify("greet", "ask_rate"),
            "utter_clarify",
            [RATE, HUMAN],
            id="a reading without a label is not offered",
        ),
        pytest.param(
            clarify("greet"), "utter_clarify_rephrase", [HUMAN], id="no label at all"
        ),
        pytest.param(
            clarify(), "utter_clarify_rephrase", [HUMAN], id="no plausible reading"
        ),
        pytest.param(None, "utter_clarify_rephrase", [HUMAN], id="no decision"),
    ],
)
async def test_what_is_asked(
    labels: Path, slot: Any, response: str, buttons: list[dict[str, str]]
):
    dispatcher = CollectingDispatcher()
    tracker = tracker_of({"escalation": slot})
    events = await ActionClarify(labels).run(dispatcher, tracker, {})
    assert said(dispatcher) == [response]
    assert dispatcher.messages[0]["buttons"] == buttons
    assert [(e["name"], e["value"]) for e in events] == [("escalation", None)]


@pytest.mark.parametrize("content", ["[]", "human: x", "intents: {}", "", "x"])
async def test_a_labels_file_of_another_form_is_refused(tmp_path: Path, content: str):
    file = tmp_path / "labels.yml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=r"Expected labels\.yml"):
        await ActionClarify(file).run(CollectingDispatcher(), tracker_of(), {})


def test_the_action_server_can_create_it_without_arguments():
    assert ActionClarify().name() == "action_clarify"


async def test_a_form_that_is_open_stays_so_for_the_next_answer(labels: Path):
    tracker = tracker_of()
    tracker.active_loop = {"name": "status_form"}
    events = await ActionClarify(labels).run(CollectingDispatcher(), tracker, {})
    assert (events[0]["event"], events[0]["name"]) == ("active_loop", "status_form")


@pytest.mark.parametrize("shape", MessageShape)
async def test_a_message_without_a_sentence_has_words_of_its_own(
    shape: MessageShape, labels: Path
):
    dispatcher = CollectingDispatcher()
    tracker = tracker_of({"escalation": clarify()}, None, {MESSAGE_SHAPE: shape.value})
    await ActionClarify(labels).run(dispatcher, tracker, {})
    assert said(dispatcher) == [f"utter_clarify_{shape.value}"]
    assert dispatcher.messages[0]["buttons"] == [HUMAN]


async def test_a_story_with_readings_is_asked_about_like_any_message(labels: Path):
    dispatcher = CollectingDispatcher()
    slots = {"escalation": clarify("ask_rate")}
    tracker = tracker_of(slots, None, {MESSAGE_SHAPE: "long"})
    await ActionClarify(labels).run(dispatcher, tracker, {})
    assert said(dispatcher) == ["utter_clarify"]
