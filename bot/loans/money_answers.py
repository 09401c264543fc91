"""Turnover and own funds: « CA 300 k€ », « 1,2 million de chiffre d'affaires »."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.entities.amount import find_amounts
from bot.nlu.entities.numbers import DIGITS, WORDS, read_number
from bot.nlu.normalisation import fold

_CENTS = 100
_LEAST_BARE = 1_000  # euros; « 300 » may mean 300 k€: the caller asks again
_TURNOVER = re.compile(
    r"\b(?:ca|c\.a\.?|chiffres? d'affaires?|chiffre|on fait|je fais|nous faisons|"
    r"on tourne|realise\w*)\b"
)
_EQUITY = re.compile(r"\b(?:(?:fonds|capitaux) propres|quasi[- ]fonds propres)\b")
_OTHER = re.compile(
    r"\b(?:emprunt\w*|prets?|besoin\w*|demand\w*|capital social|capital de|dettes?|"
    r"dois|loyers?|"
    r"tresorerie|treso|pge|decouvert|factures?|benefice|resultat|salaires?|perte|perdu)\b"
)
_NEGATIVE = re.compile(r"(?:-\s*|\bmoins\s+)$")
_BARE = re.compile(
    rf"(?<![\w.,])(?P<number>{DIGITS}|{WORDS})\s*(?P<scale>k|mille|millions?|m)?(?![\w%]|\s*(?:ans?|mois|salarie|personne|employe))"
)
_SCALES = {"k": 1_000, "mille": 1_000, "m": 1_000_000, "million": 1_000_000}


@dataclass(frozen=True)
class Money:
    """Sums that a message gives, in euro cents; `None` when it gives none."""

    turnover_cents: int | None = None
    equity_cents: int | None = None


def read_money(written: str, turnover_asked: bool, equity_asked: bool) -> Money:
    """Reads turnover and own funds by the words around the sums.

    Args:
        written: The message as written, without identifiers.
        turnover_asked: The bot has just asked for the turnover.
        equity_asked: The bot has just asked for the own funds.
    """
    turnover: int | None = None
    equity: int | None = None
    end = 0
    amounts = [
        # « 1,2 million » must not be read as a million.
        amount
        for amount in find_amounts(written)
        if not re.search(r"\d\s*$", written[: amount.start])
    ]
    for index, amount in enumerate(amounts):
        before = fold(written[end : amount.start])
        following = amounts[index + 1].start if index + 1 < len(amounts) else None
        after = fold(written[amount.end : following])
        cents = -int(amount.value) if _NEGATIVE.search(before) else int(amount.value)
        subject = _subject(before, after, turnover_asked, equity_asked)
        if subject == "turnover":
            turnover = abs(cents)
        elif subject == "equity":
            equity = cents
        end = amount.end
    if not amounts and (turnover_asked or equity_asked):
        bare = _bare(fold(written))
        turnover = abs(bare) if bare is not None and turnover_asked else None
        equity = bare if equity_asked else None
    return Money(turnover, equity)


def _subject(
    before: str, after: str, turnover_asked: bool, equity_asked: bool
) -> str | None:
    labels = {"turnover": _TURNOVER, "equity": _EQUITY, "other": _OTHER}
    places = {
        name: max((m.end() for m in pattern.finditer(before)), default=-1)
        for name, pattern in labels.items()
    }
    nearest = max(places, key=lambda name: places[name])
    directly_after = re.match(r"\s*(?:de |d'|en |par an de |annuels? de )", after)
    if directly_after:
        rest = after[directly_after.end() :]
        for name, pattern in labels.items():
            if pattern.match(rest):
                return name
    if places[nearest] >= 0:
        return nearest
    return "turnover" if turnover_asked else "equity" if equity_asked else None


def _bare(folded: str) -> int | None:
    """A sum without its sign; `None` when there is none, or more than one."""
    found = []
    for match in _BARE.finditer(folded):
        number = read_number(match["number"])
        if number is None:
            continue
        scale = (match["scale"] or "").rstrip("s")
        value = number * _SCALES.get(scale, 1)
        is_year = 1900 <= value < 2100 and not scale
        if value >= _LEAST_BARE and not is_year:
            negative = _NEGATIVE.search(folded[: match.start()])
            found.append(int(value * _CENTS) * (-1 if negative else 1))
        elif value == 0 and len(match["number"]) <= 4:
            found.append(0)
    return found[0] if len(found) == 1 else None
