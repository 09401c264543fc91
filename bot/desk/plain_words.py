"""Words as rules compare them: small letters without accents. Pure."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def folded(text: str) -> str:
    """Small letters without accents, straight apostrophes, ordinary spaces."""
    parts = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(bare.replace("œ", "oe").replace("æ", "ae").split())


def words_of(text: str) -> list[str]:
    """The words in order; of « l'avocat », both halves."""
    return [
        part for word in _WORD.findall(folded(text)) for part in word.split("'") if part
    ]


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word, « … » where something is missing."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return at_word.rstrip(" ,;:–-") + "…"
