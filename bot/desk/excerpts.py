"""The words around what was looked for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

BEFORE, LENGTH = 50, 160


def excerpt(
    text: str, folded: str, places: Sequence[int], pieces: Sequence[str]
) -> str:
    """Cuts a text around the first piece that was looked for, 160 characters at most.

    Args:
        text: As it was written.
        folded: The same without capitals and accents.
        places: Where each letter of `folded` stood in `text`.
        pieces: Folded too; none gives the beginning.
    """
    hits = [folded.find(piece) for piece in pieces if piece]
    first = min((places[hit] for hit in hits if hit >= 0), default=0)
    start = max(0, first - BEFORE)
    if start:
        start = text.find(" ", start, first) + 1 or start
    cut = text[start : start + LENGTH]
    before = "…" if start else ""
    after = "…" if start + LENGTH < len(text) else ""
    return before + " ".join(cut.split()) + after
