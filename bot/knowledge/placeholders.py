"""Names in braces in what the bot says, and which of them nothing can fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.errors import SettingsError
from bot.knowledge.facts import Facts

Variation = Mapping[str, Any]
Responses = Mapping[str, Sequence[Variation]]

# A doubled brace stays a brace (rasa/core/nlg/interpolator.py:31).
PLACEHOLDER = re.compile(r"(?<!\{)\{([^\n{}]+)\}(?!\})")


def names_in(said: Any) -> Iterator[str]:
    """Every name in braces of a text, a variation or a list of buttons."""
    if isinstance(said, str):
        yield from PLACEHOLDER.findall(said)
    elif isinstance(said, Mapping):
        for part in said.values():
            yield from names_in(part)
    elif isinstance(said, Sequence):
        for part in said:
            yield from names_in(part)


def unfilled(variations: Sequence[Variation], facts: Facts) -> list[tuple[str, str]]:
    """Names in a response that nothing fills, each with the reason."""
    names = dict.fromkeys(names_in(variations))
    reasons = {n: facts.why_unsayable(n) for n in names if n not in facts.arguments}
    return [(name, reason) for name, reason in reasons.items() if reason]


def check_filled(responses: Responses, facts: Facts) -> None:
    """Refuses responses that would show bare braces, or an unfounded figure.

    Raises:
        SettingsError: At least one name is neither a fact that can be said nor an
            argument.
    """
    wrong = [
        f"`{{{name}}}` in {response}, but {reason}"
        for response, variations in responses.items()
        for name, reason in unfilled(variations, facts)
    ]
    if wrong:
        raise SettingsError(
            f"Expected every name in braces to be a fact or an argument, but found "
            f"{'; '.join(wrong)}. Please add the fact, with its source, or name the "
            "action that fills it under `arguments`."
        )
