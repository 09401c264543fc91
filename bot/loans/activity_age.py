"""How long a company has been active: « 3 ans », « depuis mars 2019 »."""

from __future__ import annotations

import datetime
import re

from bot.nlu.entities.numbers import WORDS, read_number

_MONTHS = (
    "janvier fevrier mars avril mai juin "
    "juillet aout septembre octobre novembre decembre"
).split()
_SHORT_MONTHS = {
    "janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH_NUMBERS = {name: n for n, name in enumerate(_MONTHS, 1)} | _SHORT_MONTHS
_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}|{WORDS})"
_YEAR = r"(?:19|20)\d{2}"

# What says that a length or a year is the company's, and not a loan's or a person's.
_ABOUT_AGE = re.compile(
    r"\b(?:depuis|il y a|ya|cre+s?|creation|existe\w*|ouver\w*|ouvr\w*|lance\w*|"
    r"demarr\w*|immatricul\w*|monte\w*|fonde\w*|en activite|anciennete|a deja)\b"
)
_NOT_THE_COMPANY = re.compile(
    r"\b(?:j'ai|agee? de|salaries? depuis|differe|pret (?:sur|de)|remboursement|"
    r"client depuis)\s*$"
)
_LENGTH = re.compile(
    r"(?:(?P<less>un (?:petit )?peu moins (?:de |d')|presque|bientot|quasi(?:ment)?|"
    r"pas tout a fait)"
    rf"|(?P<under>moins (?:de |d'))|(?P<over>plus (?:de |d')))?\s*"
    rf"(?<![\w.,])(?P<number>{_NUMBER})\s*(?P<unit>ans?|annees?|mois)\b"
    r"(?!\s+de\s+differe)"
    rf"(?:\s+et\s+(?P<half>demie?)|(?:\s+et|,)?\s+(?P<rest>{_NUMBER})\s+mois)?"
)
_DATE = re.compile(
    rf"(?:\b(?P<name>{_MONTH})\.?\s+(?:de\s+)?|(?<![\d/])(?:\d{{1,2}}[/.-])?(?P<digits>0?[1-9]|1[0-2])[/.-])?"
    rf"(?<!\d)(?P<year>{_YEAR})(?!\d|\s*(?:€|euros?|salari|personne|employ|k\b))"
)


def read_age(
    folded: str, asked: bool, reference_day: datetime.date, threshold_months: int
) -> int | None:
    """Reads whole months of activity; `None` when the message does not say.

    What could lie on either side of the threshold (« 2019 », « moins de deux ans ») is
    not guessed: the caller asks again.

    Args:
        folded: The message, folded, without identifiers.
        asked: The bot has just asked since when the company has been active.
        reference_day: Day at which the age counts.
        threshold_months: The least age that matters.
    """
    if not asked and not _ABOUT_AGE.search(folded):
        return None
    read = _read_date(folded, asked, reference_day, threshold_months)
    return read if read is not None else _read_length(folded, asked, threshold_months)


def _read_length(folded: str, asked: bool, threshold: int) -> int | None:
    for match in _LENGTH.finditer(folded):
        before = folded[: match.start()]
        if _NOT_THE_COMPANY.search(before):
            continue
        if not asked and not _ABOUT_AGE.search(before[-30:]):
            continue
        months = _months(match)
        if match["less"]:
            return months - 1
        if match["under"]:
            return months - 1 if months <= threshold else None
        return months + 1 if match["over"] else months
    return None


def _months(match: re.Match[str]) -> int:
    number = int(read_number(match["number"]) or 0)
    if match["unit"] == "mois":
        return number
    rest = read_number(match["rest"]) if match["rest"] else 0
    return number * 12 + (6 if match["half"] else int(rest or 0))


def _read_date(
    folded: str, asked: bool, day: datetime.date, threshold: int
) -> int | None:
    for match in _DATE.finditer(folded):
        if not asked and not _ABOUT_AGE.search(
            folded[max(0, match.start() - 30) : match.start()]
        ):
            continue
        before = folded[: match.start()]
        if re.search(
            r"(?:\bca|chiffre d'affaires?|bilan|exercice|en retard)\s*(?:de |en )?$",
            before,
        ):
            continue
        year = int(match["year"])
        month = _month(match)
        if month is not None:
            return max(0, (day.year - year) * 12 + day.month - month)
        latest = max(0, (day.year - year) * 12 + day.month - 12)
        earliest = max(0, (day.year - year) * 12 + day.month - 1)
        same_side = (latest < threshold) == (earliest < threshold)
        return latest if same_side else None
    return None


def _month(match: re.Match[str]) -> int | None:
    if match["name"]:
        return _MONTH_NUMBERS[match["name"]]
    return int(match["digits"]) if match["digits"] else None
