"""A conversation in three sentences at most, all of them the customer's own. Pure.

Extractive: nothing is reworded, so nothing can be invented. Each sentence of the
customer's gets points for the new words it brings, for asking, for a sum, date or
length of time, and for how unhappy its turn sounds. The first question and the best
sentence of the last turn that says something have a place; what is left goes to the
best of the others, one at a time, each measured against those already chosen, so that
a repeated complaint takes one place and not three. Points: data/desk/summary.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.desk.plain_words import folded, shortened, words_of
from bot.desk.summary_rules import SummaryRules
from bot.desk.turns import CustomerTurn
from bot.privacy.masking import mask_personal_data

_END = re.compile(r"(?<=[.!?…])\s+|\n+")
# In folded text: « 30 000 € », « trois semaines », « 12 mars ».
_NUMBER = (
    r"\d|\b(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze"
    r"|vingt|trente|quarante|cinquante|cent|mille)\b"
)
_UNIT = (
    r"€|k€|%|euros?|mille|millions?|personnes|salaries?|jours?|semaines?|mois|ans?\b|annees?|heures?"
    r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre"
    r"|decembre"
)
_AMOUNT = re.compile(rf"(?:{_NUMBER})[\d .,]*\s?(?:{_UNIT})")


@dataclass(frozen=True)
class Sentence:
    """A sentence of the customer's, with the message it comes from."""

    seq: int
    text: str


@dataclass(frozen=True)
class _Candidate:
    sentence: Sentence
    words: frozenset[str]  # those that say something
    asks: bool
    has_amount: bool
    polarity: float  # of its turn
    place: int


def summarise(turns: Sequence[CustomerTurn], rules: SummaryRules) -> list[Sentence]:
    """Chooses the sentences, in the order in which they were said.

    Args:
        turns: The customer's, in order. Pressed buttons are nobody's words.
        rules: Points and words.

    Returns:
        At most `sentences` of the rules; empty when the customer was only polite.
        Personal data is hidden.
    """
    candidates = list(_candidates(turns, rules))
    if not candidates:
        return []
    chosen = [_first_ask(candidates)]
    last = _best(_last_words(candidates, rules), chosen, rules)
    chosen += [last] if last else []
    while len(chosen) < rules.numbers.sentences:
        best = _best(candidates, chosen, rules)
        if best is None:
            break
        chosen.append(best)
    return [each.sentence for each in sorted(chosen, key=lambda each: each.place)]


def _candidates(
    turns: Sequence[CustomerTurn], rules: SummaryRules
) -> Iterator[_Candidate]:
    place = 0
    for turn in turns:
        if turn.is_pressed or _is_left_out(turn, rules):
            continue
        # Before the cut: a number may have a full stop inside.
        for text in _END.split(mask_personal_data(turn.text)):
            said = _telling_words(text, rules)
            if not said:
                continue
            place += 1
            shown = shortened(" ".join(text.split()), rules.numbers.sentence_chars)
            yield _Candidate(
                Sentence(turn.seq, shown),
                said,
                _asks(text, rules),
                bool(_AMOUNT.search(folded(text))),
                turn.polarity or 0.0,
                place,
            )


def _is_left_out(turn: CustomerTurn, rules: SummaryRules) -> bool:
    small = rules.numbers.left_out
    is_sure = turn.confidence >= small.sure_from
    return (
        turn.intent in small.intents
        and is_sure
        and len(words_of(turn.text)) <= small.words
    )


def _telling_words(text: str, rules: SummaryRules) -> frozenset[str]:
    words = frozenset(words_of(text))
    telling = words - rules.empty
    if not telling and text.rstrip().endswith("?"):
        # « Où en est-il ? » has small words only, and asks all the same.
        return words - rules.courtesy
    return telling


def _asks(text: str, rules: SummaryRules) -> bool:
    plain = f" {' '.join(words_of(text))} "
    if "où" in text.lower().split() or plain.startswith(" ou "):
        return True  # « ou » elsewhere joins
    spoken = (f" {' '.join(words_of(phrase))} " for phrase in rules.asking)
    return text.rstrip().endswith("?") or any(phrase in plain for phrase in spoken)


def _first_ask(candidates: Sequence[_Candidate]) -> _Candidate:
    return next((each for each in candidates if each.asks), candidates[0])


def _last_words(
    candidates: Sequence[_Candidate], rules: SummaryRules
) -> list[_Candidate]:
    """The sentences that say something, of the last turn that has any."""
    least = rules.numbers.last_words_from
    saying = [
        each
        for each in candidates
        if each.asks or each.has_amount or len(each.words) >= least
    ]
    last = saying[-1].sentence.seq if saying else 0
    return [each for each in saying if each.sentence.seq == last]


def _best(
    candidates: Sequence[_Candidate], chosen: Sequence[_Candidate], rules: SummaryRules
) -> _Candidate | None:
    """The candidate worth most beside those chosen; the earliest of equals."""
    told = frozenset(word for each in chosen for word in each.words)
    fresh = [
        each
        for each in candidates
        if each not in chosen
        and len(each.words - told) >= rules.numbers.new_words_from * len(each.words)
        and each.words - told
    ]
    return max(fresh, key=lambda each: _points(each, told, rules), default=None)


def _points(each: _Candidate, told: frozenset[str], rules: SummaryRules) -> float:
    numbers, points = rules.numbers, rules.numbers.points
    new = min(len(each.words - told), numbers.words_counted) / numbers.words_counted
    return (
        points.new_words * new
        + points.asks * each.asks
        + points.amount * each.has_amount
        + points.emotion * max(0.0, -each.polarity)
    )
