"""Every figure of the page is recomputed from the raw month, in another way.

Nothing of `bot.listening` counts here: only lists of what was said, and arithmetic.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.cli_listen import run_report
from bot.contracts.listening import ChannelFigures
from bot.contracts.shares import PublicAnswer, ShareChannel
from bot.store.engine import create_sessions
from bot.store.migrate import upgrade
from bot.store.shared_answers import add_shared_answer, count_open, count_share

from .page_reading import PageReader
from .sample import TOPICS, Raw, Said, conversations, fill

SINCE, UNTIL = datetime(2026, 10, 1), datetime(2026, 10, 31)
THEME_OF = {intent: theme for intent, theme, _ in TOPICS}
THEME_OF |= {"ask_use": "loan", "give_feedback": "none"}
TITLES = {
    "follow_up": "Le suivi du dossier",
    "terms": "Montant, taux et durée",
    "eligibility": "Qui peut demander",
    "application": "La demande et les pièces",
    "refusal": "Les refus et les recours",
    "other_aid": "Les autres aides",
    "checks": "Les vérifications",
    "hardship": "Les moments difficiles",
    "reaching_us": "Joindre une personne",
    "trust": "La confiance et la fraude",
}
EMOTIONS = {
    "angry": "Colère",
    "distressed": "Détresse",
    "worried": "Inquiétude",
    "neutral": "Neutre",
    "satisfied": "Satisfaction",
}
NAMES = re.compile("Sophie|Carpentier|Karim Benali|Julien Moreau|06 12 34 56 78")
CHANNELS = (
    ChannelFigures("Lien copié", True),
    ChannelFigures("E-mail", True, 7, 15),
    ChannelFigures("WhatsApp", True, 20, 26),
    ChannelFigures("SMS", True),
    ChannelFigures("Page publique", False, 3, 9),
    ChannelFigures("Origine inconnue", None, 0, 4),
)


@pytest.fixture(scope="module")
def month() -> list[Raw]:
    return conversations()


def share(session: Session) -> None:
    """Counts what `CHANNELS` says on the last day, and more the day after."""
    code = add_shared_answer(session, PublicAnswer("utter_rate", ("2 %",)))
    for channel, figures in zip(ShareChannel, CHANNELS, strict=True):
        for _ in range(figures.shares):
            count_share(session, code, channel, UNTIL.date())
        if figures.opens:
            count_open(session, code, channel, UNTIL.date(), figures.opens)
        count_share(session, code, channel, UNTIL.date() + timedelta(days=1))


@pytest.fixture(scope="module")
def made(
    month: list[Raw], tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, Any]]:
    """The page, and the JSON."""
    folder = tmp_path_factory.mktemp("listening")
    url = f"sqlite:///{folder}/store.db"
    upgrade(url)
    sessions = create_sessions(url)
    with sessions.begin() as session:
        fill(session, month)
        share(session)
    sessions.kw["bind"].dispose()
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOT_DATABASE_URL", url)
        patch.setattr("sys.stdout.write", said.append)
        code = run_report(
            SINCE,
            UNTIL,
            True,
            folder / "page.html",
            find_mask=lambda: lambda text: NAMES.sub("••••", text),
        )
    assert code == 0
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert (folder / "page.html").stat().st_mode & 0o077 == 0
    return page, json.loads(said[-1])


@pytest.fixture(scope="module")
def page(made: tuple[str, Any]) -> PageReader:
    return PageReader(made[0])


def written(raws: list[Raw]) -> list[tuple[Raw, Said]]:
    return [(raw, said) for raw in raws for said in raw.said if said.payload is None]


def is_understood(said: Said) -> bool:
    return not said.outcome and said.confidence > 0.44


def percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}\u202f%"


def signed(value: float) -> str:
    text = f"{abs(value):.2f}".replace(".", ",")
    return text if text == "0,00" else ("+" if value > 0 else "−") + text


def average(values: list[float]) -> float:
    return sum(values) / len(values)


def test_figures_in_short(month, page):
    turns = written(month)
    scores = [raw.score for raw in month if raw.score]
    mean = f"{average(scores):.1f}".replace(".", ",").removesuffix(",0")
    unclear = sum(bool(said.outcome) for _, said in turns)
    assert page.tiles == [
        str(len(month)),
        str(len(turns)),
        f"{mean}\u00a0sur\u00a05",
        str(sum(bool(raw.kept) for raw in month)),
        percent(unclear, len(turns)),
    ]


def test_mood(month, page):
    courses = []
    for raw in month:
        course = [said.polarity for said in raw.said if said.payload is None]
        courses += [course] if len(course) > 1 else []
    long = [course for course in courses if len(course) > 3]
    rows = page.rows["mood"]
    assert rows["Premier, dernier message"] == [
        signed(average([course[0] for course in courses])),
        signed(average([course[-1] for course in courses])),
    ]
    assert rows["Deux premiers, deux derniers\u00a0*"] == [
        signed(average([(course[0] + course[1]) / 2 for course in long])),
        signed(average([(course[-1] + course[-2]) / 2 for course in long])),
    ]
    thousandths = [round(1000 * (c[-1] - c[0])) for c in courses]
    ends = {
        "Finissent mieux": sum(change >= 200 for change in thousandths),
        "Restent stables": sum(-200 < change < 200 for change in thousandths),
        "Finissent moins bien": sum(change <= -200 for change in thousandths),
    }
    for label, count in ends.items():
        assert rows[label] == [str(count), percent(count, len(courses))]
        assert str(count) in page.drawn["mood"]


def test_emotions(month, page):
    counts = Counter(said.label for _, said in written(month))
    total = sum(counts.values())
    assert page.rows["emotions"] == {
        name: [str(counts[label]), percent(counts[label], total)]
        for label, name in EMOTIONS.items()
    }


def test_themes(month, page):
    expected = {}
    for theme, title in TITLES.items():
        about = [
            (raw, said)
            for raw, said in written(month)
            if is_understood(said) and THEME_OF[said.intent] == theme
        ]
        emotions = Counter(said.label for _, said in about)
        numbers = [*(emotions[e] for e in EMOTIONS), len(about)]
        numbers.append(len({raw.id for raw, _ in about}))
        expected[title] = [str(number) for number in numbers]
    assert page.rows["themes"] == expected
    totals = [int(row[-2]) for row in page.rows["themes"].values()]
    assert totals == sorted(totals, reverse=True)
    assert {str(total) for total in totals} <= set(page.drawn["themes"])


def test_scores(month, page):
    counts = Counter(raw.score for raw in month if raw.score)
    rows = [row for _, row in sorted(page.rows["listened"].items())]
    assert rows == [
        [str(counts[score]), percent(counts[score], sum(counts.values()))]
        for score in range(1, 6)
    ]


def told(month: list[Raw]) -> list[tuple[str, str, str, Raw]]:
    """Theme, emotion, words and conversation of everything that may be kept."""
    found = [
        (theme, emotion, raw.said[place].text, raw)
        for raw in month
        for place, theme, emotion in raw.kept
    ]
    for raw in month:
        if raw.kept and raw.comment:
            said = [said for _, said in written([raw])]
            themes = [THEME_OF[s.intent] for s in said if is_understood(s)]
            themes = [theme for theme in themes if theme != "none"]
            main = Counter(reversed(themes)).most_common(1)[0][0]
            found.append((main, said[-1].label, raw.comment, raw))
    return found


def test_voices(month, page):
    themes = {theme for theme, *_ in told(month)}
    expected, words = {}, []
    for theme in themes:
        about = [one for one in told(month) if one[0] == theme]
        emotions = Counter(emotion for _, emotion, *_ in about)
        numbers = [*(emotions[e] for e in EMOTIONS), len(about)]
        expected[TITLES[theme]] = [str(number) for number in numbers]
        if len({raw.id for *_, raw in about}) >= 3:
            words += [NAMES.sub("••••", text) for _, _, text, _ in about]
    assert page.rows["voices"] == expected
    shown = "".join(page.told["voices"])
    assert all(text in shown for text in words)
    assert shown.count("«") == len(words)
    for *_, raw in told(month):
        if raw.score:
            assert f"écoute notée {raw.score}\u00a0sur\u00a05" in shown


def test_questions(month, page):
    titles = {
        "ask_use": "Ce que le prêt finance",
        "ask_documents": "Les pièces à fournir",
        "ask_delay": "Les délais",
        "out_of_scope": "Autre chose",
    }
    expected, shown = {}, set()
    for intent, title in titles.items():
        doubts = [
            (raw, said)
            for raw, said in written(month)
            if said.outcome and said.intent == intent
        ]
        number = len({raw.id for raw, _ in doubts})
        expected[title] = [str(len(doubts)), str(number)]
        agreed = [(raw.id, said.text) for raw, said in doubts if raw.kept]
        if len({name for name, _ in agreed}) >= 3:
            shown |= set(list(dict.fromkeys(text for _, text in agreed))[:5])
    rows = page.rows["questions"]
    assert {title: row[1:] for title, row in rows.items()} == expected
    assert {text.strip("«»\u00a0") for text in page.told["questions"]} == shown


def test_shares(page):
    assert page.rows["shares"] == {
        "De personne à personne": ["27", "41"],
        "En public": ["3", "9"],
        "– WhatsApp": ["20", "26"],
        "– E-mail": ["7", "15"],
        "– Page publique": ["3", "9"],
        "– Origine inconnue": ["0", "4"],
    }
    assert {"27", "3", "41", "9"} <= set(page.drawn["shares"])


def test_json_says_the_same(month, made):
    found = made[1]
    assert found["conversations"] == len(month)
    assert found["since"] == "2026-10-01"
    assert found["listened"]["answers"] == sum(bool(raw.score) for raw in month)
    assert found["unanswered"] == sum(bool(said.outcome) for _, said in written(month))
    assert found["shares"]["private_opens"] == 41


def test_nobody_is_named_and_nothing_is_shown_without_consent(month, made):
    everything = made[0] + json.dumps(made[1], ensure_ascii=False)
    assert not NAMES.search(everything)
    assert "Ceci n’a pas été accordé" not in everything
    assert not any(raw.id in everything for raw in month)


def test_the_page_loads_and_runs_nothing(made, page):
    assert not page.names & {
        "script", "link", "img", "iframe", "src", "href", "onload", "onclick", "form",
    }  # fmt: skip
    assert "default-src 'none'" in made[0]
    assert "url(" not in made[0]
    assert "@import" not in made[0]


def test_each_plot_is_named_and_comes_with_its_figures(made):
    page = made[0]
    assert page.count("<svg") == page.count('role="img"') == page.count("<desc")
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) == len(set(names))
    for name in re.findall(r'aria-labelledby="([^"]+)"', page):
        assert set(name.split()) <= set(names)
    for part in page.split("<section")[1:]:
        assert ("<svg" in part) == ("<table" in part)
