from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.nlu.courtesies import load_courtesies, without_courtesies

COURTESIES = load_courtesies()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bonjour, quel est le taux ?", "quel est le taux ?"),
        ("bjr le taux svp", "le taux"),
        ("Bonjour Madame, Monsieur, le taux ? Merci d’avance.", "le taux ?"),
        ("slt jvoudrais un prêt", "jvoudrais un prêt"),
        ("quel est le taux, s’il vous plaît ?", "quel est le taux ?"),
        ("Faut-il un garant ? Cordialement, M. et Mme Exemple", "Faut-il un garant ?"),
        ("Faut-il un garant\nBien à vous\nJeanne Exemple", "Faut-il un garant"),
        ("Bonsoir à toutes et à tous, où déposer ?", "où déposer ?"),
        ("BONJOUR j'ai une question sur le taux", "sur le taux"),
        ("je suis à Lille, merci et bonne journée", "je suis à Lille"),
    ],
)
def test_the_question_is_left(text: str, left: str) -> None:
    assert without_courtesies(text, COURTESIES) == left


@pytest.mark.parametrize(
    "text",
    [
        "bonjour",
        "Merci beaucoup, bonne journée !",
        "non merci",
        "bonjour merci",
        "EURL svp",
        "",
        "🙏",
        "merci de me rappeler demain",
        "je dis toujours bonjour en entrant",
        "il m’a répondu cordialement que c’était trop tard",
        "Cordialement n’est pas le mot que j’attendais après ces trois semaines",
    ],
)
def test_what_is_said_with_courtesy_stays(text: str) -> None:
    assert without_courtesies(text, COURTESIES) == text


@given(st.text(max_size=300))
def test_what_is_left_stood_in_the_message(text: str) -> None:
    left = without_courtesies(text, COURTESIES)
    assert left.removesuffix(" ?") in text
    assert bool(left.strip()) == bool(text.strip())


@given(
    st.sampled_from(["Bonjour, ", "bjr ", "Bonsoir Madame, ", "slt "]),
    st.sampled_from(
        ["", " merci", " svp", ". Merci d’avance", ".\nCordialement, A. B."]
    ),
)
def test_courtesies_change_nothing(before: str, after: str) -> None:
    assert without_courtesies(f"{before}ma boîte{after}", COURTESIES) == "ma boîte"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "openings: [bonjour]",
        "openings: []\nclosings: [a]\nsignatures: [b]",
        "openings: [1]\nclosings: [a]\nsignatures: [b]",
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "courtesies.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"courtesies\.yml"):
        load_courtesies(path)
