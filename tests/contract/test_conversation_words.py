"""What the bot says: short, dated, and in good French. Facts: test_facts.py."""

from __future__ import annotations

import re

import pytest

from tests.contract import conversation_data as data

MAX_SENTENCES = 4  # three, and a next step
NARROW = "\u202f"


def test_terms_are_always_said_with_their_period():
    dated = ("utter_rate_", "utter_amount_", "utter_duration_")
    timeless = [
        text
        for name, variations in data.responses().items()
        for text in [variation["text"] for variation in variations]
        if name.startswith(dated) and "2020" not in text
    ]
    assert timeless == []


def test_greeting_says_that_a_machine_speaks_and_offers_a_person():
    for variation in data.responses()["utter_greet"]:
        assert re.search(r"automat", variation["text"])
        assert "/ask_human" in {button["payload"] for button in variation["buttons"]}


def test_answers_are_short():
    long = [
        name
        for name, text in data.sentences()
        if len(re.findall(r"[.!?…](?=\s|$)", text)) > MAX_SENTENCES
    ]
    assert long == []


@pytest.mark.parametrize(
    ("mistake", "pattern"),
    [
        ("straight apostrophe", r"'"),
        ("straight quotation mark", r'"'),
        ("ordinary space before a double sign", r"[ \u00a0][?!;:%€»]"),
        ("no space before a double sign", rf"[^\s{NARROW}\d?!.…/][?!;»%€]"),
        ("no narrow space after «", rf"«(?!{NARROW})"),
        ("three dots instead of …", r"\.\.\."),
        ("ordinary space inside a number", r"\d \d{3}\b"),
        ("two spaces", r"  "),
    ],
)
def test_typography_is_french(mistake, pattern):
    wrong = [
        (name, text) for name, text in data.sentences() if re.search(pattern, text)
    ]
    assert wrong == [], mistake
