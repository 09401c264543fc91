from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bot.listening.page_parts import COLOURS
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
from bot.listening.shapes import INK, SOFT, WIDTH
from bot.listening.wording import polarity

SVG = "{http://www.w3.org/2000/svg}"
BARS = [Bar("un", 4, "quatre"), Bar("deux", 1, "un"), Bar("rien", 0, "zéro")]


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def rectangles(svg: str) -> list[dict[str, float]]:
    keys = ("x", "y", "width", "height")
    return [
        {key: float(one.attrib[key]) for key in keys}
        for one in drawn(svg).iter(f"{SVG}rect")
    ]


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in drawn(svg).iter(f"{SVG}text")]


def test_lengths_are_in_proportion_and_values_are_written():
    svg = draw_bars("n", "t", "d", BARS)
    four, one = (each["width"] for each in rectangles(svg))
    assert four == pytest.approx(4 * one, abs=0.2)
    assert {"quatre", "un", "zéro"} <= set(texts(svg))


def test_columns_stand_on_the_same_floor():
    floors = {
        r["y"] + r["height"] for r in rectangles(draw_columns("n", "t", "d", BARS))
    }
    assert max(floors) - min(floors) < 0.2


def test_parts_of_a_stack_follow_each_other_and_stay_inside():
    stack = Stack("s", [Bar("a", 3, "3"), Bar("b", 0, "0"), Bar("c", 7, "7")], "10")
    first, second = rectangles(draw_stacks("n", "t", "d", [stack]))
    assert second["x"] == pytest.approx(first["x"] + first["width"], abs=0.2)
    assert second["x"] + second["width"] < WIDTH - 40


def test_a_plot_of_nothing_is_still_one():
    assert drawn(draw_bars("n", "t", "d", [Bar("a", 0, "0")])) is not None


def test_a_plot_says_its_title_and_what_it_shows():
    root = drawn(draw_bars("n", "Titre", "Ce qu’il dit", BARS))
    assert root.attrib["role"] == "img"
    named = root.attrib["aria-labelledby"].split()
    assert [root.find(f"*[@id='{name}']").text for name in named] == [
        "Titre",
        "Ce qu’il dit",
    ]


def test_what_is_written_is_only_written():
    svg = draw_bars("n", "<b>", "&", [Bar("<script>", 1, '"><x>')])
    assert drawn(svg).find(".//script") is None
    assert "<script>" in texts(svg)


def test_labels_of_near_lines_do_not_cover_each_other():
    courses = [Course("a", -0.1, 0.1), Course("b", -0.11, 0.1)]
    svg = draw_courses("n", "t", "d", courses, polarity)
    places = [
        float(one.attrib["y"])
        for one in drawn(svg).iter(f"{SVG}text")
        if re.search("[ab]$", one.text or "")
    ]
    assert abs(places[0] - places[1]) >= 16


def test_the_scale_is_the_same_above_and_below_nought():
    assert {"+0,50", "0,00", "−0,50"} <= set(
        texts(draw_courses("n", "t", "d", [Course("a", -0.3, 0.1)], polarity))
    )


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [*COLOURS.values(), ACCENT, INK, SOFT])
def test_colours_can_be_read_on_white_and_carry_white(colour: str):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5
