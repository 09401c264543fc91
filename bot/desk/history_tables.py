"""The history as tables for a spreadsheet: French, `;`, decimal commas. Pure.

Cells that come from people and that a spreadsheet would run as a formula are made text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache

from bot.contracts.supervision import HandoffFacts
from bot.desk.history import History
from bot.desk.history_choice import SLICE_S, SLICES_KEPT
from bot.desk.history_words import HistoryWords
from bot.desk.measures import Bar, Mean, Spread
from bot.desk.spreadsheet import safe_cell

# Excel reads UTF-8 only behind this mark.
BOM = "\ufeff"
SEPARATOR, QUOTE, END = ";", '"', "\r\n"
BREAKS = re.compile(r'[;"\r\n]')
Cells = Sequence[str]
WITHIN_HOUR = tuple(f":{s // 60:02}:{s % 60:02}" for s in range(3600))
SPREADS = ("abandoned_wait", "to_human", "first_answer", "next_answers", "resolution")
BARS = (
    "by_reason", "by_topic", "by_region", "by_agent", "outcomes", "resolutions",
    "tags", "scores", "by_hour", "by_weekday",
)  # fmt: skip


def figures_table(found: History, words: HistoryWords) -> str:
    """Every figure of a period, one a line."""
    return _written(words.figure_columns.values(), _figures(found, words))


def conversations_table(
    rows: Iterable[HandoffFacts], words: HistoryWords, zone: tzinfo
) -> str:
    """Handoffs, one a line, with their times on the desk's clock."""
    # Not by the csv module: of a hundred thousand lines nearly every cell is a number,
    # and the others are the same few.
    head = SEPARATOR.join(map(text_cell, words.conversation_columns.values()))
    lines = (SEPARATOR.join(_conversation(row, words, zone)) for row in rows)
    return BOM + END.join((head, *lines, ""))


def _figures(found: History, words: HistoryWords) -> Iterator[Cells]:
    names = words.sections
    yield _line(names["handoffs"], count=found.handoffs)
    yield _line(names["abandoned"], count=found.waits.abandoned, of=found.handoffs)
    for name in SPREADS:
        yield _spread(names[name], getattr(found.waits, name))
    yield _mean(names["satisfaction"], found.satisfaction)
    for part in ("start", "end", "change"):
        yield _mean(names[f"mood_{part}"], getattr(found.mood, part))
    for name in BARS:
        for bar in getattr(found, name):
            yield _bar(name, bar, words)
    if found.contacts is not None:
        for part in ("conversations", "with_human", "returned", "contained"):
            count = getattr(found.contacts, part)
            yield _line(names[part], count=count, of=found.contacts.conversations)


def _bar(section: str, bar: Bar[str] | Bar[int], words: HistoryWords) -> Cells:
    key = safe_cell(words.of(section, bar.key))
    return _line(words.sections[section], key, count=bar.count)


def _spread(name: str, found: Spread) -> Cells:
    return _line(
        name,
        count=found.known,
        of=found.of,
        median=number(found.median_s),
        p90=number(found.p90_s),
    )


def _mean(name: str, found: Mean) -> Cells:
    return _line(name, count=found.known, of=found.of, value=number(found.value, 2))


def _line(
    section: str,
    key: str = "",
    *,
    count: int,
    of: int | None = None,
    median: str = "",
    p90: str = "",
    value: str = "",
) -> Cells:
    return (section, key, str(count), "" if of is None else str(of), median, p90, value)


def _conversation(row: HandoffFacts, words: HistoryWords, zone: tzinfo) -> Cells:
    created = row.created
    return (
        row.id,
        row.conversation_id,
        moment(created, zone),
        moment(row.claimed, zone),
        moment(row.answered, zone),
        moment(row.ended, zone),
        text_cell(words.of("by_reason", row.reason)),
        text_cell(row.topic),
        text_cell(row.region),
        text_cell(row.agent),
        number(row.claimed and row.claimed - created),
        number(row.answered and row.answered - created),
        number(row.ended and row.ended - created),
        text_cell(words.of("outcomes", row.outcome)) if row.outcome else "",
        text_cell(words.of("resolutions", row.resolution)) if row.resolution else "",
        text_cell(", ".join(row.tags)),
        "" if row.score is None else str(row.score),
        number(row.polarity_start, 2),
        number(row.polarity_end, 2),
    )


@lru_cache(maxsize=4096)
def text_cell(text: str | None) -> str:
    """Words as a cell: nothing that runs, and quoted where a table would break."""
    safe = safe_cell(text or "")
    return f'"{safe.replace(QUOTE, QUOTE * 2)}"' if BREAKS.search(safe) else safe


def number(value: float | None, digits: int = 1) -> str:
    """A number as French spreadsheets read it; empty for nothing."""
    return "" if value is None else f"{value:.{digits}f}".replace(".", ",")


def moment(at: float | None, zone: tzinfo) -> str:
    """A moment on the desk's clock; empty for none."""
    if at is None:
        return ""
    second = int(at)
    hour, since = _hour_of(second // SLICE_S, zone)
    return hour + WITHIN_HOUR[since + second % SLICE_S]


@lru_cache(maxsize=SLICES_KEPT)
def _hour_of(slice_: int, zone: tzinfo) -> tuple[str, int]:
    """Day and hour as they are written, and the seconds since: for a year's moments."""
    began = datetime.fromtimestamp(slice_ * SLICE_S, zone)
    return began.strftime("%Y-%m-%d %H"), began.minute * 60 + began.second


def _written(header: Iterable[str], lines: Iterable[Cells]) -> str:
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator=END)
    writer.writerow(list(header))
    writer.writerows(lines)
    return out.getvalue()
