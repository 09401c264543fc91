"""Numbers that say how well messages are understood; pure functions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# Intents that say "this is not for me": they are no service that could be rendered.
REFUSALS = frozenset({"out_of_scope", "nlu_fallback"})
KEPT_SHARE = 0.9


@dataclass(frozen=True)
class Answer:
    """What the pipeline made of one message.

    Attributes:
        ranking: Intents with their confidence in [0, 1], best first.
    """

    ranking: tuple[tuple[str, float], ...]

    @property
    def intent(self) -> str:
        """Best intent; empty when there is none."""
        return self.ranking[0][0] if self.ranking else ""


def in_scope_score(answer: Answer, refusals: Collection[str] = REFUSALS) -> float:
    """Highest confidence of an intent that can be served, in [0, 1].

    A pipeline that was taught an `out_of_scope` intent and finds it leaves little for
    the others; one that was not is judged by its confidence alone. Both ways the
    question is the same: would this message get an answer?
    """
    return max((c for intent, c in answer.ranking if intent not in refusals), default=0)


def accuracy(gold: Sequence[str], found: Sequence[str]) -> float:
    """Share of messages with the right intent."""
    return sum(a == b for a, b in zip(gold, found, strict=True)) / len(gold)


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Mean F1 over every intent that is expected or found (as scikit-learn does)."""
    scores = []
    pairs = list(zip(gold, found, strict=True))
    for intent in sorted({*gold, *found}):
        both = sum(a == b == intent for a, b in pairs)
        either = sum(a == intent for a, _ in pairs) + sum(b == intent for _, b in pairs)
        scores.append(2 * both / either)
    return sum(scores) / len(scores)


def auc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Chance that a positive scores above a negative, ties counting half."""
    ordered = np.sort(np.asarray(negatives, np.float64))
    values = np.asarray(positives, np.float64)
    below: npt.NDArray[np.int64] = np.searchsorted(ordered, values, "left")
    at_most: npt.NDArray[np.int64] = np.searchsorted(ordered, values, "right")
    return float((below + at_most).mean() / 2 / len(ordered))


def recall_at_kept(
    in_scope: Sequence[float], out_of_scope: Sequence[float], kept: float = KEPT_SHARE
) -> float:
    """Share of foreign messages under the threshold that keeps `kept` of the others."""
    ordered = sorted(in_scope)
    # The highest threshold under which at most 1 - kept of the good ones fall.
    threshold = ordered[int((1 - kept) * len(ordered) + 1e-9)]
    return sum(score < threshold for score in out_of_scope) / len(out_of_scope)
