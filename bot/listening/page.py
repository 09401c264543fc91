"""The report as one HTML page, for a screen and for A4: no script, no other file."""

from __future__ import annotations

from html import escape
from pathlib import Path

from bot.listening.page_measures import (
    show_emotions,
    show_listened,
    show_mood,
    show_shares,
    show_themes,
)
from bot.listening.page_parts import section
from bot.listening.page_voices import show_questions, show_voices
from bot.listening.page_wording import PageWords, load_page_words
from bot.listening.report import MIN_CONVERSATIONS, Report
from bot.listening.wording import number, percent, period, score

STYLE_PATH = Path(__file__).parent / "page.css"
# The page shows customers' words: whatever they hold, nothing runs, nothing is loaded.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(report: Report) -> str:
    """Writes the page.

    Raises:
        SettingsError: The file of its words does not follow its form.
    """
    words = load_page_words()
    shows = (
        show_mood,
        show_emotions,
        show_themes,
        show_listened,
        show_voices,
        show_questions,
        show_shares,
    )
    when = period(report.since, report.until)
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="robots" content="noindex">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(f'{words.title}, {when}')}</title>"
        f"<style>{STYLE_PATH.read_text(encoding='utf-8')}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="fr"><head><meta charset="utf-8">{head}</head>'
        f"<body><main><header><h1>{escape(words.title)}</h1>"
        f"<p>{escape(words.period.format(period=when))}</p></header>"
        f"{_in_short(report)}{''.join(show(report, words) for show in shows)}"
        f"{_notes(words)}</main></body></html>\n"
    )


def _in_short(report: Report) -> str:
    tiles = (
        (number(report.conversations), "conversations ouvertes"),
        (number(report.turns), "messages écrits par des clients"),
        (score(report.listened.mean), "pour l’écoute, en moyenne"),
        (number(report.agreed), "clients qui ont laissé garder leurs mots"),
        (percent(report.unanswered, report.turns), "de messages sans réponse"),
    )
    items = "".join(
        f"<li><b>{escape(figure)}</b>{escape(called)}</li>" for figure, called in tiles
    )
    return f'<ul class="figures" aria-label="En bref">{items}</ul>'


def _notes(words: PageWords) -> str:
    entries = "".join(
        f"<dt>{escape(note.term)}</dt>"
        f"<dd>{escape(note.text.format(least=MIN_CONVERSATIONS))}</dd>"
        for note in words.notes
    )
    part = words.parts.reading
    return section("reading", part, f'<dl class="notes">{entries}</dl>')
