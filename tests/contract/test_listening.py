"""The report knows every intent, and its page fills every brace of its words."""

from __future__ import annotations

from string import Formatter

import pytest

from bot.listening.page_wording import load_page_words
from bot.listening.themes import check_intents, load_themes
from tests.contract import conversation_data as data

BRACES = {
    "mood": {"conversations"},
    "emotions": {"messages"},
    "listened": {"answers", "share", "mean"},
    "voices": {"customers"},
    "questions": {"messages"},
}


def test_every_intent_has_a_theme_or_none():
    names = {*data.intents_of_domain(), *data.retrieval_intents()}
    check_intents(load_themes(), names)


def test_answers_with_a_theme_of_their_own_exist():
    answers = {name for name in data.examples(data.DATA / "nlu") if "/" in name}
    listed = {name for name in load_themes().intents if "/" in name}
    assert listed - answers == set()


@pytest.mark.parametrize("name", list(load_page_words().parts.__fields__))
def test_words_of_a_part_name_only_what_is_counted(name: str):
    part = getattr(load_page_words().parts, name)
    named = {field for _, field, *_ in Formatter().parse(part.about) if field}
    assert named == BRACES.get(name, set())


def test_words_of_the_page_are_typeset():
    for part in dict(load_page_words().parts).values():
        for mark in "?!;:":
            assert f" {mark}" not in f"{part.title} {part.about}"
