from __future__ import annotations

from typing import Any

import pytest

from bot.influence.follow_up import FollowUp, latest_topic, read_follow_up
from bot.influence.words import default_words
from bot.knowledge.influencer_tiers import TierId
from bot.nlu.normalisation import fold


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        ("et pour les petits comptes ?", "tiers", FollowUp(answer="nano")),
        ("et les gros ?", "micro", FollowUp(answer="macro")),
        ("et les très gros ?", "micro", FollowUp(answer="mega")),
        ("et leur taux d'engagement ?", "micro", FollowUp(rate_of=TierId.MICRO)),
        ("et l'engagement des plus gros ?", "nano", FollowUp(rate_of=TierId.MEGA)),
        ("et leur taux d'engagement ?", "kol", FollowUp(answer="engagement_rates")),
        ("et leur taux ?", "tiktok_risks", FollowUp(answer="tiktok_europe")),
        ("et sur TikTok ?", "nano", FollowUp(answer="tiktok_europe")),
        ("et les nano-influenceurs ?", None, FollowUp(answer="nano")),
    ],
)
def test_a_short_question_is_read_after_an_answer(
    text: str, topic: str | None, expected: FollowUp
):
    assert read_follow_up(fold(text), topic, default_words()) == expected


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        pytest.param("et les gros ?", None, id="nothing was said before"),
        pytest.param("et leur taux ?", None, id="whose rate, nobody knows"),
        pytest.param("et alors ?", "nano", id="nothing is named"),
    ],
)
def test_what_cannot_be_known_is_not_guessed(text: str, topic: str | None):
    assert not read_follow_up(fold(text), topic, default_words()).is_clear


def user(text: str = "…") -> dict[str, Any]:
    return {"event": "user", "text": text}


def told(answer: str | None) -> dict[str, Any]:
    return {"event": "slot", "name": "magazine_topic", "value": answer}


def said(response: str) -> dict[str, Any]:
    return {"event": "bot", "metadata": {"utter_action": response}}


ELSEWHERE = {"utter_listening": "double_listening"}
ANSWERS = {"kol", "nano", "double_listening"}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([user(), told("kol"), user()], "kol", id="just before"),
        pytest.param([user(), told("kol"), user(), user(), user()], "kol",
                     id="two turns in between"),
        pytest.param([user(), told("kol"), *[user()] * 4], None, id="too long ago"),
        pytest.param([user(), told("kol"), user(), said("utter_listening"), user()],
                     "double_listening", id="told by another answer"),
        pytest.param([user(), told("kol"), user(), told("nano"), user()], "nano",
                     id="the last one counts"),
        pytest.param([user(), told("gone"), user()], None, id="unknown answer"),
        pytest.param([user(), told(None), user()], None, id="emptied"),
        pytest.param([user()], None, id="nothing"),
        pytest.param([], None, id="no events"),
    ],
)  # fmt: skip
def test_the_latest_topic_is_found(events: list[dict[str, Any]], expected: str | None):
    assert latest_topic(events, "magazine_topic", ELSEWHERE, ANSWERS) == expected
