"""Style sheets of the console that do not reach into each other's areas."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

CSS = Path(__file__).parents[2] / "web" / "console" / "css"
# The frame and the controls are everybody's; a narrow screen moves parts of the frame.
SHARED = {"base.css", "layout.css"}
# One part that two areas really share: the composer and its list of ready answers.
KNOWN = {".composer"}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
BARE_CLASS = re.compile(r"\.[a-z][\w-]*")


def test_a_class_is_styled_by_one_area() -> None:
    """Two areas that chose the same name spoil each other's looks unseen."""
    areas: defaultdict[str, set[str]] = defaultdict(set)
    for sheet in CSS.glob("*.css"):
        rules = RULE.finditer(COMMENT.sub("", sheet.read_text()))
        for selector in (part for rule in rules for part in rule[1].split(",")):
            if BARE_CLASS.fullmatch(selector.strip()):
                areas[selector.strip()].add(sheet.name)
    twice = {
        name: sorted(found)
        for name, found in areas.items()
        if len(found) > 1 and not found & SHARED and name not in KNOWN
    }
    assert twice == {}, "name one of each pair after its area"
