from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.programmes import read_programmes
from actions.terms import (
    ActionTellTerms,
    Answer,
    Topic,
    answer_about,
    format_number,
    topic_of,
)

GROUNDS = {"grade": "OFF", "sources": ["S1"]}
PROGRAMMES = read_programmes(
    {
        "flash_maximum": 50_000,
        "regions": {
            "Complète": {
                "rate": {"percent": 0.2, **GROUNDS},
                "amount": {"minimum": 10_000, "maximum": 300_000, **GROUNDS},
                "duration": {"years": 7, "deferral_years": 2, **GROUNDS},
            },
            "Relevée": {
                "amount": {
                    "minimum": 10_000,
                    "maximum": 300_000,
                    "maximum_at_start": 150_000,
                    **GROUNDS,
                },
                "duration": {
                    "years": 7,
                    "deferral_years": 2,
                    "at_most": True,
                    **GROUNDS,
                },
            },
            "Moyenne": {"amount": {"average": 105_000, **GROUNDS}},
        },
    }
)


@pytest.mark.parametrize(
    ("topic", "region", "response", "facts"),
    [
        pytest.param(
            Topic.RATE,
            "Complète",
            "utter_rate_in_region",
            {"rate_percent": "0,2"},
            id="known rate",
        ),
        pytest.param(
            Topic.RATE,
            "Relevée",
            "utter_rate_unknown_in_region",
            {},
            id="rate that no source gives is not invented",
        ),
        pytest.param(
            Topic.RATE,
            "Bretagne",
            "utter_rate_unknown_in_region",
            {},
            id="Region without any fact",
        ),
        pytest.param(
            Topic.AMOUNT,
            "Complète",
            "utter_amount_in_region",
            {
                "amount_min": "10\u202f000",
                "amount_max": "300\u202f000",
                "flash_max": "50\u202f000",
            },
            id="known amount",
        ),
        pytest.param(
            Topic.AMOUNT,
            "Relevée",
            "utter_amount_raised_in_region",
            {
                "amount_min": "10\u202f000",
                "amount_max": "300\u202f000",
                "flash_max": "50\u202f000",
                "amount_at_start": "150\u202f000",
            },
            id="amount raised after the opening",
        ),
        pytest.param(
            Topic.AMOUNT,
            "Moyenne",
            "utter_amount_average_in_region",
            {"amount_average": "105\u202f000"},
            id="average without limits",
        ),
        pytest.param(
            Topic.DURATION,
            "Complète",
            "utter_duration_in_region",
            {"years": "7", "deferral_years": "2"},
            id="known duration",
        ),
        pytest.param(
            Topic.DURATION,
            "Relevée",
            "utter_duration_at_most_in_region",
            {"years": "7", "deferral_years": "2"},
            id="duration as a limit",
        ),
    ],
)
def test_answer_for_a_region(topic, region, response, facts):
    answer = answer_about(topic, region, PROGRAMMES)
    assert answer == Answer(response, {"region": region, **facts})


@pytest.mark.parametrize("topic", list(Topic))
def test_without_a_region_the_general_answer_asks_for_it(topic):
    assert answer_about(topic, None, PROGRAMMES) == Answer(
        f"utter_{topic.value}_general"
    )


def test_region_alone_is_noted():
    assert answer_about(None, "Moyenne", PROGRAMMES) == Answer(
        "utter_region_noted", {"region": "Moyenne"}
    )


@pytest.mark.parametrize(
    ("intent", "latest_topic", "topic"),
    [
        pytest.param("ask_rate", "amount", Topic.RATE, id="a question decides"),
        pytest.param(
            "inform_region", "amount", Topic.AMOUNT, id="« et en Bretagne ? »"
        ),
        pytest.param("inform_region", None, None, id="nothing asked before"),
        pytest.param("inform_region", "weather", None, id="a topic of long ago"),
        pytest.param(None, None, None, id="no intent"),
    ],
)
def test_topic_of_a_turn(intent, latest_topic, topic):
    assert topic_of(intent, latest_topic) == topic


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (0.2, "0,2"), (1.75, "1,75"), (100, "100"), (105_000, "105\u202f000")],
)
def test_numbers_are_written_as_in_french(value, written):
    assert format_number(value) == written


async def tell(intent, slots, entities=()):
    """Runs the action; gives what it uttered and the slots it set."""
    latest = {"intent": {"name": intent}, "entities": list(entities)}
    tracker = Tracker("c1", slots, latest, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = await ActionTellTerms(PROGRAMMES).run(dispatcher, tracker, {})
    said = [message["response"] for message in dispatcher.messages]
    return said, {event["name"]: event["value"] for event in events}


REGION = {"entity": "region", "value": "Complète"}


async def test_question_in_a_region_is_answered_and_remembered():
    said, slots = await tell("ask_rate", {"region": "Complète"}, [REGION])
    assert said == ["utter_rate_in_region"]
    assert slots == {"terms_topic": "rate"}


async def test_region_stays_for_the_next_question():
    said, _ = await tell("ask_duration", {"region": "Complète", "terms_topic": "rate"})
    assert said == ["utter_duration_in_region"]


async def test_new_region_goes_on_with_the_topic_before():
    slots = {"region": "Complète", "terms_topic": "amount"}
    said, _ = await tell("inform_region", slots, [REGION])
    assert said == ["utter_amount_in_region"]


async def test_unrecognised_region_is_asked_again_and_not_mistaken_for_the_one_before():
    said, slots = await tell("inform_region", {"region": "Complète"})
    assert said == ["utter_region_not_found"]
    assert slots == {}


@pytest.mark.parametrize("intent", ["ask_rate", "ask_amount", "ask_duration", None])
async def test_empty_slots_are_no_obstacle(intent):
    said, _ = await tell(intent, {"region": None, "terms_topic": None})
    assert len(said) == 1


def test_action_server_can_create_it_without_arguments():
    assert ActionTellTerms().name() == "action_tell_terms"
