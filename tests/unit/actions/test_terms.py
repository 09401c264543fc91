from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.terms import ActionTellTerms
from bot.knowledge.programmes import Programme, Programmes
from bot.knowledge.terms_answers import Answer, Topic, answer_about, topic_of

from ..knowledge.examples import a_fact, known

GROUNDS = {"grade": "OFF", "sources": ["S1"]}
DURATION = {"years": 7, "deferral_years": 2, **GROUNDS}
AMOUNT = {"minimum": 10_000, "maximum": 300_000, **GROUNDS}
TERMS = {
    "Complète": {
        "rate": {"percent": 0.2, **GROUNDS},
        "amount": AMOUNT,
        "duration": DURATION,
    },
    "Relevée": {
        "amount": {**AMOUNT, "maximum_at_start": 150_000},
        "duration": {**DURATION, "at_most": True},
        "opening": "opening",
        "exclusions": "exclusions",
        "particularities": "particularities",
    },
    "Moyenne": {"amount": {"average": 105_000, **GROUNDS}},
}
PROGRAMMES = Programmes(
    {name: Programme.parse_obj(terms) for name, terms in TERMS.items()},
    known(
        a_fact(id="opening", value=None, unit=None, says="Elle a ouvert en mai."),
        a_fact(id="exclusions", value=None, unit=None, says="Les SCI sont exclues."),
        a_fact(id="particularities", value=None, unit=None, says="Il faut un bilan."),
    ),
)


@pytest.mark.parametrize(
    ("topic", "region", "response", "facts"),
    [
        pytest.param(
            Topic.RATE,
            "Complète",
            "utter_rate_in_region",
            {"region_rate": "0,2\u202f%"},
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
                "region_minimum": "10\u202f000",
                "region_maximum": "300\u202f000\u202f€",
            },
            id="known amount",
        ),
        pytest.param(
            Topic.AMOUNT,
            "Relevée",
            "utter_amount_raised_in_region",
            {
                "region_minimum": "10\u202f000",
                "region_maximum": "300\u202f000\u202f€",
                "region_maximum_at_start": "150\u202f000\u202f€",
            },
            id="amount raised after the opening",
        ),
        pytest.param(
            Topic.AMOUNT,
            "Moyenne",
            "utter_amount_average_in_region",
            {"region_average": "105\u202f000\u202f€"},
            id="average without limits",
        ),
        pytest.param(
            Topic.DURATION,
            "Complète",
            "utter_duration_in_region",
            {"region_duration": "7\u00a0ans", "region_deferral": "2\u00a0ans"},
            id="known duration",
        ),
        pytest.param(
            Topic.DURATION,
            "Relevée",
            "utter_duration_at_most_in_region",
            {"region_duration": "7\u00a0ans", "region_deferral": "2\u00a0ans"},
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


def test_region_alone_is_described_in_two_sentences_at_most():
    assert answer_about(None, "Relevée", PROGRAMMES) == Answer(
        "utter_region_described",
        {
            "region": "Relevée",
            "region_details": "Les SCI sont exclues. Il faut un bilan.",
        },
    )


def test_region_of_which_nothing_more_is_known_is_noted():
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
