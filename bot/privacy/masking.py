"""Hides personal data in what is kept beside the conversation itself.

Stricter than the extractor on purpose: it also hides numbers whose key is wrong,
because a mistyped IBAN still says a lot about its owner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.privacy.identifiers import find_emails, find_ibans, find_phones

MASK = "••••"  # no word: it is shown to people, and reads alike in any sentence
_GAP = r"[ \u00a0\u202f.\-]?"
# Like an IBAN, valid or not: a country, a key, and groups that hold digits.
_ACCOUNT = re.compile(
    rf"(?<!\w)[A-Za-z]{{2}}\d{{2}}(?:{_GAP}(?=[A-Za-z]*\d)[A-Za-z0-9]{{2,5}}){{3,8}}(?!\w)"
)
# Eight digits or more: company, telephone, card, social security, account.
_LONG_NUMBER = re.compile(
    rf"(?<![\w,])(?<![A-Za-z]-)(?:\+|00)?\d(?:{_GAP}\d){{7,33}}(?!\w)"
    r"(?!\s*(?:€|k€|euros?\b|eur\b|millions?|mille))"
)
# 05-05-2020 is eight digits, and no secret.
_DAY = re.compile(r"\d{1,2}[.\- ]\d{1,2}[.\- ]\d{4}|\d{4}-\d{2}-\d{2}")


def mask_personal_data(text: str) -> str:
    """Replaces e-mails, telephones, IBAN, SIREN, SIRET and long numbers by `MASK`.

    Sums of money and dates stay. Applying it twice changes nothing.
    """
    spans = [
        (entity.start, entity.end)
        for find in (find_emails, find_ibans, find_phones)
        for entity in find(text)
    ]
    spans += [match.span() for match in _ACCOUNT.finditer(text)]
    spans += [
        match.span()
        for match in _LONG_NUMBER.finditer(text)
        if not _DAY.fullmatch(match[0])
    ]
    return _replace(text, spans)


def _replace(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in sorted(spans):
        if start >= done:
            pieces += [text[done:start], MASK]
        done = max(done, end)
    return "".join([*pieces, text[done:]])


def mask_values(value: Any) -> Any:
    """Masks every text inside a JSON value; numbers, booleans and keys stay."""
    if isinstance(value, str):
        return mask_personal_data(value)
    if isinstance(value, Mapping):
        return {key: mask_values(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [mask_values(one) for one in value]
    return value
