"""SIREN (9 digits, a company) and SIRET (14 digits, one of its establishments).

Only numbers whose check digit holds are returned: a customer's typing error must not
travel as if it were a company. La Poste's establishments (SIREN 356000000) are checked
by the sum of their digits instead, which python-stdnum knows.
"""

from __future__ import annotations

import re

from stdnum.fr import siren, siret

from bot.nlu.entities.found import EntityKind, FoundEntity

_GAP = r"[ \u00a0\u202f.\-]?"
# No digit may stand right before or after, even behind a space: 0 805 655 050 is a
# telephone number, and « 732 829 320 000 » is neither of the two.
_BEFORE = r"(?<![\w,])(?<!\d[ \u00a0\u202f.\-])"
_AFTER = r"(?![ \u00a0\u202f.\-]?\d)(?!\w)"
_MONEY = r"(?!\s*(?:€|k€|euros?\b|eur\b|%))"
_SIREN = re.compile(rf"{_BEFORE}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_AFTER}{_MONEY}")
_SIRET = re.compile(
    rf"{_BEFORE}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}"
    rf"(?:\d{{5}}|\d{{3}}{_GAP}\d{{2}}|\d{{2}}{_GAP}\d{{3}}){_AFTER}{_MONEY}",
)


def find_sirens(text: str) -> list[FoundEntity]:
    """Finds SIREN numbers, written together or in groups of three."""
    return [
        FoundEntity(EntityKind.SIREN, m.start(), m.end(), m[0], _digits(m[0]))
        for m in _SIREN.finditer(text)
        if siren.is_valid(_digits(m[0]))
    ]


def find_sirets(text: str) -> list[FoundEntity]:
    """Finds SIRET numbers; the SIREN inside one is not an entity of its own."""
    return [
        FoundEntity(EntityKind.SIRET, m.start(), m.end(), m[0], _digits(m[0]))
        for m in _SIRET.finditer(text)
        if siret.is_valid(_digits(m[0]))
    ]


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)
