"""What to look for, so that a French word is found in its other forms too. Pure.

Texts are read as they are, on every database alike; it is the word looked for that is
shortened to what its forms have in common: « remboursements » finds « rembourser ».
"""

from __future__ import annotations

import functools
from typing import Any

from bot.store.folding import fold

# A shorter stem stands in too many other words: « pai » of « paiement » in « pain ».
MIN_STEM_CHARS = 4


def word_forms(word: str) -> tuple[str, ...]:
    """Pieces of folded text; a text that has one of them says the word.

    Args:
        word: As it was typed. Numbers, references and cut words are taken literally.

    Returns:
        One piece for most words; two where a plural changes letters (« locaux »).
    """
    whole = fold(word) or ""
    if not whole.isalpha():
        return (whole,)
    pieces = {whole, *(piece for piece in _stems(word.lower(), whole))}
    # What holds another piece finds nothing that this one does not find.
    return tuple(sorted(p for p in pieces if not any(o in p for o in pieces if o != p)))


def _stems(word: str, whole: str) -> list[str]:
    stem = fold(_stemmer().stemWord(word)) or ""
    singular = whole[:-1] if whole[-1] in "sx" else whole
    found = [stem, singular]
    if whole.endswith("al"):
        found.append(f"{whole[:-1]}ux")
    return [each for each in found if len(each) >= MIN_STEM_CHARS]


@functools.lru_cache(maxsize=1)
def _stemmer() -> Any:
    # Loads thirty languages, half a second: at the first search, not at the start.
    import snowballstemmer

    return snowballstemmer.stemmer("french")
