from __future__ import annotations

import pytest

from bot.voice.moment import read_moment

from .examples import TONE, heard

WORRIED = {"label": "worried", "polarity": -0.4, "probabilities": {"worried": 0.7}}
ANGRY = {"label": "angry", "polarity": -0.7, "probabilities": {"angry": 0.4}}
CALM = {"label": "neutral", "polarity": 0.0, "probabilities": {"worried": 0.3}}
GLAD = {"label": "satisfied", "polarity": 0.8, "probability": 0.9}


@pytest.mark.parametrize(
    ("message", "response", "emotion", "happened", "unhappy"),
    [
        pytest.param({}, "utter_greet", None, None, False, id="no message yet"),
        pytest.param(heard(), "utter_rate", None, None, False, id="not measured"),
        pytest.param(heard(**CALM), "utter_rate", None, None, False, id="calm"),
        pytest.param(heard(**WORRIED), "utter_rate", "worry", None, True, id="worry"),
        pytest.param(heard(**ANGRY), "utter_rate", "anger", None, True, id="anger"),
        pytest.param(
            heard("j’attends !", **ANGRY),
            "utter_rate",
            "anger",
            "delay",
            True,
            id="delay",
        ),
        pytest.param(
            heard("je suis perdu", **WORRIED),
            "u",
            "confusion",
            None,
            True,
            id="confused",
        ),
        pytest.param(
            heard("je suis perdu", **ANGRY), "u", "anger", None, True, id="anger first"
        ),
        pytest.param(
            heard("je tremble", **CALM), "u", "worry", None, True, id="told by words"
        ),
        pytest.param(
            heard("je tremble", **ANGRY), "u", "anger", None, True, id="measured first"
        ),
        pytest.param(heard(**GLAD), "utter_rate", "relief", None, False, id="relief"),
        pytest.param(
            heard("merci", "thank", **GLAD), "u", "gratitude", None, False, id="thanks"
        ),
        pytest.param(
            heard(), "utter_frustration", "anger", None, False, id="told by the answer"
        ),
        pytest.param(
            heard("/ask_delay", "ask_delay", **ANGRY),
            "u",
            None,
            "delay",
            False,
            id="a button has no mood",
        ),
        pytest.param(
            heard("j’attends"), "utter_handoff_x", None, "delay", False, id="told first"
        ),
        pytest.param(
            heard(), "utter_handoff_x", None, "handover", False, id="a handover"
        ),
    ],
)
def test_the_moment_of_an_answer(message, response, emotion, happened, unhappy):
    moment = read_moment(message, response, TONE)
    assert moment.as_slots() == {"emotion": emotion, "happened": happened}
    assert moment.unhappy is unhappy


@pytest.mark.parametrize(("anger", "unhappy"), [(0.8, False), (0.95, True)])
def test_what_others_say_is_no_mood_of_the_customer(anger, unhappy):
    feels = {
        "label": "angry",
        "polarity": -anger,
        "probabilities": {"angry": anger, "neutral": 1 - anger},
    }
    parsed = {"intent": {"name": "rumour"}, "sentiment": feels}
    said = {"event": "user", "text": "il prétend", "parse_data": parsed}
    assert read_moment(said, "utter_rumour/free_money", TONE).unhappy is unhappy
