"""Whom a note names."""

from __future__ import annotations

import pytest

from bot.desk.mentions import MAX_NAMED, named_in

TEAM = ["noor", "lou.b", "Camille"]


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("@noor peux-tu regarder ?", ["noor"]),
        ("Voir avec @Lou.B.", ["lou.b"]),
        ("(@camille, @noor)", ["Camille", "noor"]),
        ("@noor @noor", ["noor"]),
        ("écrire à noor@site.example", []),
        ("@noorx @", []),
        ("", []),
    ],
    ids=["start", "end of sentence", "capitals", "twice", "e-mail", "unknown", "empty"],
)
def test_only_colleagues_are_named_each_once(note, named):
    assert named_in(note, TEAM) == named


def test_a_note_to_everybody_is_bounded():
    team = [f"agent{n}" for n in range(50)]
    note = " ".join(f"@{username}" for username in team)
    assert named_in(note, team) == team[:MAX_NAMED]
