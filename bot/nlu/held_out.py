"""Plays unseen and foreign messages with the training examples themselves.

Shapes: N examples, L labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from bot.nlu.confidence import evidence
from bot.nlu.few_shot_model import intent_of, per_intent, softmax
from bot.nlu.likeness_space import fit_space
from bot.nlu.linear_model import fit_dual

_PARTS = 5
# Rounds of each kind that are played, by number of examples: some hundred hidden
# messages tell enough, and training stays short.
_ROUNDS = ((1200, 5), (2000, 2))
_ITERATIONS = 40  # a rough fit is enough to see how sure the model would be

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Examples:
    """What the rounds need to know of the training data.

    Attributes:
        likeness: float32 [N, N], inner products of all features.
        vectors: float32 [N, D], sentence vectors.
        labels: Names, sorted, length L.
        targets: int64 [N], places in `labels`.
    """

    likeness: npt.NDArray[np.float32]
    vectors: npt.NDArray[np.float32]
    labels: tuple[str, ...]
    targets: npt.NDArray[np.int64]


def held_out_evidence(
    examples: Examples, regularization_c: float, neighbours: int
) -> tuple[list[float], list[float]]:
    """Gives the evidence of understood and of foreign messages (see `fit_curve`)."""
    intents = np.array([intent_of(examples.labels[one]) for one in examples.targets])
    understood: list[float] = []
    foreign: list[float] = []
    for new, unknown in _rounds(examples.targets, intents):
        asked = _ask(examples, new | unknown, regularization_c, neighbours)
        for place, intent, value in asked:
            if unknown[place]:
                foreign.append(value)
            elif intent == intents[place]:
                understood.append(value)
    return understood, foreign


def _ask(
    examples: Examples, hidden: Mask, regularization_c: float, neighbours: int
) -> Iterator[tuple[int, str, float]]:
    """Learns from the rest; gives place, intent found and evidence of each hidden."""
    seen = ~hidden
    if hidden.all() or not hidden.any():
        return
    present = np.unique(examples.targets[seen])
    weights, biases = fit_dual(
        examples.likeness[np.ix_(seen, seen)],
        np.searchsorted(present, examples.targets[seen]),
        len(present),
        regularization_c,
        _ITERATIONS,
    )
    scores = examples.likeness[np.ix_(hidden, seen)] @ weights + biases
    labels = [examples.labels[place] for place in present]
    # What is hidden must not help to measure the space either.
    space = fit_space(examples.vectors[seen])
    known = space.place(examples.vectors[seen])
    cosines = -np.sort(-space.place(examples.vectors[hidden]) @ known.T, axis=1)
    closeness = cosines[:, :neighbours].mean(axis=1)
    rows = zip(np.flatnonzero(hidden), softmax(scores), closeness, strict=True)
    for place, probabilities, close in rows:
        intent, probability = per_intent(labels, probabilities)[0]
        yield int(place), intent, evidence(probability, float(close))


def _rounds(
    targets: npt.NDArray[np.int64], intents: npt.NDArray[np.str_]
) -> Iterator[tuple[Mask, Mask]]:
    """Gives for each round which examples play new messages, and which foreign ones."""
    parts = zip(_parts_of_examples(targets), _parts_of_intents(intents), strict=True)
    nobody = np.zeros(len(targets), bool)
    count = next((rounds for most, rounds in _ROUNDS if len(targets) <= most), None)
    if count is None:
        # One round plays both: a round costs N². Half of the new ones are enough, and
        # leave the foreign ones nearly all that a message would be compared with.
        new, unknown = next(parts)
        yield new & (np.cumsum(new) % 2 == 0), unknown
        return
    for new, unknown in islice(parts, count):
        yield new, nobody
        yield nobody, unknown


def _parts_of_examples(targets: npt.NDArray[np.int64]) -> Iterator[Mask]:
    """Hides a fifth of each label's examples, another fifth each time."""
    turn = np.empty(len(targets), np.int64)
    for label in np.unique(targets):
        places = np.flatnonzero(targets == label)
        # Shifted by the label, so that labels with few examples are hidden in turns.
        turn[places] = (np.arange(len(places)) + label) % _PARTS
    for part in range(_PARTS):
        yield turn == part


def _parts_of_intents(intents: npt.NDArray[np.str_]) -> Iterator[Mask]:
    """Hides a fifth of the intents altogether; with fewer than three, nothing."""
    names, places = np.unique(intents, return_inverse=True)
    for part in range(_PARTS):
        yield (places % _PARTS == part) & (len(names) >= 3)
