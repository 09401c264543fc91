"""Words are shown only with consent, masked, and never of a few."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from bot.contracts.listening import ConversationRow, PeriodRows, TurnRow, VoiceRow
from bot.listening.figures import compute
from bot.listening.report import MAX_EXAMPLES, MIN_CONVERSATIONS, Report, as_json
from bot.listening.themes import Themes

DAY = datetime(2026, 10, 5, 9, tzinfo=timezone.utc)
THEMES = Themes({"loan": "Le prêt"}, {"ask_rate": "loan", "out_of_scope": "none"})


def mask(text: str) -> str:
    return text.replace("Léa", "••••")


def report(rows: PeriodRows, mask=mask) -> Report:
    return compute(
        rows,
        THEMES,
        since=date(2026, 10, 1),
        until=date(2026, 10, 31),
        labels={"ask_rate": "Le taux"},
        understood_from=0.45,
        mask=mask,
        day_of=lambda moment: moment.date(),
    )


def voices(conversations: int, theme: str = "loan") -> tuple[VoiceRow, ...]:
    return tuple(
        VoiceRow(f"c{number}", DAY, theme, "worried", f"mots {number}")
        for number in range(conversations)
    )


def test_words_of_enough_conversations_are_shown():
    group = report(PeriodRows(voices=voices(MIN_CONVERSATIONS))).voices[0]
    assert (group.voices, group.is_hidden) == (3, False)
    assert [verbatim.text for verbatim in group.verbatims] == [
        "mots 0",
        "mots 1",
        "mots 2",
    ]


def test_words_of_a_few_are_only_counted():
    rows = PeriodRows(voices=voices(MIN_CONVERSATIONS - 1))
    group = report(rows).voices[0]
    assert (group.voices, group.is_hidden, group.verbatims) == (2, True, ())
    assert "mots" not in str(as_json(report(rows)))


def test_many_words_of_one_conversation_are_words_of_one():
    rows = PeriodRows(voices=(VoiceRow("c", DAY, "loan", "angry", "x"),) * 5)
    assert report(rows).voices[0].is_hidden


def test_without_a_masker_no_words_are_shown():
    turns = tuple(
        TurnRow(f"c{n}", 1, "ask_rate", unanswered=True, words="et là")
        for n in range(4)
    )
    found = report(PeriodRows(turns=turns, voices=voices(5)), mask=None)
    assert found.voices[0].verbatims == found.questions[0].examples == ()
    assert (found.voices[0].voices, found.questions[0].turns) == (5, 4)
    assert not found.is_masked


def test_a_voice_that_nothing_has_masked_yet_shows_no_words():
    waiting = VoiceRow("c9", DAY, "loan", "angry", None)
    group = report(PeriodRows(voices=(*voices(3), waiting))).voices[0]
    assert (group.voices, len(group.verbatims)) == (4, 3)


def test_a_comment_is_a_voice_of_its_conversation():
    rows = PeriodRows(
        conversations=tuple(
            ConversationRow(f"c{n}", DAY, 4, agreed=True, comment=f"merci Léa {n}")
            for n in range(3)
        ),
        turns=tuple(
            turn
            for n in range(3)
            for turn in (
                TurnRow(f"c{n}", 1, "ask_rate", "worried", -0.4),
                TurnRow(f"c{n}", 3, "ask_rate", "satisfied", 0.6),
            )
        ),
    )
    group = report(rows).voices[0]
    assert (group.theme, group.emotions["satisfied"]) == ("loan", 3)
    assert group.verbatims[0].text == "merci •••• 0"
    assert group.verbatims[0].score == 4


def unanswered(conversation: str, words: str | None, intent: str = "ask_rate"):
    return TurnRow(conversation, 1, intent, "neutral", 0.0, True, words)


def test_examples_are_masked_different_and_few():
    turns = [unanswered(f"c{n}", f"Léa, quid {n} ?") for n in range(9)]
    turns.append(unanswered("c1", "Léa, quid 1 ?"))
    group = report(PeriodRows(turns=tuple(turns))).questions[0]
    assert (group.turns, group.conversations) == (10, 9)
    assert len(group.examples) == MAX_EXAMPLES
    assert group.examples[0] == "••••, quid 0 ?"


@pytest.mark.parametrize("agreed", [0, MIN_CONVERSATIONS - 1])
def test_examples_need_enough_customers_who_agreed(agreed: int):
    turns = tuple(unanswered(f"c{n}", "x" if n < agreed else None) for n in range(6))
    group = report(PeriodRows(turns=turns)).questions[0]
    assert (group.turns, group.examples) == (6, ())


def test_questions_are_grouped_by_the_nearest_reading():
    turns = (
        unanswered("a", None),
        unanswered("b", None),
        unanswered("c", None, "out_of_scope"),
    )
    groups = report(PeriodRows(turns=turns)).questions
    assert [(g.reading_title, g.theme_title, g.turns) for g in groups] == [
        ("Le taux", "Le prêt", 2),
        ("Autre chose", "Sans thème", 1),
    ]


def test_what_was_not_understood_counts_for_no_theme():
    assert report(PeriodRows(turns=(unanswered("a", None),))).themes == ()


def test_an_unsure_reading_says_not_what_it_is_about():
    unsure = TurnRow("a", 1, "ask_rate", "neutral", 0.0, confidence=0.3)
    assert report(PeriodRows(turns=(unsure,))).themes == ()


def test_an_empty_period_is_a_report_too():
    found = report(PeriodRows())
    assert (found.conversations, found.listened.mean, found.voices) == (0, None, ())
