"""Amounts of money: « 25 k€ », « 25 000,00 € », « vingt-cinq mille », « 1,5 M€ »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.nlu.entities.found import EntityKind, FoundEntity
from bot.nlu.entities.numbers import DIGITS, SPACE, WORDS, read_number, read_words

_CENTS = 100
_SCALES = {
    "k": 1_000,
    "mille": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "md": 1_000_000_000,
    "mds": 1_000_000_000,
    "milliard": 1_000_000_000,
}
_SCALE = rf"(?:{SPACE}?(?P<scale>k|mds?|m|mille|millions?|milliards?))?"
_CURRENCY = rf"{SPACE}?(?:d(?:e{SPACE}|['’]))?(?:€|euros?\b|eur\b)"
_NUMBER = rf"(?<![\w.,])(?P<number>{DIGITS}|{WORDS})"
_WITH_CURRENCY = re.compile(_NUMBER + _SCALE + _CURRENCY, re.IGNORECASE)
_SIGN_FIRST = re.compile(rf"€{SPACE}?(?P<number>{DIGITS}){_SCALE}(?!\w)", re.IGNORECASE)
# « 25k » is money even without its sign; « 25 m » is not.
_SHORT_THOUSANDS = re.compile(
    rf"(?<![\w.,])(?P<number>{DIGITS}){SPACE}?(?P<scale>k)(?!\w)", re.IGNORECASE
)
# A bare number is money after these words only.
_MONEY_WORDS = re.compile(
    r"(?:emprunter|emprunt|pr[êe]t|cr[ée]dit|montant|somme|besoin|financement|"
    r"tr[ée]sorerie|demand[ée]r?|obtenir|avoir|virement|factures?|dettes?|"
    r"chiffre d['’]affaires|ca)(?:\s+(?:est|serait|sera))?"
    r"(?:\s+(?:de|d['’]|à|environ|:))*\s*$",
    re.IGNORECASE,
)
_BARE_DIGITS = re.compile(rf"(?<![\w.,/-])(?P<number>{DIGITS})(?![\w/%-])")
# Written in full, a round sum with nothing counted behind it.
_BARE_WORDS = re.compile(
    rf"(?<![\w-])(?P<number>{WORDS})(?=\s*(?:$|[.,;!?)])|\s+(?:pour|sur|à|et|ou|en)\b)",
    re.IGNORECASE,
)
_LEAST_BARE = 1_000  # euros; below, a bare number is more often something else
_YEARS = range(1900, 2100)


def find_amounts(text: str) -> list[FoundEntity]:
    """Finds sums of euros; the value is in integer cents.

    Overlapping readings are left to the caller's priorities, except that a reading
    with a currency hides the bare ones.
    """
    found: list[FoundEntity] = []
    for entity in (*_marked(text), *_bare(text)):
        if all(entity.end <= f.start or entity.start >= f.end for f in found):
            found.append(entity)
    return sorted(found, key=lambda entity: entity.start)


def _marked(text: str) -> Iterator[FoundEntity]:
    for pattern in (_WITH_CURRENCY, _SIGN_FIRST, _SHORT_THOUSANDS):
        for match in pattern.finditer(text):
            value = read_number(match["number"])
            if value is None:
                continue
            scale = (match["scale"] or "").lower()
            factor = _SCALES.get(scale) or _SCALES.get(scale.rstrip("s"), 1)
            yield _entity(match, value * factor)


def _bare(text: str) -> Iterator[FoundEntity]:
    for match in _BARE_DIGITS.finditer(text):
        value = read_number(match["number"])
        if value is None or value < _LEAST_BARE or _is_counted(text[match.end() :]):
            continue
        if value not in _YEARS and _MONEY_WORDS.search(text[: match.start()]):
            yield _entity(match, value)
    for match in _BARE_WORDS.finditer(text):
        words = read_words(match["number"])
        if words is not None and words > _LEAST_BARE and words not in _YEARS:
            yield _entity(match, Decimal(words))


def _is_counted(after: str) -> bool:
    """Tells whether the number counts people or time rather than money."""
    return bool(
        re.match(
            r"\s*(?:salari|personne|employ|client|jour|mois|ans?\b|ann[ée]e|semaine|heure|m²|km)",
            after,
            re.IGNORECASE,
        )
    )


def _entity(match: re.Match[str], euros: Decimal) -> FoundEntity:
    cents = int((euros * _CENTS).to_integral_value())
    return FoundEntity(EntityKind.AMOUNT, match.start(), match.end(), match[0], cents)
