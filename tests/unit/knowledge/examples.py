"""Facts for tests, short to write."""

from __future__ import annotations

from typing import Any

from bot.knowledge.fact_models import Argument, Fact
from bot.knowledge.facts import Facts


def a_fact(**changes: Any) -> Fact:
    """A fact that can be said: `{ceiling}` is 50 000 €, in 2020."""
    usual = {
        "id": "ceiling",
        "value": 50_000,
        "unit": "euro",
        "says": "Le plafond était de 50 000 €.",
        "period": "2020",
        "grade": "PRO",
        "sources": ["S1"],
    }
    return Fact.parse_obj({**usual, **changes})


def known(*facts: Fact, arguments: tuple[str, ...] = ()) -> Facts:
    """Facts and arguments, each in line 7 of its file."""
    named = {
        name: Argument(name=name, filled_by="action_tell", example="12 €")
        for name in arguments
    }
    by_id = {fact.id: fact for fact in facts}
    places = {name: "facts/test.yml, line 7" for name in (*by_id, *named)}
    return Facts(by_id, named, places)
