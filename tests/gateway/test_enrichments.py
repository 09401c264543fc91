"""Cards and questions: joined to the words that they come with, or left out."""

from __future__ import annotations

from typing import Any

import pytest

from bot.contracts.turns import BotMessage, TurnAnswer
from bot.gateway.outcomes import Reply, read_answer
from tests.gateway.fake_rasa import answer

CARD = {"title": "Dossier", "lines": [{"label": "Statut", "value": "à l’étude"}]}
DRAWN = {**CARD, "links": []}
WORDS = {"text": "Le dossier est à l’étude.", "response": "utter_status"}


def replies(*messages: Any, shareable: tuple[str, ...] = ()) -> tuple[Reply, ...]:
    said = TurnAnswer.parse_obj(
        {**answer(), "messages": [BotMessage.parse_obj(each) for each in messages]}
    )
    names = {"unavailable": "utter_a", "action_failed": "utter_b"}
    return read_answer(said, **names, shareable=shareable).replies


def test_a_card_joins_the_words_before_it():
    (reply,) = replies(WORDS, {"custom": {"card": CARD}})
    assert reply.text == WORDS["text"]
    assert reply.custom == {"card": DRAWN}


def test_a_card_leaves_an_answer_shareable():
    (reply,) = replies(WORDS, {"custom": {"card": CARD}}, shareable=("utter_status",))
    assert reply.custom == {"shareable": "utter_status", "card": DRAWN}


def test_a_card_alone_is_a_message():
    (reply,) = replies({"custom": {"card": CARD}})
    assert reply.custom == {"card": DRAWN}


def test_a_question_says_where_the_form_stands():
    question = {"number": 5, "of": 9, "input": "numeric"}
    (reply,) = replies(WORDS, {"custom": {"question": question}})
    assert reply.custom == {"question": question}


@pytest.mark.parametrize(
    "custom",
    [
        pytest.param({"card": {**CARD, "lines": []}}, id="no line"),
        pytest.param({"card": {**CARD, "html": "<b>"}}, id="something extra"),
        pytest.param(
            {"card": {**CARD, "links": [{"title": "a", "url": "javascript:a()"}]}},
            id="a dangerous link",
        ),
        pytest.param({"question": {"number": 10, "of": 9}}, id="beyond the last"),
        pytest.param({"question": {"number": 1}}, id="one of unknown"),
        pytest.param({"question": {"input": "password"}}, id="an unknown keyboard"),
    ],
)
def test_what_is_not_well_made_is_left_out_and_the_words_are_said(custom):
    (reply,) = replies(WORDS, {"custom": custom})
    assert (reply.text, reply.custom) == (WORDS["text"], None)


def test_another_payload_stays_a_message_of_its_own():
    _, payload = replies(WORDS, {"custom": {"type": "survey"}})
    assert payload.custom == {"type": "survey"}
