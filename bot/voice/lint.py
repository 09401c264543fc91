"""Holds what the bot says against its tone: `bot validate`'s checks of the voice, pure.

Each check gives findings; none means that all is well. A unit test plants a violation
of each kind, and sees it found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.knowledge.placeholders import Responses
from bot.knowledge.rendering import plain, render, texts_of
from bot.knowledge.review import Finding
from bot.voice.moment import (
    BY_LABEL,
    CONFUSION,
    EMOTION,
    GRATITUDE,
    HAPPENED,
    RELIEF,
)
from bot.voice.tone import Tone, is_named, sentences

EMOTIONS = (*BY_LABEL, CONFUSION, RELIEF, GRATITUDE)
Variation = Mapping[str, Any]
_FULL_STOP = re.compile(r"(?<=[.!?…])\s+")
# « 20 000 » and « 7,21 % » are read as one word each.
_FIGURE = re.compile(r"\d+(?: \d{3})*(?:,\d+)?(?: %)?")


def review_tone(
    responses: Responses, tone: Tone, values: Mapping[str, str]
) -> list[Finding]:
    """All checks on all responses.

    Args:
        responses: Variations by name of response.
        tone: What is refused, and what counts as empathy or apology.
        values: What names in braces become; see `values_to_say`.
    """
    found = []
    for name, variations in responses.items():
        for variation in variations:
            text = render(str(variation.get("text") or ""), values)
            problems = [
                *_too_much(text, tone),
                *_refused(render_all(variation, values), tone),
                *_misplaced(name, variation, text, tone),
                *_unknown_conditions(variation, tone),
            ]
            found += [Finding(name, problem) for problem in problems]
        found += [Finding(name, p) for p in _without_twin(name, variations, tone)]
    return found


def render_all(variation: Variation, values: Mapping[str, str]) -> list[str]:
    """Everything that a customer reads of a variation, titles of buttons too."""
    return [render(text, values) for text in texts_of(variation)]


def _too_much(text: str, tone: Tone) -> Iterator[str]:
    limits = tone.limits
    counts = (
        ("apologies", tone.count_apologies(text), limits.apologies, "Keep the first"),
        ("exclamation marks", text.count("!"), limits.exclamations, "Use full stops"),
        ("questions", text.count("?"), limits.questions, "Ask one thing at a time"),
    )
    for what, count, most, advice in counts:
        if count > most:
            yield f"{count} {what} in « {_short(text)} », at most {most}. {advice}"
    for sentence in _FULL_STOP.split(plain(text)):
        words = len(re.findall(r"\w[\w'-]*", _FIGURE.sub("0", sentence)))
        if words > limits.sentence_words:
            yield (
                f"{words} words in « {_short(sentence)} », at most "
                f"{limits.sentence_words}. Please cut the sentence in two"
            )


def _refused(texts: Sequence[str], tone: Tone) -> Iterator[str]:
    for text in texts:
        for refused in tone.refused:
            for sentence in sentences(text):
                for pattern in refused.patterns:
                    if match := re.search(pattern, sentence):
                        yield f"{refused.name}: « {match[0]} »; {refused.advice}"
        for mistake in tone.typography:
            if match := re.search(mistake.pattern, text):
                near = text[max(0, match.start() - 12) : match.end() + 12]
                yield f"typography: « {near} »; {mistake.why}"


def _misplaced(name: str, variation: Variation, text: str, tone: Tone) -> Iterator[str]:
    """Empathy that a neutral customer could read."""
    conditioned = any(
        c.get("name") in (EMOTION, HAPPENED) for c in _conditions(variation)
    )
    apart = is_named(name, tone.heard_by) or any(
        is_named(name, clues.responses) for clues in tone.happened.values()
    )
    if conditioned or apart:
        return
    for phrase in sorted(tone.phrases(text)):
        yield (
            f"« {_short(phrase)} » is empathy that a neutral question would get. "
            f"Please add a condition on the slot `{EMOTION}` or `{HAPPENED}`"
        )


def _unknown_conditions(variation: Variation, tone: Tone) -> Iterator[str]:
    known = {EMOTION: EMOTIONS, HAPPENED: tuple(tone.happened)}
    for condition in _conditions(variation):
        values = known.get(str(condition.get("name")))
        if values and condition.get("value") not in values:
            yield (
                f"condition `{condition['name']}: {condition.get('value')}` never "
                f"holds. Please take one of {', '.join(values)}"
            )


def _without_twin(
    name: str, variations: Sequence[Variation], tone: Tone
) -> Iterator[str]:
    """A response that cannot be said again without repeating itself."""
    if is_named(name, ("utter_acknowledge*", *tone.said_alone)):
        return
    is_bare = [_is_bare(str(v.get("text") or ""), tone) for v in variations]
    always = [
        b for b, v in zip(is_bare, variations, strict=True) if not v.get("condition")
    ]
    if not any(always) and not all(is_bare):
        yield (
            "every variation without a condition apologises or shows empathy. Please "
            "write one more that does neither, for who has heard it already"
        )


def _is_bare(text: str, tone: Tone) -> bool:
    return not tone.phrases(text) and not tone.apologises(text)


def _conditions(variation: Variation) -> Sequence[Mapping[str, Any]]:
    return variation.get("condition") or ()


def _short(text: str) -> str:
    text = plain(text)
    return text if len(text) <= 60 else f"{text[:59]}…"
