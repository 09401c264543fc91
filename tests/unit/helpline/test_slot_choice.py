from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helpline.slot_choice import SlotOutcome, choose, find_slot, free_slots, propose
from bot.helpline.slot_wish import read_wish
from bot.knowledge.opening_hours import is_open

from .examples import HOLIDAY, HOURS, NOW, RULES, TODAY, paris

FREE = free_slots(HOURS, RULES, NOW, {})


@pytest.mark.parametrize(
    ("said", "start"),
    [
        pytest.param("dès que possible", "2026-11-26 11:00", id="after the notice"),
        pytest.param("demain matin", "2026-11-27 09:00", id="part of a day"),
        pytest.param("demain aprem", "2026-11-27 13:30", id="afternoon, spoken"),
        pytest.param("lundi à 14h", "2026-11-30 14:00", id="weekday and hour"),
        pytest.param("lundi 14h10", "2026-11-30 14:00", id="inside a slot"),
        pytest.param("après 17 h", "2026-11-26 17:00", id="from an hour, today"),
        pytest.param("jeudi 3", "2026-12-03 09:00", id="weekday and day of month"),
        pytest.param("le 3/12 avant 10h", "2026-12-03 09:00", id="until an hour"),
        pytest.param("cet après-midi", "2026-11-26 13:30", id="today"),
        pytest.param("ce soir", "2026-11-26 17:00", id="evening"),
        pytest.param("9 h 30", "2026-11-27 09:30", id="past for today, so tomorrow"),
        pytest.param("finalement mercredi", "2026-12-02 09:00", id="another day"),
        pytest.param("entre 14 et 16 demain", "2026-11-27 14:00", id="between"),
        pytest.param("lundi entre midi et deux", "2026-11-30 12:00", id="lunch"),
        pytest.param("semaine prochaine", "2026-11-30 09:00", id="a week"),
        pytest.param("mecredi vers quinze heures", "2026-12-02 15:00", id="typo"),
        pytest.param("demain à 5h", "2026-11-27 17:00", id="nobody means the night"),
        pytest.param("lundi 9h et demie", "2026-11-30 09:30", id="half past"),
        pytest.param("en fin de matinée demain", "2026-11-27 10:30", id="late morning"),
    ],
)
def test_the_first_slot_that_fits_is_chosen(said: str, start: str):
    wish = read_wish(said, TODAY)
    assert wish is not None
    choice = choose(wish, FREE, HOURS)
    assert choice.outcome is SlotOutcome.CHOSEN
    assert choice.slot is not None
    assert choice.slot.start == paris(start)


@pytest.mark.parametrize(
    ("said", "outcome", "others"),
    [
        pytest.param(
            "samedi",
            SlotOutcome.CLOSED,
            ["2026-11-27 13:30", "2026-11-30 09:00", "2026-11-30 13:30"],
            id="closed weekday",
        ),
        pytest.param(
            "mardi",
            SlotOutcome.CLOSED,
            ["2026-11-30 13:30", "2026-12-02 09:00", "2026-12-02 13:30"],
            id="public holiday",
        ),
        pytest.param(
            "à 20h",
            SlotOutcome.CLOSED,
            ["2026-11-26 17:30", "2026-11-27 17:30", "2026-11-30 17:30"],
            id="too late in the day: the last slot of each",
        ),
        pytest.param(
            "demain après 18h",
            SlotOutcome.CLOSED,
            ["2026-11-27 17:30", "2026-11-30 12:00", "2026-11-30 17:30"],
            id="too late on that day",
        ),
        pytest.param(
            "le 25 janvier",
            SlotOutcome.TOO_FAR,
            ["2026-12-09 09:00", "2026-12-09 13:30", "2026-12-10 09:00"],
            id="beyond the horizon: the last ones",
        ),
        pytest.param(
            "mardi 3 décembre",
            SlotOutcome.DOUBTFUL,
            ["2026-12-02 13:30", "2026-12-03 09:00", "2026-12-03 13:30"],
            id="that day is a Thursday",
        ),
    ],
)
def test_otherwise_three_near_ones_are_proposed(said, outcome, others):
    wish = read_wish(said, TODAY)
    assert wish is not None
    choice = choose(wish, FREE, HOURS)
    assert choice.outcome is outcome
    assert [slot.start for slot in choice.others] == [paris(each) for each in others]


def test_a_full_slot_is_not_promised_again():
    full = {paris("2026-11-26 11:00"): RULES.per_slot, paris("2026-11-26 11:30"): 1}
    free = free_slots(HOURS, RULES, NOW, full)
    assert free[0].start == paris("2026-11-26 11:30")


def test_proposals_differ_by_half_days():
    assert [slot.start for slot in propose(FREE, HOURS)] == [
        paris("2026-11-26 11:00"),
        paris("2026-11-26 13:30"),
        paris("2026-11-27 09:00"),
    ]


def test_a_slot_named_by_a_button_must_be_free():
    assert find_slot(paris("2026-11-27 14:00"), FREE) is not None
    assert find_slot(paris("2026-11-27 14:10"), FREE) is None
    assert find_slot(paris("2026-11-28 14:00"), FREE) is None


def test_nothing_free_proposes_nothing():
    wish = read_wish("demain", TODAY)
    assert wish is not None
    choice = choose(wish, [], HOURS)
    assert (choice.outcome, choice.others) == (SlotOutcome.CLOSED, ())


@given(
    minutes=st.integers(0, 60 * 24 * 400),
    said=st.sampled_from(
        ["demain", "lundi", "samedi à 14h", "après 17h", "asap", "le 3", "à 23h"]
    ),
)
def test_no_call_is_ever_promised_when_nobody_answers(minutes: int, said: str):
    now = NOW + timedelta(minutes=minutes)
    free = free_slots(HOURS, RULES, now, {})
    wish = read_wish(said, HOURS.local_day(now))
    assert wish is not None
    choice = choose(wish, free, HOURS)
    for slot in [choice.slot] if choice.slot else choice.others:
        assert slot.start >= now + timedelta(minutes=RULES.notice_minutes)
        assert is_open(HOURS, slot.start)
        assert is_open(HOURS, slot.end - timedelta(minutes=1))
        assert HOURS.local_day(slot.start) != HOLIDAY
