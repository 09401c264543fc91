"""Ready answers of agents: no promise, no typed figure, French as it is printed."""

from __future__ import annotations

import re

from bot.desk.canned import fill
from bot.knowledge.canned_answers import VARIABLES, default_canned_answers
from bot.knowledge.desk_words import review_desk_words
from bot.knowledge.facts import default_facts
from bot.voice.tone import default_tone


def _filled() -> dict[str, str]:
    values = {**default_facts().renderings(), **dict.fromkeys(VARIABLES, "Exemple")}
    return {each.id: fill(each.text, values) for each in default_canned_answers()}


def test_nothing_is_promised_typed_or_left_without_a_value():
    assert review_desk_words() == []


def test_typography_is_that_of_the_responses():
    wrong = [
        (name, text[max(0, match.start() - 12) : match.end() + 12], mistake.why)
        for name, text in _filled().items()
        for mistake in default_tone().typography
        if (match := re.search(mistake.pattern, text))
    ]
    assert wrong == []


def test_titles_tell_answers_apart():
    titles = [each.title for each in default_canned_answers()]
    assert len(set(titles)) == len(titles)
    assert 10 <= len(titles) <= 30
