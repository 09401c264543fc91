import pytest

from bot.desk.full_readings import full_readings
from bot.desk.turns import Reading


def read(**shares):
    return [Reading(k.replace("__", "/"), v) for k, v in shares.items()]


def test_a_retrieval_intent_becomes_its_answers_and_the_first_keeps_the_confidence():
    full = full_readings(read(faq=0.8, ask_rate=0.15), read(faq__a=0.6, faq__b=0.2))
    assert [each.intent for each in full] == ["faq/a", "faq/b", "ask_rate"]
    assert [each.confidence for each in full] == pytest.approx([0.8, 0.2, 0.15])


def test_a_runner_up_is_named_in_full_too_and_shares_its_confidence():
    full = full_readings(
        read(ask_rate=0.5, faq=0.3), read(faq__a=0.02, faq__b=0.01, rumour__c=0.9)
    )
    assert [each.intent for each in full] == ["ask_rate", "faq/a", "faq/b"]
    assert [each.confidence for each in full] == pytest.approx([0.5, 0.2, 0.1])


@pytest.mark.parametrize("answers", [[], [Reading("faq/a", 0.0)]], ids=["old", "zero"])
def test_readings_without_answers_stay_as_they_are(answers):
    ranking = read(faq=0.8, ask_rate=0.1)
    assert full_readings(ranking, answers) == ranking
    assert full_readings([], answers) == []
