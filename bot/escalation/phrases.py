"""Finds designers' phrases in what a customer wrote, accents or not."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

# How many words `*` may stand for in a phrase.
GAP_WORDS = 6

# Words that turn a request for a person into its refusal, just before the phrase.
_REFUSAL = re.compile(
    r"\b(?:ne (?:veux|souhaite|voudrais|desire) (?:surtout |vraiment )?pas"
    r"|sans|pas besoin de?|inutile de|plutot que de?|au lieu de?)"
    r"(?: \w+){0,2} $"
)
_NO_NEED = re.compile(r"\b(?:pas|plus|aucun) $")


def normalise(text: str) -> str:
    """Writes a text in small letters, without accents, punctuation or double spaces.

    An apostrophe becomes a space: « l’avocat » is two words.
    """
    plain = text.casefold().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFKD", plain)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", letters))


def find_phrase(text: str, phrases: Iterable[str]) -> str | None:
    """Finds the first of the phrases that occurs in a text, as whole words.

    Args:
        text: What the customer wrote, as it is.
        phrases: In the designers' spelling; `*` stands for up to six words.

    Returns:
        The phrase as its designer wrote it; `None` if there is none.
    """
    words = f"{normalise(text)} "
    return next((p for p in phrases if _pattern(p).search(words)), None)


def find_wish(text: str, phrases: Iterable[str]) -> str | None:
    """Like `find_phrase`, but passes over what the customer says not to want."""
    words = f"{normalise(text)} "
    for phrase in phrases:
        for match in _pattern(phrase).finditer(words):
            if not _is_refused(words[: match.start()], match.group()):
                return phrase
    return None


def _is_refused(before: str, wish: str) -> bool:
    if wish.startswith("besoin") and _NO_NEED.search(before):
        return True
    return bool(_REFUSAL.search(before))


@functools.lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    parts = [normalise(part) for part in phrase.split("*")]
    gap = rf"(?: \w+){{0,{GAP_WORDS}}} "
    return re.compile(r"\b" + gap.join(re.escape(p) for p in parts if p) + r"\b")
