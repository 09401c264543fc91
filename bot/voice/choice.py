"""Which variations of a response may be said now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.voice.moment import Moment
from bot.voice.said import Said, matter_of
from bot.voice.tone import Tone, is_named

Variation = Mapping[str, Any]
SILENT = ("utter_acknowledge*",)


def choose(
    response: str,
    variations: Sequence[Variation],
    said: Said,
    moment: Moment,
    tone: Tone,
    read: Callable[[str], str] = str,
) -> list[Variation]:
    """The variations to draw from: the most fitting that repeat nothing.

    Those with more conditions come first; among those that may be said, the ones that
    were not said yet, else the one said longest ago. Where all would repeat empathy or
    an apology, an acknowledgement falls silent and any other response is said with the
    fewest repetitions.

    Args:
        response: Its name.
        variations: Those whose conditions hold.
        said: What was said before.
        moment: What the response answers.
        tone: What counts as empathy and as an apology.
        read: Gives a variation's text as the customer reads it.
    """
    for pool in _pools(variations):
        allowed = [v for v in pool if not faults(response, v, said, moment, tone, read)]
        fresh = [v for v in allowed if read(_text(v)) not in said.texts]
        if allowed:
            return fresh or [min(allowed, key=lambda v: said.texts[read(_text(v))])]
    if is_named(response, SILENT) or not variations:
        return []
    counts = [faults(response, v, said, moment, tone, read) for v in variations]
    return [v for v, n in zip(variations, counts, strict=True) if n == min(counts)]


def faults(
    response: str,
    variation: Variation,
    said: Said,
    moment: Moment,
    tone: Tone,
    read: Callable[[str], str] = str,
) -> int:
    """How many rules a variation would break now.

    A phrase of empathy is said once in a conversation, and not on a neutral message;
    an apology once per matter, and never in two turns in a row.
    """
    text = read(_text(variation))
    phrases = tone.phrases(text)
    repeated = bool(phrases & said.phrases)
    misplaced = moment.is_neutral and not is_named(response, tone.heard_by)
    too_sorry = tone.apologises(text) and (
        said.apologised_now
        or said.apologised_before
        or matter_of(moment, response) in said.matters
    )
    return repeated + (misplaced and bool(phrases)) + too_sorry


def _pools(variations: Sequence[Variation]) -> list[list[Variation]]:
    """Groups with the same number of conditions, the most first."""
    ranked = sorted(variations, key=_conditions, reverse=True)
    return [list(group) for _, group in groupby(ranked, key=_conditions)]


def _conditions(variation: Variation) -> int:
    return len(variation.get("condition") or ())


def _text(variation: Variation) -> str:
    return str(variation.get("text") or "")
