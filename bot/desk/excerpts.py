"""The words around what was looked for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

BEFORE, LENGTH = 50, 160


def excerpt(text: str, folded: str, words: Sequence[str]) -> str:
    """Cuts a text around the first word that was looked for, 160 characters at most.

    Args:
        text: As it was written.
        folded: The same, letter by letter, without capitals and accents.
        words: Folded too; none gives the beginning.
    """
    # A letter that folding lengthened would move every place after it.
    same = len(text) == len(folded)
    places = [folded.find(word) for word in words] if same else []
    first = min((place for place in places if place >= 0), default=0)
    start = max(0, first - BEFORE)
    if start:
        start = text.find(" ", start, first) + 1 or start
    cut = text[start : start + LENGTH]
    before = "…" if start else ""
    after = "…" if start + LENGTH < len(text) else ""
    return before + " ".join(cut.split()) + after
