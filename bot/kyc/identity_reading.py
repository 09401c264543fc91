"""Reads a person's name, birth date and nationality from one message. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.kyc.countries import Countries
from bot.kyc.owner_words import fold
from bot.kyc.sanctions_list import PartialDate, read_partial_date

_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
    "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
_SHORT = {name[:4].rstrip("."): n for n, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[ .])(?P<day>\d{1,2})[ /.\-](?P<month>\d{1,2})[ /.\-]"
    r"(?P<year>\d{4}|\d{2})(?![ .]?\d)"
)
_GLUED = re.compile(
    r"(?<!\d)(?P<day>\d{2})(?P<month>\d{2})(?P<year>(?:19|20)\d{2})(?!\d)"
)
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_WORDS = re.compile(
    r"(?<![\w.])(?:le )?(?P<day>\d{1,2})(?:er)? (?P<month>[a-zéèûô]{3,9})\.? "
    r"(?P<year>\d{4}|\d{2})(?!\d)",
    re.I,
)
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Words around an identity that are no part of a name.
_AROUND = frozenset(
    "a alors appelle associe associee aussi bonjour c ce cest citoyen citoyenne d date "
    "de double du elle en epouse est et femme frere il je l la le les m ma madame mari "
    "mlle mme moi mon monsieur mr nationalite naissance ne nee nes nom nous origine "
    "oui pays prenom qui s sa sappelle soeur son suis voici voila".split()
) | {fold("m'appelle"), fold("s'appelle"), fold("c'est")}
# Whoever says these talks, and does not give a name.
_TALK = frozenset(
    "ca cela combien comment dire j je n pas peux plus pourquoi prefere qu quand que "
    "quoi sais tu veux vous".split()
)
MIN_AGE_YEARS, MAX_AGE_YEARS = 14, 120


@dataclass(frozen=True)
class IdentityReading:
    """What a message says of one person; `None` for what it does not say.

    Attributes:
        name: First name and surname, at least two words.
        birth_date: A whole day, of somebody between 14 and 120 years old.
        nationality: ISO 3166-1 alpha-2; the first one named.
        impossible_date: Whether a date was written that nobody can be born on.
    """

    name: str | None = None
    birth_date: PartialDate | None = None
    nationality: str | None = None
    impossible_date: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read."""
        return self == IdentityReading()


def read_identity(
    text: str, countries: Countries, today: date, known_name: str = ""
) -> IdentityReading:
    """Reads what a message says of a person.

    Args:
        text: The message.
        countries: For nationalities.
        today: For the age.
        known_name: Taken out before nationalities are looked for: « Dominique » and
            « Maurice » are countries too.
    """
    text = text[:500].replace("\u00a0", " ").replace("\u202f", " ")
    span, born = _find_date(text)
    rest = text if span is None else f"{text[: span[0]]} , {text[span[1] :]}"
    believable = born is not None and _is_believable(born, today)
    name, nationality = _name_and_nationality(rest, countries, known_name)
    return IdentityReading(
        name=name,
        birth_date=born if believable else None,
        nationality=nationality,
        impossible_date=span is not None and not believable,
    )


def _find_date(text: str) -> tuple[tuple[int, int] | None, PartialDate | None]:
    for pattern in (_ISO, _DIGITS, _GLUED, _WORDS):
        for match in pattern.finditer(text):
            month = match["month"]
            number = int(month) if month.isdecimal() else _month_number(month)
            if number is None:
                continue
            year = match["year"]
            # Two digits: of a birth, the last century unless it is near.
            full = int(year) + (1900 if len(year) == 2 else 0)
            born = read_partial_date(full, number, match["day"])
            whole = born if born is not None and born.day else None
            return match.span(), whole
    return None, None


def _month_number(written: str) -> int | None:
    folded = fold(written)
    if folded in _MONTHS:
        return _MONTHS.index(folded) + 1
    return _SHORT.get(folded)


def _is_believable(born: PartialDate, today: date) -> bool:
    return MIN_AGE_YEARS <= today.year - born.year <= MAX_AGE_YEARS


def _name_and_nationality(
    text: str, countries: Countries, known_name: str
) -> tuple[str | None, str | None]:
    words = _NAME.findall(text)
    nationality = _nationality(words, countries, known_name)
    left = [w for w in words if not _is_around(w, countries, nationality)]
    capitalised = [w for w in left if w[0].isupper()]
    # Without capitals, a name is only what is said alone: « anna durand ».
    talks = "?" in text or any(fold(w) in _TALK for w in words)
    name = capitalised if len(capitalised) >= 2 or talks else left
    if not 2 <= len(name) <= 5:
        return None, nationality
    return " ".join(w if w[0].isupper() else w.title() for w in name), nationality


def _nationality(words: list[str], countries: Countries, known_name: str) -> str | None:
    """An adjective first; a country with a capital only where no name can stand."""
    known = {fold(word) for word in _NAME.findall(known_name)}
    others = [word for word in words if fold(word) not in known]
    small = [word for word in others if word[0].islower() or word.isupper()]
    capitals = [word for word in others if word[0].isupper()]
    after_name = capitals[2:] if len(capitals) > 1 else others
    for each in (small, after_name):
        found = countries.find_all(" ".join(each))
        if found:
            return found[0]
    return None


def _is_around(word: str, countries: Countries, nationality: str | None) -> bool:
    if fold(word) in _AROUND:
        return True
    named = countries.find_all(word)
    return bool(named) and (word[0].islower() or nationality in named)
