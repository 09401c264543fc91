"""The parts of the page that show figures, each as a plot and as a table."""

from __future__ import annotations

from collections.abc import Mapping

from bot.contracts.sentiment import SentimentLabel
from bot.listening.page_parts import (
    COLOURS,
    beside,
    emotion_key,
    figure,
    nothing,
    section,
    table,
    wide,
)
from bot.listening.page_wording import PageWords
from bot.listening.plots import (
    ACCENT,
    Bar,
    Course,
    Stack,
    draw_bars,
    draw_columns,
    draw_courses,
    draw_stacks,
)
from bot.listening.report import Mood, Report
from bot.listening.shapes import SOFT
from bot.listening.wording import (
    EMOTIONS,
    SCORES,
    counted,
    number,
    percent,
    polarity,
    score,
)

MAX_THEMES = 10  # more are in the JSON, and nobody reads them on paper


def emotion_bars(counts: Mapping[str, int]) -> list[Bar]:
    """The parts of a row, in the colours of their emotions."""
    return [
        Bar(EMOTIONS[emotion], count, number(count), COLOURS[emotion])
        for emotion, count in counts.items()
    ]


def show_mood(report: Report, words: PageWords) -> str:
    """From the first message to the last."""
    mood, part = report.mood, words.parts.mood
    about = part.about.format(
        conversations=counted(mood.measured, "conversation", "conversations")
    )
    if not mood.measured:
        return section("mood", part, nothing(words), about=about)
    rows = [
        ("Premier, dernier message", polarity(mood.start), polarity(mood.end)),
        (
            "Deux premiers, deux derniers\u00a0*",
            polarity(mood.start_of_two),
            polarity(mood.end_of_two),
        ),
    ]
    long = counted(mood.measured_of_two, "conversation", "conversations")
    means = table("Humeur moyenne, de −1 à +1", ("Messages", "Début", "Fin"), rows)
    footnote = f'<p class="notes">* {long} d’au moins quatre messages.</p>'
    courses = figure("D’où l’on part, où l’on arrive", _courses(mood))
    return section(
        "mood", part, beside(courses, means + footnote), _changes(mood), about=about
    )


def _courses(mood: Mood) -> str:
    courses = []
    if mood.start is not None and mood.end is not None:
        courses.append(Course("premier, dernier", mood.start, mood.end, ACCENT))
    if mood.start_of_two is not None and mood.end_of_two is not None:
        courses.append(
            Course("par deux\u00a0*", mood.start_of_two, mood.end_of_two, SOFT, True)
        )
    described = ". ".join(
        f"{course.label}, de {polarity(course.start)} à {polarity(course.end)}"
        for course in courses
    )
    return draw_courses(
        "course", "Humeur au début et à la fin", described, courses, polarity
    )


def _changes(mood: Mood) -> str:
    changes = (
        ("Finissent mieux", mood.better, SentimentLabel.SATISFIED),
        ("Restent stables", mood.steady, SentimentLabel.NEUTRAL),
        ("Finissent moins bien", mood.worse, SentimentLabel.ANGRY),
    )
    bars = [
        Bar(label, count, number(count), COLOURS[like.value])
        for label, count, like in changes
    ]
    rows = [
        (label, number(count), percent(count, mood.measured))
        for label, count, _ in changes
    ]
    described = ", ".join(f"{label}\u202f: {count}" for label, count, _ in changes)
    plot = draw_bars("ends", "Conversations selon leur fin", described, bars)
    heads = ("Conversations", "Nombre", "Part")
    return beside(
        figure("Comment les conversations finissent", plot),
        table("Écart d’au moins 0,2", heads, rows),
    )


def show_emotions(report: Report, words: PageWords) -> str:
    """How messages sound."""
    total, part = sum(report.emotions.values()), words.parts.emotions
    about = part.about.format(messages=counted(total, "message lu", "messages lus"))
    if not total:
        return section("emotions", part, nothing(words), about=about)
    bars = [
        Bar(EMOTIONS[emotion], count, percent(count, total), COLOURS[emotion])
        for emotion, count in report.emotions.items()
    ]
    rows = [
        (EMOTIONS[emotion], number(count), percent(count, total))
        for emotion, count in report.emotions.items()
    ]
    described = ", ".join(f"{name}\u202f: {share}" for name, _, share in rows)
    plot = draw_bars("sounds", "Part des messages, par émotion", described, bars)
    return section(
        "emotions",
        part,
        beside(
            figure("Part des messages", plot),
            table("Les mêmes en chiffres", ("Émotion", "Messages", "Part"), rows),
        ),
        about=about,
    )


def show_themes(report: Report, words: PageWords) -> str:
    """What it is about, and how it sounds then."""
    shown, part = report.themes[:MAX_THEMES], words.parts.themes
    if not shown:
        return section("themes", part, nothing(words))
    stacks = [
        Stack(theme.title, emotion_bars(theme.emotions), number(theme.turns))
        for theme in shown
    ]
    rows = [
        (
            theme.title,
            *map(number, theme.emotions.values()),
            number(theme.turns),
            number(theme.conversations),
        )
        for theme in shown
    ]
    described = ", ".join(f"{theme.title}\u202f: {theme.turns}" for theme in shown)
    plot = draw_stacks("topics", "Messages par thème", described, stacks)
    heads = ("Thème", *EMOTIONS.values(), "Total", "Conversations")
    return section(
        "themes",
        part,
        figure("Messages par thème, selon l’émotion", plot, emotion_key()),
        wide(table("Les mêmes en chiffres", heads, rows)),
    )


def show_listened(report: Report, words: PageWords) -> str:
    """The answers to the question at the end."""
    listened, part = report.listened, words.parts.listened
    about = part.about.format(
        answers=counted(listened.answers, "réponse", "réponses"),
        share=percent(listened.answers, report.conversations),
        mean=score(listened.mean),
    )
    if not listened.answers:
        return section("listened", part, nothing(words), about=about)
    bars = [
        Bar(f"{mark}\n{SCORES[mark]}", count, number(count))
        for mark, count in listened.by_score.items()
    ]
    rows = [
        (f"{mark}, {SCORES[mark]}", number(count), percent(count, listened.answers))
        for mark, count in listened.by_score.items()
    ]
    described = ", ".join(f"{m}\u202f: {n}" for m, n in listened.by_score.items())
    plot = draw_columns("scores", "Réponses de 1 à 5", described, bars)
    return section(
        "listened",
        part,
        beside(
            figure("Réponses, de 1 à 5", plot),
            table("Les mêmes en chiffres", ("Réponse", "Nombre", "Part"), rows),
        ),
        about=about,
    )


def show_shares(report: Report, words: PageWords) -> str:
    """How answers are passed on: from one person to another, and in public."""
    shares, part = report.shares, words.parts.shares
    ways = (
        ("De personne à personne", shares.private_shares, shares.private_opens),
        ("En public", shares.public_shares, shares.public_opens),
    )
    used = [one for one in shares.channels if one.shares or one.opens]
    if not used:
        return section("shares", part, nothing(words))
    sent = [Bar(label, count, number(count)) for label, count, _ in ways]
    opened = [Bar(label, count, number(count)) for label, _, count in ways]
    rows = [
        *((label, number(shared), number(opens)) for label, shared, opens in ways),
        *((f"– {one.title}", number(one.shares), number(one.opens)) for one in used),
    ]
    plots = _links("sent", "Liens envoyés", sent) + _links(
        "opened", "Liens ouverts", opened
    )
    return section(
        "shares",
        part,
        beside(
            plots,
            table("Les mêmes en chiffres", ("Chemin", "Envois", "Ouvertures"), rows),
        ),
    )


def _links(name: str, caption: str, bars: list[Bar]) -> str:
    described = ", ".join(f"{bar.label}\u202f: {bar.written}" for bar in bars)
    return figure(caption, draw_bars(name, caption, described, bars))
