"""Words and spelling as TF-IDF vectors: what the sentence vector smooths over.

Two blocks, each of length 1: words alone and in pairs, and runs of 2 to 4 characters
inside words. F is the number of terms of both blocks together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.nlu.normalisation import words

_CHAR_SIZES = (2, 3, 4)
_WORD_MARK, _CHAR_MARK = "w", "c"

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class SparseRow:
    """The non-zero part of one vector.

    Attributes:
        columns: int32 [Z], increasing.
        values: float32 [Z].
    """

    columns: Ints
    values: Floats


def word_terms(tokens: Sequence[str]) -> list[str]:
    """Lists words and pairs of neighbours."""
    pairs = [f"{a} {b}" for a, b in pairwise(tokens)]
    return [*tokens, *pairs]


def char_terms(tokens: Sequence[str]) -> list[str]:
    """Lists runs of 2 to 4 characters of each word, its two borders as spaces."""
    terms = []
    for token in tokens:
        padded = f" {token} "
        for size in _CHAR_SIZES:
            terms += [padded[i : i + size] for i in range(len(padded) - size + 1)]
    return terms


_BLOCKS: Mapping[str, Callable[[Sequence[str]], list[str]]] = {
    _WORD_MARK: word_terms,
    _CHAR_MARK: char_terms,
}


@dataclass(frozen=True)
class LexicalFeatures:
    """A fitted vocabulary.

    Attributes:
        terms: Block mark + term, in the order of the columns.
        idf: float32 [F]: rarity of each term among the training examples.
        short_forms: Folded short form → folded words in full.
    """

    terms: tuple[str, ...]
    idf: Floats
    short_forms: Mapping[str, str]

    def __post_init__(self) -> None:
        columns = {term: place for place, term in enumerate(self.terms)}
        object.__setattr__(self, "_columns", columns)

    def row(self, text: str) -> SparseRow:
        """Gives the features of a message; terms never seen in training are left out.

        Each block has length 1, or 0 when it holds no known term.
        """
        tokens = words(text, self.short_forms)
        columns: Mapping[str, int] = getattr(self, "_columns")  # noqa: B009
        found: dict[int, float] = {}
        for mark, terms_of in _BLOCKS.items():
            places = (columns.get(mark + term) for term in terms_of(tokens))
            counts = Counter(place for place in places if place is not None)
            found.update(self._weigh(counts))
        ordered = sorted(found)
        return SparseRow(
            np.array(ordered, np.int32),
            np.array([found[column] for column in ordered], np.float32),
        )

    def _weigh(self, counts: Mapping[int, int]) -> dict[int, float]:
        raw = {column: n * float(self.idf[column]) for column, n in counts.items()}
        length = float(np.sqrt(sum(value * value for value in raw.values())))
        return {column: value / length for column, value in raw.items()}


def fit_lexical_features(
    texts: Iterable[str], short_forms: Mapping[str, str]
) -> LexicalFeatures:
    """Learns terms and their rarity: idf = ln((1 + n) / (1 + df)) + 1."""
    seen_in: Counter[str] = Counter()
    number = 0
    for text in texts:
        number += 1
        tokens = words(text, short_forms)
        for mark, terms_of in _BLOCKS.items():
            seen_in.update({mark + term for term in terms_of(tokens)})
    terms = tuple(sorted(seen_in))
    frequency = np.array([seen_in[term] for term in terms], np.float64)
    return LexicalFeatures(terms, rarity(frequency, number), short_forms)


def rarity(seen_in: npt.NDArray[np.float64], number: int) -> Floats:
    """Gives the idf of terms, float32 [F], each seen in so many of `number` texts."""
    idf: Floats = (np.log((1 + number) / (1 + seen_in)) + 1).astype(np.float32)
    return idf
