from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.nlu.normalisation import fold, load_short_forms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("BONJOUR", "bonjour", id="case"),
        pytest.param("Éligibilité à l’été", "eligibilite a l'ete", id="accents"),
        pytest.param("e\u0301te\u0301", "ete", id="accents written apart"),
        pytest.param("sœur", "soeur", id="ligature"),
        pytest.param("ouiiiii", "oui", id="elongated letter"),
        pytest.param("adresse collée", "adresse collee", id="double letters stay"),
        pytest.param("10000 €", "10000 €", id="repeated digits stay"),
        pytest.param("j’ai j‘ai j'ai", "j'ai j'ai j'ai", id="apostrophes"),
        pytest.param("２５ｋ", "25k", id="wide characters"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("bjr", "bonjour", id="greeting"),
        pytest.param("SVP", "s il vous plait", id="capitals"),
        pytest.param("pk jai pas de rep", "pourquoi j ai pas de reponse", id="sms"),
        pytest.param("cmb", "combien", id="cmb"),
        pytest.param("qd", "quand", id="qd"),
        pytest.param("mon rdv", "mon rendez vous", id="rdv"),
        pytest.param("C’est l’été !", "c est l ete", id="apostrophe splits"),
        pytest.param("c loin", "c est loin", id="a letter for a word"),
        pytest.param("25 000€", "25 000 euros", id="currency sign"),
        pytest.param("super 😡👍", "super 😡 👍", id="each emoji is a word"),
        pytest.param("?!… --", "", id="punctuation alone"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_words_are_brought_to_one_spelling(text: str, expected: str) -> None:
    assert words(text, load_short_forms()) == expected.split()


def test_the_same_wish_in_two_spellings_has_the_same_words() -> None:
    table = load_short_forms()
    assert words("BJRRR, jai un rdv qd ?", table) == words(
        "Bonjour, j’ai un rendez-vous quand", table
    )


def test_a_designer_adds_a_short_form(tmp_path: Path) -> None:
    file = tmp_path / "short_forms.yml"
    file.write_text("short_forms:\n  PGE: prêt garanti par l’État\n", encoding="utf-8")
    assert words("un pge ?", load_short_forms(file)) == (
        "un pret garanti par l etat".split()
    )


@pytest.mark.parametrize(
    "content", ["", "short_forms:\n- bjr\n", "short_forms: {on: 1}", "a: [", "x: y"]
)
def test_a_broken_table_is_said_clearly(tmp_path: Path, content: str) -> None:
    file = tmp_path / "short_forms.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match="short_forms"):
        load_short_forms(file)


def test_every_short_form_is_short_and_written_out() -> None:
    for short, full in load_short_forms().items():
        assert " " not in short, short
        assert short != full, short
