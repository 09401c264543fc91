"""Draws the report's plots as SVG. Pure: figures in, text out.

Each plot has a title and a description for those who do not see it. Every value is also
written beside its shape, so that nothing depends on telling colours apart. Lengths are
in user units: the page scales the drawing to its width.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

from bot.listening.shapes import SOFT, WIDTH, dot, drawing, rectangle, rule, text

LABELS = 196  # room for the names of rows
LONG_LABEL = 26  # characters; a longer name takes two lines
ROW, THICKNESS = 32, 18
ROOM_FOR_VALUE = 22  # a shorter part does not say its value
ACCENT = "#1f4fa3"


@dataclass(frozen=True)
class Bar:
    """One bar: how long, how it is called, what is written at its end."""

    label: str
    value: float
    written: str
    colour: str = ACCENT


@dataclass(frozen=True)
class Stack:
    """A row of parts, e.g. a theme's turns by emotion; zero parts are not drawn."""

    label: str
    parts: Sequence[Bar]
    written: str


@dataclass(frozen=True)
class Course:
    """A line from a start to an end, both in [-1, 1]."""

    label: str
    start: float
    end: float
    colour: str = ACCENT
    is_dashed: bool = False


def draw_bars(name: str, title: str, description: str, bars: Sequence[Bar]) -> str:
    """Horizontal bars, the first on top.

    Args:
        name: Unique in the page, for the plot's title.
        title: What is seen.
        description: What it says, in a sentence or two.
        bars: From zero on; the longest takes the whole width.
    """
    stacks = [Stack(bar.label, (bar,), bar.written) for bar in bars]
    return draw_stacks(name, title, description, stacks, is_inside_written=False)


def draw_stacks(
    name: str,
    title: str,
    description: str,
    stacks: Sequence[Stack],
    *,
    is_inside_written: bool = True,
) -> str:
    """Horizontal bars made of parts; see `draw_bars`.

    Args:
        name: Unique in the page.
        title: What is seen.
        description: What it says.
        stacks: Their longest takes the whole width.
        is_inside_written: Whether parts that are long enough say their value.
    """
    longest = max((_total(stack) for stack in stacks), default=0) or 1
    room = WIDTH - LABELS - 64  # what is written at the end needs the rest
    shapes = []
    for index, stack in enumerate(stacks):
        middle = (index + 0.5) * ROW
        end = LABELS + room * _total(stack) / longest
        shapes += _name(LABELS - 12, middle + 5, stack.label)
        shapes += _parts(stack.parts, middle, room / longest, is_inside_written)
        shapes.append(text(end + 8, middle + 5, stack.written, is_bold=True))
    shapes.append(rule(LABELS, 0, LABELS, len(stacks) * ROW))
    return drawing(name, title, description, len(stacks) * ROW, shapes)


def _parts(
    parts: Sequence[Bar], middle: float, unit: float, is_written: bool
) -> list[str]:
    """The parts of a row from left to right; `unit` is the length of one."""
    shapes, left = [], float(LABELS)
    for part in parts:
        length = part.value * unit
        if length:
            top = middle - THICKNESS / 2
            shapes.append(rectangle(left, top, length, THICKNESS, part.colour))
        if is_written and length >= ROOM_FOR_VALUE:
            centre = left + length / 2
            shapes.append(
                text(centre, middle + 4.5, part.written, "middle", "#ffffff", 12)
            )
        left += length
    return shapes


def _name(x: float, y: float, label: str) -> list[str]:
    if len(label) <= LONG_LABEL:
        return [text(x, y, label, anchor="end")]
    lines = wrap(label, max(LONG_LABEL, len(label) // 2 + 4))
    lifted = y - 7 * (len(lines) - 1)
    return [
        text(x, lifted + 14 * place, line, anchor="end", size=12)
        for place, line in enumerate(lines)
    ]


def _total(stack: Stack) -> float:
    return sum(part.value for part in stack.parts)


def draw_columns(name: str, title: str, description: str, bars: Sequence[Bar]) -> str:
    """Columns from left to right, for values that have an order; see `draw_bars`."""
    height, below, above = 150, 44, 24
    highest = max((bar.value for bar in bars), default=0) or 1.0
    step = WIDTH / max(len(bars), 1)
    floor = above + height
    shapes = []
    for index, bar in enumerate(bars):
        centre, tall = step * (index + 0.5), height * bar.value / highest
        shapes.append(
            rectangle(centre - step * 0.28, floor - tall, step * 0.56, tall, bar.colour)
        )
        shapes.append(
            text(centre, floor - tall - 7, bar.written, anchor="middle", is_bold=True)
        )
        first, _, second = bar.label.partition("\n")
        shapes.append(text(centre, floor + 19, first, anchor="middle", is_bold=True))
        shapes.append(
            text(centre, floor + 37, second, anchor="middle", colour=SOFT, size=12)
        )
    shapes.append(rule(0, floor, WIDTH, floor))
    return drawing(name, title, description, floor + below, shapes)


def draw_courses(
    name: str,
    title: str,
    description: str,
    courses: Sequence[Course],
    write: Callable[[float], str],
) -> str:
    """Lines from start to end, as high above nought as below it.

    Args:
        name: Unique in the page.
        title: What is seen.
        description: What it says.
        courses: The lines, the one that counts first.
        write: How a polarity is written.
    """
    height, above, left, right = 190, 14, 116, 334
    top = _scale(courses)

    def place(value: float) -> float:
        return above + height * (top - value) / (2 * top)

    shapes = []
    for level in (top, 0.0, -top):
        shapes.append(rule(left, place(level), right, place(level)))
        shapes.append(text(4, place(level) + 5, write(level), colour=SOFT))
    for side, label in ((left, "Début"), (right, "Fin")):
        shapes.append(rule(side, above, side, above + height))
        shapes.append(
            text(side, above + height + 20, label, anchor="middle", is_bold=True)
        )
    starts = _apart([place(course.start) for course in courses])
    ends = _apart([place(course.end) for course in courses])
    for course, start, end in zip(courses, starts, ends, strict=True):
        look: dict[str, Any] = {"colour": course.colour, "is_bold": True}
        dashes = ' stroke-dasharray="7 5"' if course.is_dashed else ""
        shapes += [
            f'<line x1="{left}" y1="{place(course.start):.1f}" x2="{right}" '
            f'y2="{place(course.end):.1f}" stroke="{course.colour}" '
            f'stroke-width="3"{dashes}/>',
            dot(left, place(course.start), course.colour),
            dot(right, place(course.end), course.colour),
            text(left - 12, start + 5, write(course.start), anchor="end", **look),
            text(right + 12, end + 5, f"{write(course.end)} {course.label}", **look),
        ]
    return drawing(name, title, description, above + height + 30, shapes)


def _scale(courses: Sequence[Course]) -> float:
    """Polarity at the top: near enough for a slope to be seen, the same both ways."""
    farthest = max(abs(value) for one in courses for value in (one.start, one.end))
    return next((top for top in (0.25, 0.5) if farthest <= top), 1.0)


def _apart(places: Sequence[float], least: float = 18) -> list[float]:
    """Moves labels down until none covers another; their order stays."""
    moved = list(places)
    order = sorted(range(len(places)), key=places.__getitem__)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + least)
    return moved
