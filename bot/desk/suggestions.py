"""Answers that an agent may send after a look, each with where it comes from. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.desk.evidence_rules import EvidenceRules
from bot.desk.turns import CustomerTurn, Told
from bot.desk.wishes import find_answers, find_runners_up, find_wishes
from bot.knowledge.rendering import plain

_END = re.compile(r"((?<=[.!?…])\s+)")
# What is left of an answer after the bot's own words is no answer when so short.
_MIN_CHARS = 20


class Source(str, Enum):
    """Where a suggestion comes from."""

    UNANSWERED = "unanswered"  # a sure question that nobody answered
    READING = "reading"  # the best reading of the latest turn
    RUNNER_UP = "runner_up"  # what he may have meant instead


@dataclass(frozen=True)
class Suggestion:
    """One answer; the agent may change every word."""

    intent: str
    text: str
    source: Source


def suggest(
    turns: Sequence[CustomerTurn],
    said: Sequence[Told],
    variants: Callable[[str], Sequence[str]],
    rules: EvidenceRules,
    forbidden: Collection[str],
) -> list[Suggestion]:
    """The answers worth a key, the likeliest first.

    Left out: what the customer was told already, in whichever wording; what the bot
    says of itself; and whatever a forbidden saying matches, such as a promised loan.

    Args:
        turns: Of the customer, in order.
        said: What bot and agents told him.
        variants: Every wording of the answer to an intent, filled in.
        rules: How many, and from which confidence on.
        forbidden: Regular expressions on `plain` text.
    """
    told = [plain(each.text) for each in said]
    answered = {each.reply_to for each in find_answers(turns, said, rules)}
    found: dict[str, Suggestion] = {}
    for intent, source in _candidates(turns, answered, rules):
        if intent in found or not rules.is_suggested(intent):
            continue
        wordings = variants(intent)
        if any(_is_told(each, told) for each in wordings):
            continue
        texts = (for_agent(each, rules) for each in wordings)
        fit = [t for t in texts if len(t) >= _MIN_CHARS and _is_allowed(t, forbidden)]
        if fit:
            found[intent] = Suggestion(intent, fit[0], source)
    return list(found.values())[: rules.numbers.suggestions]


def _candidates(
    turns: Sequence[CustomerTurn],
    answered: Collection[int | None],
    rules: EvidenceRules,
) -> Iterator[tuple[str, Source]]:
    unanswered = [turn for turn in turns if turn.seq not in answered]
    for wish in find_wishes(unanswered, rules):
        yield wish.intent, Source.UNANSWERED
    latest = next((turn for turn in reversed(turns) if turn.intent), None)
    is_open = latest in unanswered
    if is_open and latest is not None and rules.is_wish(latest.intent):
        if latest.confidence >= rules.numbers.runner_up_from:
            yield str(latest.intent), Source.READING
    others = find_runners_up(turns, rules)
    for reading in others[1] if others else ():
        if rules.is_wish(reading.intent):
            yield reading.intent, Source.RUNNER_UP


def _is_told(wording: str, told: Sequence[str]) -> bool:
    return any(plain(wording) in each for each in told)


def _is_allowed(text: str, forbidden: Collection[str]) -> bool:
    return not any(re.search(pattern, plain(text)) for pattern in forbidden)


def for_agent(text: str, rules: EvidenceRules) -> str:
    """The answer without the sentences in which the bot speaks as a bot."""
    pieces = _END.split(text)
    sentences, gaps = pieces[::2], [*pieces[1::2], ""]
    kept = [
        sentence + gap
        for sentence, gap in zip(sentences, gaps, strict=True)
        if not any(re.search(p, plain(sentence)) for p in rules.numbers.bot_speaks)
    ]
    return "".join(kept).strip()
