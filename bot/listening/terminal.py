"""The report as tables for a terminal. Customers' words stay on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

from bot.listening.report import Report
from bot.listening.wording import EMOTIONS, SCORES, number, percent, polarity, score

ROWS = 10


def tables(report: Report) -> list[Table]:
    """The tables that have something to say, in order."""
    found = [
        _summary(report),
        _themes(report),
        _listened(report),
        _voices(report),
        _questions(report),
    ]
    return [table for table in found if table.row_count]


def _summary(report: Report) -> Table:
    mood = report.mood
    rows = [
        ("Conversations", number(report.conversations)),
        ("Messages", number(report.turns)),
        ("Humeur au début", polarity(mood.start)),
        ("Humeur à la fin", polarity(mood.end)),
        ("Finissent mieux", percent(mood.better, mood.measured)),
        ("Finissent moins bien", percent(mood.worse, mood.measured)),
        ("Écoute, en moyenne", score(report.listened.mean)),
        ("Mots gardés avec accord", number(report.agreed)),
        ("Messages sans réponse", number(report.unanswered)),
        ("Partages privés", number(report.shares.private_shares)),
        ("Partages publics", number(report.shares.public_shares)),
    ]
    return _table("En bref", ("", ""), rows)


def _themes(report: Report) -> Table:
    rows = [
        (theme.title, *map(number, theme.emotions.values()), number(theme.turns))
        for theme in report.themes[:ROWS]
    ]
    return _table("Thèmes, en messages", ("", *EMOTIONS.values(), "Total"), rows)


def _listened(report: Report) -> Table:
    listened = report.listened
    rows = [
        (f"{mark}, {SCORES[mark]}", number(count), percent(count, listened.answers))
        for mark, count in listened.by_score.items()
        if listened.answers
    ]
    return _table("Se sont sentis écoutés", ("", "Réponses", "Part"), rows)


def _voices(report: Report) -> Table:
    rows = [
        (group.title, *map(number, group.emotions.values()), number(group.voices))
        for group in report.voices[:ROWS]
    ]
    return _table("Paroles gardées", ("", *EMOTIONS.values(), "Total"), rows)


def _questions(report: Report) -> Table:
    rows = [
        (group.reading_title, group.theme_title, number(group.turns))
        for group in report.questions[:ROWS]
    ]
    heads = ("Sujet le plus proche", "Thème", "Messages")
    return _table("Sans réponse", heads, rows)


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for head in heads:
        is_name = head in ("", "Sujet le plus proche", "Thème")
        table.add_column(head, justify="left" if is_name else "right")
    for row in rows:
        table.add_row(*row)
    return table
