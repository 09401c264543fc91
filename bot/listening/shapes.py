"""The shapes that plots are made of, as SVG. Lengths are in user units."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH = 540
ROUND = 3
INK, SOFT, LINE = "#1d2433", "#4a5468", "#c9d0db"


def drawing(
    name: str, title: str, description: str, height: float, shapes: Sequence[str]
) -> str:
    """The whole plot, with its title and description for those who do not see it."""
    named = f"{name}-titre {name}-texte"
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-labelledby="{named}" '
        'xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-titre">{escape(title)}</title>'
        f'<desc id="{name}-texte">{escape(description)}</desc>'
        f"{''.join(shapes)}</svg>"
    )


def rectangle(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A bar, or a part of one."""
    # A white edge keeps neighbours apart for those who see few colours.
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'rx="{ROUND}" fill="{colour}" stroke="#ffffff" stroke-width="1"/>'
    )


def dot(x: float, y: float, colour: str) -> str:
    """An end of a line."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    """A line that helps to read, and says nothing."""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{LINE}" stroke-width="1.5"/>'
    )


def text(
    x: float,
    y: float,
    words: str,
    anchor: str = "start",
    colour: str = INK,
    size: int = 14,
    *,
    is_bold: bool = False,
) -> str:
    """Words; whatever they hold, they are only shown."""
    weight = ' font-weight="600"' if is_bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" '
        f'font-size="{size}"{weight}>{escape(words)}</text>'
    )
