from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.helpline.situations import (
    default_listening,
    find_theme,
    load_listening,
    say_details,
)

LISTENING = default_listening()


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("le propriétaire réclame ses loyers", "unpaid"),
        ("mon restaurant est fermé depuis trois mois", "closed"),
        ("la banque a refusé", "refusal"),
        ("Nous ATTENDONS une réponse", "waiting"),
        ("je ne dors plus, et la caisse est vide", "people"),
        ("il faut payer les salaires", "staff"),
        ("les commandes ont baissé", "customers"),
        ("le découvert grossit", "money"),
        ("tout va de travers", None),
        ("", None),
    ],
)
def test_the_theme_of_a_story(text, theme):
    assert find_theme(text, LISTENING.themes) == theme


def entity(text: str, kind: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {"entity": kind, "start": start, "end": start + len(words)}


def test_details_are_said_in_the_customers_own_words():
    text = "depuis trois mois à Brest, je dois 9 000 euros"
    found = [
        entity(text, "duration", "trois mois"),
        entity(text, "region", "Brest"),
        entity(text, "amount", "9 000 euros"),
    ]
    assert say_details(text, found, LISTENING) == (
        ", et vous parlez de 9 000 euros, de trois mois et de Brest"
    )


def test_a_vowel_is_elided_and_the_first_of_a_kind_counts():
    text = "un an, puis deux ans"
    found = [entity(text, "duration", "un an"), entity(text, "duration", "deux ans")]
    assert say_details(text, found, LISTENING) == ", et vous parlez d’un an"


@pytest.mark.parametrize(
    "entities",
    [[], [{"entity": "siren", "start": 0, "end": 3}], [{"entity": "amount"}]],
)
def test_nothing_else_is_said_back(entities):
    assert say_details("des mots", entities, LISTENING) == ""


def test_a_file_without_details_is_refused(tmp_path):
    path = tmp_path / "listening.yml"
    path.write_text("themes: [{id: x, words: [y]}]\ndetails: rien\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="details"):
        load_listening(path)
