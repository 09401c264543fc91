"""Whoever tells of something suspicious gets advice, and a person."""

from __future__ import annotations

import re

import pytest

from tests.contract import conversation_data as data

# What is said of a site, a message, fees asked for, a caller.
SUSPICIOUS = ("fraud_doubt", "sms_scam", "fees_scam", "fake_adviser")
ADVICE = re.compile(
    r"ne (donnez|versez|dictez|cliquez|suivez|payez)|raccrocher|prévenez|prudence"
)


@pytest.mark.parametrize("topic", SUSPICIOUS)
def test_every_wording_gives_advice_and_offers_a_person(topic: str):
    for variation in data.responses()[f"utter_{topic}"]:
        assert ADVICE.search(variation["text"].lower()), variation["text"]
        assert "conseiller" in variation["text"]
        assert "/ask_human" in {button["payload"] for button in variation["buttons"]}


@pytest.mark.parametrize("intent", ["ask_fees_scam", "ask_sms_scam"])
def test_a_rumour_about_money_leads_to_safety_too(intent: str):
    payloads = {
        button["payload"]
        for name, variations in data.responses().items()
        if name.startswith(("utter_rumour/", "utter_clarify_link"))
        for variation in variations
        for button in variation["buttons"]
    }
    assert f"/{intent}" in payloads


def test_every_rumour_is_answered_with_a_way_to_a_person():
    for name, variations in data.responses().items():
        if name.startswith("utter_rumour/"):
            for variation in variations:
                payloads = {button["payload"] for button in variation["buttons"]}
                assert "/ask_human" in payloads, name
