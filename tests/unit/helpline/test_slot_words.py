from __future__ import annotations

from datetime import timedelta

import pytest

from bot.helpline.slot_words import say_moment, say_slot, say_slot_shortly
from bot.knowledge.opening_hours import Slot

from .examples import HOURS, NOW, paris

HALF_AN_HOUR = timedelta(minutes=30)


def slot_at(text: str) -> Slot:
    return Slot(paris(text), paris(text) + HALF_AN_HOUR)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-11-26 17:30", "aujourd’hui, jeudi 26 novembre, entre 17 h 30 et 18 h"),
        ("2026-11-27 09:00", "demain, vendredi 27 novembre, entre 9 h et 9 h 30"),
        ("2026-12-01 14:00", "le mardi 1er décembre entre 14 h et 14 h 30"),
    ],
)
def test_a_slot_is_said_from_today(start: str, said: str):
    assert say_slot(slot_at(start), NOW, HOURS).replace("\u00a0", " ") == said


def test_a_button_is_short():
    said = say_slot_shortly(slot_at("2026-11-27 14:30"), HOURS)
    assert said.replace("\u00a0", " ") == "Vendredi 27 novembre, 14 h 30"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-26 17:30", "aujourd’hui, jeudi 26 novembre, à 17 h 30"),
        ("2026-11-27 09:00", "demain, vendredi 27 novembre, à 9 h"),
        ("2026-12-01 14:00", "le mardi 1er décembre à 14 h"),
    ],
)
def test_a_moment_always_has_its_date(at: str, said: str):
    assert say_moment(paris(at), NOW, HOURS).replace("\u00a0", " ") == said
