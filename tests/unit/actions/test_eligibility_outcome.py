from __future__ import annotations

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.eligibility_outcome import ActionCorrectAnswer, ActionOrientCompany
from actions.forms import ActionCancelForm
from actions.terms import ActionTellTerms
from tests.unit.loans.examples import SOUND_SLOTS, entities

from .examples import said, tracker_of


async def run(action, **tracker):
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, tracker_of(**tracker), {})
    return dispatcher, events


def kept(events):
    return {e["name"]: e["value"] for e in events if e["event"] == "slot"}


@pytest.mark.parametrize(
    ("changes", "response", "payloads"),
    [
        pytest.param(
            {},
            "utter_eligibility_flash",
            ["/open_pre_file", "/ask_human", "/correct_answer"],
            id="flash",
        ),
        pytest.param(
            {"eligibility_natural_shareholders": "no"},
            "utter_eligibility_classic",
            ["/open_pre_file", "/ask_human", "/correct_answer"],
            id="classic",
        ),
        pytest.param(
            {"eligibility_debts": "late"},
            "utter_eligibility_other_scheme",
            ["/ask_other_aid", "/ask_human", "/correct_answer"],
            id="another scheme",
        ),
        pytest.param(
            {"region": "unknown"},
            "utter_eligibility_to_check",
            ["/ask_human", "/correct_answer"],
            id="to check",
        ),
    ],
)
async def test_each_path_has_its_words_and_next_steps(changes, response, payloads):
    heard, events = await run(
        ActionOrientCompany(), slots={**SOUND_SLOTS, **changes, "x": None}
    )
    message = heard.messages[0]
    assert message["response"] == response
    assert [b["payload"] for b in message["buttons"]] == payloads
    assert kept(events)["eligibility_outcome"]["path"] in response
    # The next check must be confirmed again.
    assert kept(events)["eligibility_confirmed"] is None


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        pytest.param({}, "vers le parcours Flash, à confirmer", id="flash"),
        pytest.param(
            {"eligibility_natural_shareholders": "no"},
            "vers le parcours avec étude, à confirmer",
            id="classic",
        ),
        pytest.param(
            {"eligibility_debts": "late"}, "vers une autre aide", id="another scheme"
        ),
        pytest.param(
            {"region": "unknown"}, "à vérifier avec un conseiller", id="to check"
        ),
    ],
)
async def test_the_result_has_a_card_with_the_answers(changes, first):
    slots = {**SOUND_SLOTS, **changes}
    heard, _ = await run(ActionOrientCompany(), slots=slots)
    card = heard.messages[0]["custom"]["card"]
    lines = {line["label"]: line["value"] for line in card["lines"]}
    assert lines.pop("Orientation") == first
    assert len(lines) == sum(value is not None for value in slots.values())
    assert (lines["Région"] == "à préciser") == ("region" in changes)


async def test_figures_and_reasons_come_with_the_words():
    heard, _ = await run(
        ActionOrientCompany(), slots={**SOUND_SLOTS, "eligibility_age_months": 3}
    )
    message = heard.messages[0]
    assert message["reasons"].startswith("Il fallait en 2020 au moins 12\u00a0mois")
    assert message["flash_maximum"] == "50\u202f000\u202f€"
    assert message["hints"].endswith(".")


async def test_a_company_that_said_nothing_is_to_be_checked():
    heard, _ = await run(ActionOrientCompany())
    assert said(heard) == ["utter_eligibility_to_check"]


async def correct(text, topic=None, **slots):
    found = [{"entity": "precheck_topic", "value": topic}] if topic else entities(text)
    message = {
        "text": text,
        "intent": {"name": "correct_answer", "confidence": 0.9},
        "entities": found,
    }
    return await run(ActionCorrectAnswer(), slots=slots, latest_message=message)


async def test_a_new_value_is_kept():
    heard, events = await correct("erreur, on est 15 salariés", **SOUND_SLOTS)
    assert heard.messages[0]["noted"] == "15\u00a0salariés"
    assert kept(events)["eligibility_staff"] == 15


async def test_a_value_is_read_in_the_light_of_the_topic_named():
    _, events = await correct("l'effectif c'est une dizaine", **SOUND_SLOTS)
    assert kept(events)["eligibility_staff"] == 10


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("je me suis trompé sur l'effectif", None),
        ('/correct_answer{"precheck_topic": "eligibility_staff"}', "eligibility_staff"),
    ],
    ids=["in words", "by a button"],
)
async def test_a_named_answer_is_emptied(text, topic):
    heard, events = await correct(text, topic, **SOUND_SLOTS)
    assert said(heard) == []
    assert kept(events)["eligibility_staff"] is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("je me suis trompé", None),
        ('/correct_answer{"precheck_topic": "escalation"}', "escalation"),
        ("l'effectif et la région sont faux", None),
    ],
    ids=["nothing named", "a forged payload", "two named"],
)
async def test_what_cannot_be_told_is_asked(text, topic):
    _, events = await correct(text, topic, **SOUND_SLOTS)
    assert kept(events) == {
        "eligibility_rephrased": "eligibility_confirmed",
        "eligibility_confirmed": None,
    }


async def test_nothing_to_correct_ends_the_turn():
    heard, events = await correct("je me suis trompé")
    assert said(heard) == ["utter_eligibility_nothing_to_correct"]
    assert [e["name"] for e in events] == ["action_listen"]


async def test_cancelling_closes_the_open_form():
    dispatcher = CollectingDispatcher()
    tracker = tracker_of()
    tracker.active_loop = {"name": "feedback_form"}
    events = await ActionCancelForm().run(dispatcher, tracker, {})
    assert said(dispatcher) == ["utter_form_cancelled"]
    assert [(e["event"], e["name"]) for e in events] == [
        ("active_loop", None),
        ("slot", "requested_slot"),
    ]


async def test_without_a_form_there_is_nothing_to_cancel():
    heard, events = await run(ActionCancelForm())
    assert (said(heard), events) == (["utter_nothing_to_cancel"], [])


async def test_a_region_that_was_refused_is_none_for_the_terms():
    latest = {"intent": {"name": "ask_rate"}, "entities": []}
    heard, _ = await run(
        ActionTellTerms(), slots={"region": "unknown"}, latest_message=latest
    )
    assert said(heard) == ["utter_rate_general"]
