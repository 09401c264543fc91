"""Where answers point to, by the criteria of 2020."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.loans.answers import UNKNOWN, Answers, answers_of
from bot.loans.criteria import default_criteria
from bot.loans.eligibility import Path, Weight, find, is_excluded, orient
from bot.loans.words import default_words

from .examples import CRITERIA, SOUND, SOUND_SLOTS

unhurried = settings(deadline=None, max_examples=200)


def after(**changes):
    return orient(replace(SOUND, **changes), CRITERIA)


def test_a_sound_company_may_look_at_flash():
    found = orient(SOUND, CRITERIA)
    assert found.path is Path.FLASH
    assert found.reasons == ("no_known_obstacle",)
    assert found.to_verify == ("balance_sheet", "regional_rules")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"legal_form": "sci"}, "legal_form_sci", id="SCI"),
        pytest.param({"legal_form": "ei"}, "legal_form_sole_trader", id="EI"),
        pytest.param({"legal_form": "micro"}, "legal_form_sole_trader", id="micro"),
        pytest.param({"sector": "property"}, "sector_excluded", id="property"),
        pytest.param({"sector": "finance"}, "sector_excluded", id="finance"),
        pytest.param(
            {"sector": "farming", "turnover_cents": 749_999_99},
            "farm_too_small",
            id="farm one cent below",
        ),
        pytest.param({"age_months": 11}, "too_young", id="eleven months"),
        pytest.param({"staff": 250}, "too_many_persons", id="250 is not fewer"),
        pytest.param({"debts": "late"}, "late_debts", id="late debts"),
        pytest.param(
            {"region": "Guyane", "equity": "negative"},
            "no_own_funds",
            id="own funds of Guyane",
        ),
    ],
)
def test_exclusions_lead_to_another_scheme(changes, reason):
    found = after(**changes)
    assert (found.path, found.reasons) == (Path.OTHER_SCHEME, (reason,))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"natural_shareholders": "no"}, "company_shareholder", id="group"),
        pytest.param({"equity": "negative"}, "negative_own_funds", id="negative"),
        pytest.param({"equity": 0}, "negative_own_funds", id="none left"),
        pytest.param({"equity": 9_999_99}, "own_funds_short", id="below the smallest"),
    ],
)
def test_what_closes_flash_leads_to_the_classic_way(changes, reason):
    found = after(**changes)
    assert (found.path, found.reasons) == (Path.CLASSIC, (reason,))


@pytest.mark.parametrize(
    ("changes", "verify"),
    [
        pytest.param({"legal_form": "association"}, "legal_form_unclear", id="asso"),
        pytest.param({"sector": "fishing"}, "sector_fishing", id="fishing"),
        pytest.param({"turnover_cents": 50_000_001_00}, "balance_total", id="turnover"),
        pytest.param({"debts": "spread"}, "debts_spread", id="spread debts"),
        pytest.param({"staff": UNKNOWN}, "staff_missing", id="unknown staff"),
        pytest.param({"region": None}, "region_missing", id="no region"),
    ],
)
def test_what_is_unclear_must_be_checked(changes, verify):
    found = after(**changes)
    assert found.path is Path.TO_CHECK
    assert verify in found.to_verify


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"age_months": 12}, id="twelve months"),
        pytest.param({"staff": 249}, id="249 persons"),
        pytest.param({"turnover_cents": 50_000_000_00}, id="turnover at the limit"),
        pytest.param({"sector": "farming", "turnover_cents": 750_000_00}, id="farm"),
        pytest.param({"equity": 10_000_00}, id="own funds of the smallest loan"),
        pytest.param({"equity": "positive"}, id="own funds without a sum"),
    ],
)
def test_limits_belong_to_the_good_side(changes):
    assert after(**changes).path is Path.FLASH


def test_nothing_answered_is_to_be_checked():
    assert orient(Answers(), CRITERIA).path is Path.TO_CHECK


def test_slots_become_answers():
    assert answers_of(SOUND_SLOTS) == SOUND


# ---- for every company -------------------------------------------------------------

maybe = st.none() | st.just(UNKNOWN)
every_answers = st.builds(
    Answers,
    region=maybe | st.sampled_from(["Île-de-France", "Guyane", "Bretagne"]),
    legal_form=maybe | st.sampled_from(sorted(CRITERIA.legal_forms)),
    age_months=maybe | st.integers(0, 600),
    staff=maybe | st.integers(0, 400),
    turnover_cents=maybe | st.integers(0, 90_000_000_00),
    sector=maybe | st.sampled_from(sorted(CRITERIA.sectors)),
    natural_shareholders=maybe | st.sampled_from(["yes", "no"]),
    debts=maybe | st.sampled_from(["none", "late", "spread"]),
    equity=maybe
    | st.sampled_from(["positive", "negative"])
    | st.integers(-100_000_00, 100_000_00),
)


@unhurried
@given(every_answers, every_answers)
def test_an_exclusion_never_disappears_by_answering_more(answers, others):
    more = {
        field.name: getattr(others, field.name)
        for field in fields(answers)
        if getattr(answers, field.name) in (None, UNKNOWN)
    }
    if is_excluded(answers, CRITERIA):
        before = {
            f.code for f in find(answers, CRITERIA) if f.weight is Weight.EXCLUDES
        }
        found = orient(replace(answers, **more), CRITERIA)
        assert found.path is Path.OTHER_SCHEME
        assert before <= set(found.reasons)


@unhurried
@given(
    st.sampled_from([f.name for f in fields(Answers)]), st.sampled_from([None, UNKNOWN])
)
def test_one_unknown_answer_never_makes_flash(name, nothing):
    assert after(**{name: nothing}).path is Path.TO_CHECK


@unhurried
@given(every_answers)
def test_flash_only_when_everything_is_known(answers):
    if orient(answers, CRITERIA).path is Path.FLASH:
        values = [getattr(answers, field.name) for field in fields(answers)]
        assert None not in values
        assert UNKNOWN not in values


@unhurried
@given(every_answers)
def test_every_outcome_has_a_reason_words_and_sources(answers):
    found, words = orient(answers, CRITERIA), default_words()
    assert found == orient(answers, default_criteria())
    assert found.reasons
    assert set(found.reasons) <= set(words.reasons)
    assert set(found.to_verify) <= set(words.to_verify)
    for finding in find(answers, CRITERIA):
        assert getattr(CRITERIA.criteria, finding.criterion).sources
