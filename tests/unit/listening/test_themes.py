from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.listening.themes import Themes, check_intents, load_themes

THEMES = Themes(
    {"loan": "Le prêt", "aid": "Les aides"},
    {"ask_rate": "loan", "greet": "none", "faq": "loan", "faq/fund": "aid"},
)


@pytest.mark.parametrize(
    ("intent", "theme"),
    [
        ("ask_rate", "loan"),
        ("greet", "none"),
        ("faq/fund", "aid"),
        ("faq/other", "loan"),
        ("removed_since", "none"),
        (None, "none"),
    ],
)
def test_theme_of_an_intent(intent: str | None, theme: str):
    assert THEMES.theme_of(intent) == theme


@pytest.mark.parametrize(
    ("intents", "theme"),
    [
        pytest.param([], "none", id="nothing said"),
        pytest.param(["greet", None], "none", id="about nothing"),
        pytest.param(["greet", "greet", "ask_rate"], "loan", id="greetings count not"),
        pytest.param(["faq/fund", "ask_rate", "ask_rate"], "loan", id="most frequent"),
        pytest.param(["ask_rate", "faq/fund"], "aid", id="the latest of equals"),
    ],
)
def test_main_theme(intents: list[str | None], theme: str):
    assert THEMES.main_theme(intents) == theme


@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        ("themes: [{id: a1, title: Un}]\nintents: {}", "does not match regex"),
        ("themes: [{id: aa, title: Un}]\nintents: {x: bb}", "names no theme"),
        ("themes: [{id: aa, title: Un}]\nintents: {x: none}", "no intent has"),
        ("themes: [{id: none, title: Un}]\nintents: {x: none}", "must differ"),
        (
            "themes: [{id: aa, title: Un}, {id: bb, title: Un}]\n"
            "intents: {x: aa, y: bb}",
            "must differ",
        ),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, content: str, mistake: str):
    path = tmp_path / "themes.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=mistake):
        load_themes(path)


def test_intents_without_theme_and_themes_without_intent_are_named():
    with pytest.raises(SettingsError, match=r"\['new'\] are missing and \['greet'\]"):
        check_intents(THEMES, ["ask_rate", "faq", "new"])
