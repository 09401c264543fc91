"""Renders responses as customers read them, without Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.knowledge.placeholders import PLACEHOLDER


def render(text: str, values: Mapping[str, str]) -> str:
    """Fills names in braces, as Rasa's interpolator does (a graph test compares).

    Args:
        text: A response's text or a button's title.
        values: What each name becomes; a name that is missing stays as it is.
    """
    filled = PLACEHOLDER.sub(lambda name: values.get(name[1], name[0]), text)
    return filled.replace("{{", "{").replace("}}", "}")


def texts_of(variation: Mapping[str, Any]) -> Iterator[str]:
    """Everything of a variation that a customer reads: its text, titles of buttons."""
    yield str(variation.get("text") or "")
    for button in variation.get("buttons") or ():
        yield str(button["title"])


def plain(text: str) -> str:
    """Small letters, straight apostrophes, ordinary spaces, as patterns expect."""
    text = text.lower().replace("’", "'")
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()
