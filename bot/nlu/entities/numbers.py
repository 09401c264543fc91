"""Numbers as the French write them, in digits or in words."""

from __future__ import annotations

import re
from decimal import Decimal

from text_to_num import text2num

SPACE = r"[ \u00a0\u202f]"
# 25000 · 25 000 · 25.000 · 25 000,50 · 1,5
DIGITS = (
    rf"(?:\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?!\d)|\d+)"
    r"(?:[.,]\d{1,2})?"
)
_UNITS = (
    "zéro zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize "
    "quatorze quinze seize vingt vingts trente quarante cinquante soixante septante "
    "huitante octante nonante cent cents mille million millions milliard milliards"
)
_WORD = f"(?:{'|'.join(sorted(_UNITS.split(), key=len, reverse=True))})"
# « vingt et un », « quatre-vingt-dix mille », « deux cent mille »
WORDS = rf"{_WORD}(?:(?:-| et |-et-|{SPACE}){_WORD})*"


def read_digits(written: str) -> Decimal:
    """Reads a number that `DIGITS` matched.

    A point before exactly three digits groups thousands, as bank software writes it.
    """
    plain = re.sub(SPACE, "", written)
    grouped = re.fullmatch(r"(\d{1,3}(?:\.\d{3})+)(?:[.,](\d{1,2}))?", plain)
    if grouped:
        # « 1.234.56 » has its cents behind a point too.
        plain = f"{grouped[1].replace('.', '')}.{grouped[2] or 0}"
    return Decimal(plain.replace(",", "."))


def read_words(written: str) -> int | None:
    """Reads a number that `WORDS` matched; `None` when the words are no number."""
    plain = written.lower().replace("zero", "zéro").replace("-", " ")
    plain = re.sub(rf"{SPACE}+", " ", plain).replace("une", "un")
    try:
        return int(text2num(plain, "fr"))
    except ValueError:
        return None


def read_number(written: str) -> Decimal | None:
    """Reads digits or words; `None` when they are no number."""
    if written[0].isdigit():
        return read_digits(written)
    value = read_words(written)
    return None if value is None else Decimal(value)
