"""What may be said next, given what was said before."""

from __future__ import annotations

import pytest

from bot.voice.choice import choose
from bot.voice.moment import read_moment
from bot.voice.said import read_said

from .examples import TONE, heard, spoken

WORRY = {"label": "worried", "polarity": -0.6, "probabilities": {"worried": 0.8}}
IF_WORRY = [{"type": "slot", "name": "emotion", "value": "worry"}]
FELT = {"text": "Je comprends. Voici.", "condition": IF_WORRY}
FELT_TOO = {"text": "Votre peur se comprend. Voici.", "condition": IF_WORRY}
PLAIN = {"text": "Voici."}
SORRY = {"text": "Pardon. Voici."}


def chosen(variations, events, response="utter_rate"):
    said = read_said(events, TONE)
    moment = read_moment(said.latest, response, TONE)
    return [v["text"] for v in choose(response, variations, said, moment, TONE)]


def test_the_most_precise_words_come_first():
    assert chosen([PLAIN, FELT], [heard(**WORRY)]) == [FELT["text"]]


@pytest.mark.parametrize("turns_between", [0, 1, 3])
def test_a_phrase_of_empathy_is_never_said_twice(turns_between):
    between = [heard(), spoken("Autre chose.")] * turns_between
    events = [heard(), spoken("Je comprends. Autre suite."), *between, heard(**WORRY)]
    assert chosen([PLAIN, FELT], events) == [PLAIN["text"]]
    assert chosen([PLAIN, FELT, FELT_TOO], events) == [FELT_TOO["text"]]


def test_an_acknowledgement_falls_silent_rather_than_repeat_itself():
    events = [heard(), spoken("Je comprends."), heard(**WORRY)]
    assert chosen([{"text": "Je comprends."}], events, "utter_acknowledge") == []


def test_any_other_response_is_said_all_the_same():
    events = [heard(), spoken(SORRY["text"]), heard()]
    assert chosen([SORRY], events) == [SORRY["text"]]


def test_a_neutral_question_gets_no_empathy():
    assert chosen([PLAIN, {"text": "Je comprends."}], [heard()]) == [PLAIN["text"]]


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([heard(), spoken("Désolé.", "utter_x")], id="in the same turn"),
        pytest.param([heard(), spoken("Désolé.", "utter_x"), heard()], id="in a row"),
        pytest.param(
            [heard(), spoken(SORRY["text"]), heard(), spoken("Bien."), heard()],
            id="for the same matter",
        ),
    ],
)
def test_no_apology_twice(events):
    assert chosen([SORRY, PLAIN], events) == [PLAIN["text"]]


def test_another_matter_later_gets_an_apology_of_its_own():
    events = [heard(), spoken("Pardon.", "utter_x"), heard(), spoken("Bien."), heard()]
    assert set(chosen([SORRY, PLAIN], events)) == {SORRY["text"], PLAIN["text"]}


def test_what_was_not_said_yet_is_said_first():
    other = {"text": "Voilà."}
    assert chosen([PLAIN, other], [heard(), spoken("Voici."), heard()]) == ["Voilà."]


def test_once_all_was_said_it_is_said_again():
    assert chosen([PLAIN], [heard(), spoken("Voici."), heard()]) == ["Voici."]
