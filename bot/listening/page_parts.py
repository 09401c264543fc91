"""The pieces that the report's page is made of. Everything written is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from bot.contracts.sentiment import SentimentLabel
from bot.listening.page_wording import PageWords, Part
from bot.listening.wording import EMOTIONS

# On white each has a contrast of 4.5 or more, and so has white on each.
COLOURS: Mapping[str, str] = {
    SentimentLabel.ANGRY.value: "#b3261e",
    SentimentLabel.DISTRESSED.value: "#6d2c91",
    SentimentLabel.WORRIED.value: "#96590a",
    SentimentLabel.NEUTRAL.value: "#5b6472",
    SentimentLabel.SATISFIED.value: "#1c6e46",
}


def section(name: str, part: Part, *shown: str, about: str | None = None) -> str:
    """A part of the page with its heading and a sentence on what it shows.

    Args:
        name: Unique in the page.
        part: Its words.
        shown: HTML.
        about: The sentence with its counts, when it has braces for them.
    """
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(part.title)}</h2>'
        f"<p>{escape(about or part.about)}</p>{''.join(shown)}</section>"
    )


def beside(plot: str, figures: str) -> str:
    """A plot, and the same figures in a table."""
    return f'<div class="beside"><div>{plot}</div><div>{figures}</div></div>'


def wide(shown: str) -> str:
    """What may be wider than a telephone: scrolled there, by keyboard too."""
    return f'<div class="wide" tabindex="0">{shown}</div>'


def figure(caption: str, drawing: str, key: str = "") -> str:
    """A drawing with what it is called."""
    return f"<figure><figcaption>{escape(caption)}</figcaption>{key}{drawing}</figure>"


def emotion_key() -> str:
    """Which colour is which emotion."""
    items = "".join(
        f'<li><i style="background:{COLOURS[emotion]}"></i>{escape(name)}</li>'
        for emotion, name in EMOTIONS.items()
    )
    return f'<ul class="key" aria-hidden="true">{items}</ul>'


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    texts: int = 1,
) -> str:
    """A table; the first cell of a row names it.

    Args:
        caption: What it shows.
        heads: Names of its columns.
        rows: Its cells, as written.
        texts: How many of the first columns hold words; the others hold figures.
    """
    head = "".join(
        f'<th scope="col"{_look(place, texts)}>{escape(one)}</th>'
        for place, one in enumerate(heads)
    )
    body = "".join(_row(row, texts) for row in rows)
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(cells: Sequence[str], texts: int) -> str:
    first, *others = cells
    written = "".join(
        f"<td{_look(place, texts)}>{escape(cell)}</td>"
        for place, cell in enumerate(others, start=1)
    )
    return f'<tr><th scope="row" class="text">{escape(first)}</th>{written}</tr>'


def _look(place: int, texts: int) -> str:
    return ' class="text"' if place < texts else ""


def quote(text: str, footer: str) -> str:
    """What a customer said, and what is known of it."""
    return (
        f"<blockquote><p>«\u00a0{escape(text)}\u00a0»</p>"
        f"<footer>{escape(footer)}</footer></blockquote>"
    )


def said(text: str) -> str:
    """A sentence that explains why nothing is shown."""
    return f'<p class="hidden">{escape(text)}</p>'


def nothing(words: PageWords) -> str:
    """There is nothing."""
    return f'<p class="none">{escape(words.nothing)}</p>'
