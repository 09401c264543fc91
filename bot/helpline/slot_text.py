"""Writes what customers type in one way: no accents, digits, days well spelled."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz, process
from text_to_num import alpha2digit

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin",
    "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
# Words worth recognising when mistyped, all of five letters or more: shorter ones are
# too near to others.
_KNOWN = (*WEEKDAYS, "demain", "matin", "midi", "aujourd", "semaine", *MONTHS)
_LONG_ENOUGH = [word for word in _KNOWN if len(word) >= 5]
_ALIKE = 83.0  # rapidfuzz ratio in [0, 100]: « mecredi », « vendrdi », « dmain »
# Words that are spelled right and mean something else.
_OTHERS = frozenset(
    {"matinee", "demande", "demandes", "demander", "martin", "maintenant"}
)
_SHORT_FORMS = {
    "auj": "aujourd hui",
    "ajd": "aujourd hui",
    "aprem": "apres midi",
    "aprm": "apres midi",
    "apm": "apres midi",
    "dem": "demain",
    "lun": "lundi",
    "mer": "mercredi",
    "jeu": "jeudi",
    "ven": "vendredi",
    "sam": "samedi",
    "sem": "semaine",
}


def plain_words(text: str) -> str:
    """Small letters, no accents, apostrophes and hyphens as spaces, digits for words.

    `/` and `:` stay between digits: « 3/12 », « 14:30 ».
    """
    text = alpha2digit(text.casefold().replace("’", "'"), "fr")
    letters = unicodedata.normalize("NFKD", text.replace("œ", "oe"))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    bare = re.sub(r"(?<=\d)\s*[hH]\b", " h", bare)
    bare = re.sub(r"(?<=\d)h(?=\d)", " h ", bare)
    bare = re.sub(r"\b(?:h|heures?) et demie?\b", "h 30", bare)
    bare = re.sub(r"\b(?:h|heures?) et quart\b", "h 15", bare)
    bare = re.sub(r"(?<=\d)\s*er\b", "", bare)
    bare = re.sub(rf"\bpremier (?={'|'.join(MONTHS)})", "1 ", bare)
    words = re.findall(r"\d+(?:[/:]\d+)*|[^\W\d_]+", bare)
    return " ".join(_spell(word) for word in words)


def _spell(word: str) -> str:
    if word in _SHORT_FORMS:
        return _SHORT_FORMS[word]
    if len(word) < 5 or word in _KNOWN or word in _OTHERS:
        return word
    best = process.extractOne(word, _LONG_ENOUGH, scorer=fuzz.ratio)
    return str(best[0]) if best is not None and best[1] >= _ALIKE else word
