"""How the report writes its figures, and calls what it counts, in French."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.contracts.sentiment import SentimentLabel
from bot.knowledge.french import NARROW, NO_BREAK, Unit, with_unit, written_number

EMOTIONS: Mapping[str, str] = {
    SentimentLabel.ANGRY.value: "Colère",
    SentimentLabel.DISTRESSED.value: "Détresse",
    SentimentLabel.WORRIED.value: "Inquiétude",
    SentimentLabel.NEUTRAL.value: "Neutre",
    SentimentLabel.SATISFIED.value: "Satisfaction",
}
SCORES: Mapping[int, str] = {
    1: "pas du tout",
    2: "un peu",
    3: "moyennement",
    4: "bien",
    5: "tout à fait",
}


def number(value: float) -> str:
    """`1 234`, `0,5`."""
    return written_number(value)


def counted(count: int, one: str, many: str) -> str:
    """`1 conversation`, `12 conversations`; in French zero is singular."""
    return f"{number(count)}{NO_BREAK}{many if count >= 2 else one}"


def percent(part: int, whole: int) -> str:
    """`42 %`; a dash of nothing."""
    return f"{round(100 * part / whole)}{NARROW}%" if whole else "–"


def polarity(value: float | None) -> str:
    """`+0,25`, `−0,40`, `0,00`; a dash for none."""
    if value is None:
        return "–"
    text = f"{abs(value):.2f}".replace(".", ",")
    sign = {"0,00": ""}.get(text, "+" if value > 0 else "−")
    return f"{sign}{text}"


def score(value: float | None) -> str:
    """`4,2 sur 5`; a dash for none."""
    return (
        "–" if value is None else f"{number(round(value, 1))}{NO_BREAK}sur{NO_BREAK}5"
    )


def day(value: date) -> str:
    """`3 mai 2026`."""
    return with_unit(value, Unit.DATE)


def period(since: date, until: date) -> str:
    """`du 1er au 31 octobre 2026`, `du 3 mai au 2 juin 2026`, `le 3 mai 2026`."""
    if since == until:
        return f"le {day(since)}"
    first = day(since)
    if since.year == until.year:
        first = first.removesuffix(f"{NO_BREAK}{since.year}")
    if (since.year, since.month) == (until.year, until.month):
        first = first.partition(NO_BREAK)[0]
    return f"du {first} au {day(until)}"
