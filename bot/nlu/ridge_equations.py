"""Solves the equations of kernel ridge regression, several right sides at once.

Factorising the M × M likenesses costs M³ and would take minutes from ten thousand
messages on; conjugate gradients only multiply by them. What makes them quick is a
rough inverse, made from the likenesses to some of the messages.
Sources: M. Hestenes and E. Stiefel, "Methods of Conjugate Gradients for Solving Linear
Systems", 1952; for the rough inverse A. Rudi, L. Carratino and L. Rosasco, "FALKON: An
Optimal Large Scale Kernel Method", 2017.
Shapes: M messages, F terms, C right sides, R of them reference messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

# How far the equations may be missed, as a share of the right side. Five times as much
# moves measured shares by half a point and saves a quarter of the steps.
_TOLERANCE = 0.002
_MOST_STEPS = 300
# Messages of which the rough inverse is made: 500 to 2000 need as many steps.
_REFERENCES = 500
_JITTER = 1e-3  # keeps the factorisation possible when a message is there twice


@dataclass(frozen=True)
class Likenesses:
    """How alike M messages are: a dense part, words, and what all share.

    The product of the words is never written out: as a matrix it would cost more than
    everything else.

    Attributes:
        dense: float32 [M, M], symmetric.
        words: sparse [M, F], rows of about the same length.
        share: What the inner product of words weighs, 0 or more.
        constant: Added to every pair, 0 or more.
    """

    dense: Floats
    words: Any
    share: float
    constant: float

    def times(self, columns: Floats) -> Floats:
        """Multiplies by columns [M, C]."""
        total = self.dense @ columns
        total += np.float32(self.share) * (self.words @ (self.words.T @ columns))
        total += np.float32(self.constant) * columns.sum(axis=0)
        return np.asarray(total, np.float32)

    def to(self, places: npt.NDArray[np.int64]) -> Floats:
        """Gives the likeness of every message to some of them, float32 [M, R]."""
        spelling = (self.words @ self.words[places].T).toarray()
        chosen = self.dense[:, places] + np.float32(self.share) * spelling
        return np.asarray(chosen + np.float32(self.constant), np.float32)

    @property
    def diagonal(self) -> Floats:
        """How alike each message is to itself, float32 [M]."""
        spelling = np.asarray(self.words.multiply(self.words).sum(axis=1)).ravel()
        alike = self.dense.diagonal() + self.share * spelling + self.constant
        return np.asarray(alike, np.float32)


def solve(
    likenesses: Likenesses, ridge: Floats, wanted: Floats, seen: Mask
) -> list[Floats]:
    """Solves the equations once for each set of messages that may be seen.

    Args:
        likenesses: Of the M messages.
        ridge: float32 [M], above 0: added to the diagonal; the higher, the less a
            message is followed.
        wanted: float32 [M, C]: the scores that the messages should get.
        seen: bool [S, M]: for each of S sets, which messages it learns from.

    Returns:
        S arrays float32 [M, C]: what each message adds to the score of one that is
        like it; 0 for those not seen.
    """
    sets, count = len(seen), wanted.shape[1]
    masks = np.repeat(seen.T, count, axis=1)
    rough = _RoughInverse.of(likenesses, ridge, seen)
    target = np.where(masks, np.tile(wanted, sets), np.float32(0))
    found = np.zeros_like(target)
    left, size = target, _lengths(target)
    step = move = rough(left, masks)
    agreed = (left * step).sum(axis=0)
    for _ in range(_MOST_STEPS):
        change = likenesses.times(move) + ridge[:, None] * move
        change *= masks
        pace = agreed / np.maximum((move * change).sum(axis=0), np.float32(1e-30))
        found += pace * move
        left = left - pace * change
        if (_lengths(left) <= _TOLERANCE * size).all():
            break
        step = rough(left, masks)
        before, agreed = agreed, (left * step).sum(axis=0)
        move = step + agreed / np.maximum(before, np.float32(1e-30)) * move
    return [found[:, place * count : (place + 1) * count] for place in range(sets)]


def _lengths(columns: Floats) -> Floats:
    return np.asarray(np.sqrt((columns * columns).sum(axis=0)), np.float32)


@dataclass(frozen=True)
class _RoughInverse:
    """Undoes roughly what the equations do, for each set of messages.

    The likenesses are replaced by what references say of them (Nyström), and what
    these do not say by its diagonal; that can be inverted at once (Woodbury).
    """

    rows: Floats  # float32 [M, R]: rows @ rows.T is the replacement
    rest: Floats  # float32 [M, 1]: the diagonal that is left, with the ridge
    factors: list[Floats]  # one float32 [R, R] for each set

    @classmethod
    def of(cls, likenesses: Likenesses, ridge: Floats, seen: Mask) -> _RoughInverse:
        from scipy.linalg import cholesky, solve_triangular

        count = len(ridge)
        # Evenly spread: files are in order, so every label and author is among them.
        places = np.unique(
            np.linspace(0, count - 1, min(count, _REFERENCES)).astype(int)
        )
        alike = likenesses.to(places)
        among = alike[places].astype(np.float64) + _JITTER * np.eye(len(places))
        root = cholesky(among, lower=True).astype(np.float32)
        rows = np.ascontiguousarray(solve_triangular(root, alike.T, lower=True).T)
        said = (rows * rows).sum(axis=1)
        rest = np.maximum(likenesses.diagonal - said, 0) + ridge
        factors = []
        for visible in seen:
            scaled = rows[visible] / np.sqrt(rest[visible])[:, None]
            inner = scaled.T @ scaled + np.eye(len(places), dtype=np.float32)
            factors.append(cholesky(inner, lower=True))
        return cls(rows, rest[:, None], factors)

    def __call__(self, columns: Floats, masks: Mask) -> Floats:
        """Applies it to columns [M, S × C] that are 0 where `masks` is false."""
        from scipy.linalg import cho_solve

        scaled = columns / self.rest
        parts = np.split(self.rows.T @ scaled, len(self.factors), axis=1)
        solved = [
            cho_solve((factor, True), part)
            for factor, part in zip(self.factors, parts, strict=True)
        ]
        said = self.rows @ np.concatenate(solved, axis=1)
        return np.asarray((scaled - said / self.rest) * masks, np.float32)
