"""The parts of the page that show customers' words."""

from __future__ import annotations

from html import escape

from bot.listening.page_measures import emotion_bars
from bot.listening.page_parts import (
    emotion_key,
    figure,
    nothing,
    quote,
    said,
    section,
    table,
    wide,
)
from bot.listening.page_wording import PageWords
from bot.listening.plots import Bar, Stack, draw_bars, draw_stacks
from bot.listening.report import (
    MIN_CONVERSATIONS,
    Report,
    UnansweredGroup,
    Verbatim,
    VoiceGroup,
)
from bot.listening.wording import EMOTIONS, counted, day, number, score

MAX_QUESTIONS = 10


def show_voices(report: Report, words: PageWords) -> str:
    """What was told, by theme, in customers' own words."""
    agreed = counted(report.agreed, "client a", "clients ont")
    part = words.parts.voices
    about = part.about.format(customers=agreed)
    if not report.voices:
        return section("voices", part, nothing(words), about=about)
    stacks = [
        Stack(group.title, emotion_bars(group.emotions), number(group.voices))
        for group in report.voices
    ]
    rows = [
        (group.title, *map(number, group.emotions.values()), number(group.voices))
        for group in report.voices
    ]
    described = ", ".join(f"{g.title}\u202f: {g.voices}" for g in report.voices)
    plot = draw_stacks("told", "Paroles gardées par thème", described, stacks)
    heads = ("Thème", *EMOTIONS.values(), "Total")
    return section(
        "voices",
        part,
        figure("Paroles gardées, par thème et par émotion", plot, emotion_key()),
        wide(table("Les mêmes en chiffres", heads, rows)),
        *(_theme(group, report.is_masked, words) for group in report.voices),
        about=about,
    )


def _theme(group: VoiceGroup, is_masked: bool, words: PageWords) -> str:
    if group.is_hidden:
        too_few = words.too_few.format(least=MIN_CONVERSATIONS)
        shown = said(too_few if is_masked else words.unmasked)
    else:
        shown = "".join(
            quote(verbatim.text, _known_of(verbatim)) for verbatim in group.verbatims
        )
    return f'<div class="theme"><h3>{escape(group.title)}</h3>{shown}</div>'


def _known_of(verbatim: Verbatim) -> str:
    known = [EMOTIONS[verbatim.emotion], day(verbatim.on)]
    if verbatim.score is not None:
        known.append(f"écoute notée {score(verbatim.score)}")
    return ", ".join(known)


def show_questions(report: Report, words: PageWords) -> str:
    """What the bot could not answer."""
    groups = report.questions[:MAX_QUESTIONS]
    part = words.parts.questions
    messages = counted(report.unanswered, "message a", "messages ont")
    about = part.about.format(messages=messages)
    if not groups:
        return section("questions", part, nothing(words), about=about)
    bars = [
        Bar(group.reading_title, group.turns, number(group.turns)) for group in groups
    ]
    rows = [
        (
            group.reading_title,
            group.theme_title,
            number(group.turns),
            number(group.conversations),
        )
        for group in groups
    ]
    described = ", ".join(f"{g.reading_title}\u202f: {g.turns}" for g in groups)
    plot = draw_bars("doubts", "Messages sans réponse", described, bars)
    heads = ("Sujet le plus proche", "Thème", "Messages", "Conversations")
    return section(
        "questions",
        part,
        figure("Messages sans réponse, par sujet le plus proche", plot),
        wide(table("Les mêmes en chiffres", heads, rows, texts=2)),
        *(_examples(group) for group in groups if group.examples),
        about=about,
    )


def _examples(group: UnansweredGroup) -> str:
    items = "".join(
        f"<li>«\u00a0{escape(example)}\u00a0»</li>" for example in group.examples
    )
    return (
        f'<div class="theme"><h3>{escape(group.reading_title)}</h3>'
        f'<ul class="examples">{items}</ul></div>'
    )
