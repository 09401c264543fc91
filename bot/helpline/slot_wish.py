"""When a customer wants to be called, from free French. Pure.

« demain matin », « lundi à 14h », « après 17 h », « jeudi 3 », « dès que possible ».
A wish is days and a part of the day; whether anybody answers then is decided in
`slot_choice`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.helpline.slot_days import read_days
from bot.helpline.slot_text import plain_words
from bot.helpline.slot_times import WHOLE_DAY, Part, read_part

_SOON = re.compile(
    r"\b(?:des que (?:possible|vous (?:pouvez|voulez))|(?:au )?plus (?:vite|tot)"
    r"(?: possible)?|le plus (?:vite|rapidement|tot) possible|asap|"
    r"(?:tout de suite|maintenant|immediatement|de suite)|"
    r"n importe (?:quand|quel (?:jour|moment)|quelle heure)|"
    r"quand vous (?:voulez|pouvez)|peu importe|urgent|vite|"
    r"(?:prochain|premier) creneau|premiere dispo\w*)\b"
)
# Said of what has happened, not of what is wished.
_PAST = re.compile(
    r"\b(?:j ai|je vous ai|nous avons|vous avez|vous m avez|on m a|il m a|elle m a|"
    r"ils ont|devait|deviez|devaient|etait|avait|depuis|derniere?|hier|"
    r"(?:\w+di|semaine|mois) passee?)\b"
)
_CLAUSE = re.compile(r"[.;!?\n]+|,(?!\d)")


@dataclass(frozen=True)
class Wish:
    """When the customer wants to be called.

    Attributes:
        first: First day that suits; `None` for any.
        last: Last day that suits; `None` for any. Never before `first`.
        part: Which part of each day.
        soon: The earlier, the better: « dès que possible ».
        doubtful: The weekday is not that of the date: « mardi 3 décembre ».
    """

    first: date | None = None
    last: date | None = None
    part: Part = WHOLE_DAY
    soon: bool = False
    doubtful: bool = False


def read_wish(text: str, today: date) -> Wish | None:
    """Reads a wish.

    Args:
        text: What the customer wrote; telephone numbers taken out.
        today: His day, from which « demain » counts.

    Returns:
        `None` when nothing in the text says when, or only what is past does.
    """
    for clause in reversed(_CLAUSE.split(text)):
        words = plain_words(clause)
        wish = None if _PAST.search(words) else _read_clause(words, today)
        if wish is not None:
            return wish
    return None


def on_that_day(wish: Wish, day: date | None) -> Wish:
    """« Finalement plutôt l’après-midi »: of the day settled before, not of any.

    Args:
        wish: What the customer said last.
        day: The day settled before; `None` if there is none.
    """
    only_a_part = wish.first is None and not wish.soon and wish.part != WHOLE_DAY
    return replace(wish, first=day, last=day) if day and only_a_part else wish


def _read_clause(words: str, today: date) -> Wish | None:
    days = read_days(words, today)
    part = read_part(days.rest)
    soon = bool(_SOON.search(words))
    if not days.found and part is None and not soon:
        return None
    return Wish(days.first, days.last, part or WHOLE_DAY, soon, days.contradictory)
