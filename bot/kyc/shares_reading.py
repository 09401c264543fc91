"""Reads who owns what from free French: « moi 60 %, ma sœur Anna le reste ». Pure."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal

from text_to_num import alpha2digit

from bot.kyc.beneficial_owners import WHOLE_BP
from bot.kyc.holder_reading import (
    SELF_KEY,
    SELF_LABEL,
    Holder,
    number_holders,
    read_holders,
)
from bot.kyc.owner_words import OwnerWords, fold

MAX_CHARS = 1_500
_PERCENT_WORDS = re.compile(r"\bpour[ -]?cents?\b|\bp\.? ?cent\b|\bpct\b", re.I)
_PERCENT = r"(?P<percent>\d{1,3}(?:[.,]\d{1,2})?)\s*%"
# A number that counts or dates something is no share.
_BARE = (
    r"(?<![\d.,/])(?<!sommes )(?<!est )(?P<bare>\d{1,3}(?:[.,]\d{1,2})?)(?![\d/%])"
    r"(?!\s*(?:ans?\b|associ|parts?\b|personne|euro|€|fr[eè]res?\b|s[oœ]e?urs?\b|"
    r"enfants?\b|actionnaires?\b|fils\b|filles\b|amis?\b|[.,]\d))"
)
# « née le 31 mars 1969 » is nobody's 31 %.
_DATE = re.compile(
    r"\b\d{1,2}(?:er)?\s+(?:janv|f[eé]vr|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|"
    r"d[eé]c)\w*\.?(?:\s+\d{2,4})?|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b",
    re.I,
)
_PAIR = re.compile(r"(?<!\d)(\d{2})\s?[/-]\s?(\d{2})(?!\d)")
_SEPARATOR = re.compile(
    r"[;\n!?•|]|,(?!\d)|(?<!\d),|\.(?=\s|$)|\b(?:et|puis|ainsi que)\b|\s[-–—/]\s", re.I
)
_TOTAL = re.compile(r"\b(?:sommes|etes|est) (?:a )?(\d{1,2})\b(?!\s*%)")
_ASSOCIATE = "associe"


@dataclass(frozen=True)
class SharesReading:
    """What one message says of the capital.

    Attributes:
        shares: Who has how much, in basis points.
        alone: Shares that name nobody, in order.
        unshared: Who is named without a share.
        rest_to: Who has what is left; `None` when nobody is said to.
        nobody_else: Whether the customer says that this is all.
    """

    shares: tuple[tuple[Holder, int], ...] = ()
    alone: tuple[int, ...] = ()
    unshared: tuple[Holder, ...] = ()
    rest_to: Holder | None = None
    nobody_else: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the message says nothing of shares; a name alone is not enough."""
        return not (self.shares or self.alone or self.rest_to or self.nobody_else)


def read_shares(text: str, words: OwnerWords) -> SharesReading:
    """Reads a message, whole or in parts; nothing readable gives an empty reading."""
    text = _DATE.sub(" ", _in_digits(text[:MAX_CHARS]))
    folded = fold(text)
    pair = _PAIR.search(text)
    halves = pair is not None and int(pair[1]) + int(pair[2]) == 100
    if words.equal.search(folded) or (pair and halves and pair[1] == pair[2]):
        return _equal_parts(_PAIR.sub(" ", text) if halves else text, words)
    if words.whole.search(folded) and not re.search(r"\d\s*%", text):
        return SharesReading(shares=((_myself(), WHOLE_BP),))
    if pair and halves:
        text = text.replace(pair[0], f"moi {pair[1]} %, {pair[2]} % ", 1)
    return _assemble(_pieces(text, words), folded, words)


def _in_digits(text: str) -> str:
    text = _PERCENT_WORDS.sub("%", text.replace("’", "'").replace("\u202f", " "))
    try:
        return str(alpha2digit(text, "fr"))
    except (ValueError, KeyError, IndexError, AttributeError):
        return text  # the library gives up on some sentences; digits still count


def _myself() -> Holder:
    return Holder(SELF_KEY, SELF_LABEL)


@dataclass(frozen=True)
class _Piece:
    holders: list[Holder]
    share_bp: int | None
    each: bool
    rest: bool


def _pieces(text: str, words: OwnerWords) -> list[_Piece]:
    share = _share_pattern(words)
    found: list[_Piece] = []
    for segment in _SEPARATOR.split(text):
        for part in _one_share_each(segment or "", share, words):
            match = share.search(part)
            share_bp = _basis_points(match, words) if match else None
            remaining = share.sub(" ", part)
            rest = words.rest.search(fold(part)) is not None
            holders = read_holders(
                remaining, words, has_share=share_bp is not None or rest
            )
            each = re.search(r"\bchacune?s?\b", part, re.I) is not None
            found.append(_Piece(holders, None if rest else share_bp, each, rest))
    return found


def _share_pattern(words: OwnerWords) -> re.Pattern[str]:
    fractions = sorted(words.fractions, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, fractions))
    accents = alternatives.replace("moitie", "moiti[eé]").replace("ieme", "i[eè]me")
    fraction = rf"(?<!autre )(?<!\w)(?P<fraction>{accents})(?!\w)"
    return re.compile(f"{_PERCENT}|{fraction}|{_BARE}", re.I)


def _one_share_each(
    segment: str, share: re.Pattern[str], words: OwnerWords
) -> list[str]:
    """Cuts a piece that holds several shares: « moi 60 % ma sœur 40 % »."""
    matches = list(share.finditer(segment))
    if len(matches) < 2:
        return [segment]
    before = segment[: matches[0].start()]
    if read_holders(before, words, has_share=True):
        ends = [0, *(match.end() for match in matches[:-1]), len(segment)]
    else:
        ends = [0, *(match.start() for match in matches[1:]), len(segment)]
    return [segment[a:b] for a, b in itertools.pairwise(ends)]


def _basis_points(match: re.Match[str], words: OwnerWords) -> int | None:
    if match["fraction"]:
        return words.fractions[fold(match["fraction"])]
    written = match["percent"] or match["bare"]
    value = Decimal(written.replace(",", ".")) * 100
    return int(value) if 0 <= value <= WHOLE_BP else None


def _assemble(pieces: list[_Piece], folded: str, words: OwnerWords) -> SharesReading:
    shares: dict[Holder, int] = {}
    alone: list[int] = []
    waiting: list[Holder] = []
    rest_to: Holder | None = None
    each_bp = _share_of_each(pieces)
    for piece in pieces:
        if piece.rest and piece.holders:
            rest_to = piece.holders[0]
        elif piece.share_bp is None:
            waiting += piece.holders
        elif piece.holders:
            shares.update(dict.fromkeys(piece.holders, piece.share_bp))
        elif each_bp is not None:
            continue
        elif len(waiting) == 1:
            shares[waiting.pop()] = piece.share_bp
        else:
            alone.append(piece.share_bp)
    if each_bp is not None:
        with_self = [_myself()] if re.search(r"\bavec\b", folded) else []
        shares.update(dict.fromkeys([*with_self, *waiting], each_bp))
        waiting = []
    if rest_to is None and any(p.rest for p in pieces) and len(waiting) == 1:
        rest_to = waiting.pop()
    return SharesReading(
        shares=tuple(shares.items()),
        alone=tuple(alone),
        unshared=tuple(holder for holder in waiting if holder not in shares),
        rest_to=rest_to,
        nobody_else=words.nobody_else.search(folded) is not None,
    )


def _share_of_each(pieces: list[_Piece]) -> int | None:
    """« Un tiers chacun » is for everyone who is named without a share."""
    return next((p.share_bp for p in pieces if p.each and p.share_bp), None)


def _equal_parts(text: str, words: OwnerWords) -> SharesReading:
    """« À parts égales avec deux associés »: the customer counts as one of them."""
    named: dict[str, Holder] = {}
    for segment in _SEPARATOR.split(text):
        for holder in read_holders(segment or "", words, has_share=False):
            named[holder.key] = holder
    total = _TOTAL.search(fold(text))
    if total:
        # « Nous sommes trois associés »: the customer is one of the three.
        named = {k: h for k, h in named.items() if not k[-1].isdecimal()}
    speaks_of_self = re.search(r"\b(?:avec|je|j|nous|on|moi|mon|ma|mes)\b", fold(text))
    if total or len(named) < 2 or speaks_of_self:
        named = {SELF_KEY: _myself(), **named}
    wanted = max(int(total[1]) if total else 2, len(named))
    if wanted - len(named) > 0:
        unnamed = Holder(f"votre {_ASSOCIATE}", words.roles[_ASSOCIATE])
        missing = wanted - len(named)
        added = [unnamed] if missing == 1 else number_holders(unnamed, missing)
        named.update((holder.key, holder) for holder in added)
    return SharesReading(shares=tuple(_split_whole(list(named.values()))))


def _split_whole(holders: list[Holder]) -> list[tuple[Holder, int]]:
    """The whole in equal parts; the first ones get the basis points that are left."""
    part, left = divmod(WHOLE_BP, len(holders))
    return [(holder, part + (i < left)) for i, holder in enumerate(holders)]
