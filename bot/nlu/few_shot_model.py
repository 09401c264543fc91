"""The mathematics of intent recognition from few examples; no Rasa, no files.

Shapes: N examples, L labels, D = 384, F lexical terms. A label is an intent, or one
answer of a retrieval intent (`faq/rate`): labels are learned apart, because the answers
of one intent have little in common, and their probabilities are added per intent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.nlu.confidence import ConfidenceCurve, spread
from bot.nlu.lexical_features import LexicalFeatures
from bot.nlu.likeness_space import LikenessSpace

Floats = npt.NDArray[np.float32]

# Where a message carries `Understanding.answers` from the classifier to the selector.
ANSWER_SHARES = "answer_shares"
# So that an intent which one reading leaves out is improbable, not impossible.
_LEAST_SHARE = 1e-4


@dataclass(frozen=True)
class Neighbour:
    """A training example near a message.

    Attributes:
        text: The example.
        label: Its label.
        similarity: Cosine in the likeness space, in [-1, 1].
    """

    text: str
    label: str
    similarity: float


@dataclass(frozen=True)
class Understanding:
    """What a message seems to mean.

    Attributes:
        ranking: Every intent with its confidence in [0, 1], best first. The sum is
            at most 1; what is missing is the chance of being outside all of them.
        closeness: Mean likeness to the nearest examples, in [-1, 1].
        neighbours: The nearest examples, nearest first.
        answers: Probability of each answer of the retrieval intents, in [0, 1].
    """

    ranking: tuple[tuple[str, float], ...]
    closeness: float
    neighbours: tuple[Neighbour, ...]
    answers: Mapping[str, float] = field(default_factory=dict)


def surest(whole: Understanding, parts: Sequence[Understanding]) -> Understanding:
    """Chooses between a message and its parts: the surest that the whole supports.

    A story before the question lowers the confidence, and its own subject may even come
    first; the part that asks knows better. But a part alone may be about anything, so
    it counts only if what it means is also the best when the shares that whole and
    part give to each intent are multiplied. Source: `bot.bench.long_messages`.

    Args:
        whole: Of the message.
        parts: Of its parts that ask something; may be empty.
    """
    supported = [part for part in parts if _is_supported(part, whole)]
    return max((whole, *supported), key=lambda reading: reading.ranking[0][1])


def _is_supported(part: Understanding, whole: Understanding) -> bool:
    of_whole = dict(whole.ranking)
    joint = [
        (share + _LEAST_SHARE) * (of_whole.get(intent, 0.0) + _LEAST_SHARE)
        for intent, share in part.ranking
    ]
    return joint[0] >= max(joint)


@dataclass(frozen=True)
class FewShotModel:
    """A trained classifier.

    Attributes:
        labels: Names of the labels, sorted, length L.
        mean: float32 [D]: mean vector of the training examples.
        dense_weights: float32 [D, L].
        lexical_weights: float32 [F, L].
        biases: float32 [L].
        lexical: Vocabulary of words and spelling.
        space: Where closeness is measured.
        examples: float32 [N, D]: positions of the examples in that space.
        example_texts: The examples, length N.
        example_labels: Their labels, length N.
        curve: From probability and closeness to confidence.
        neighbours: How many nearest examples closeness looks at.
    """

    labels: tuple[str, ...]
    mean: Floats
    dense_weights: Floats
    lexical_weights: Floats
    biases: Floats
    lexical: LexicalFeatures
    space: LikenessSpace
    examples: Floats
    example_texts: tuple[str, ...]
    example_labels: tuple[str, ...]
    curve: ConfidenceCurve
    neighbours: int

    def understand(self, text: str, vector: Floats) -> Understanding:
        """Ranks the intents for one message.

        Args:
            text: The message; without any letter, digit or sign it means nothing.
            vector: Its sentence vector, float32 [D].
        """
        similarities = self.examples @ self.space.place(vector)
        nearest = _largest(similarities, self.neighbours)
        closeness = float(similarities[nearest].mean())
        probabilities = self.probabilities(text, vector)
        ranked = per_intent(self.labels, probabilities)
        best = ranked[0][1]
        sure = self.curve.confidence(best, closeness) if text.strip() else 0.0
        shares = spread(sure, np.array([share for _, share in ranked])).tolist()
        ranking = zip([intent for intent, _ in ranked], shares, strict=True)
        found = self._neighbours(nearest, similarities)
        answers = per_answer(self.labels, probabilities)
        return Understanding(tuple(ranking), closeness, found, answers)

    def probabilities(self, text: str, vector: Floats) -> npt.NDArray[np.float64]:
        """Gives the probability of each label, float64 [L], in their order."""
        row = self.lexical.row(text)
        scores = centre(vector, self.mean) @ self.dense_weights + self.biases
        scores = scores + row.values @ self.lexical_weights[row.columns]
        return softmax(scores.astype(np.float64))

    def _neighbours(
        self, places: Sequence[int], similarities: Floats
    ) -> tuple[Neighbour, ...]:
        return tuple(
            Neighbour(
                self.example_texts[place],
                self.example_labels[place],
                round(float(similarities[place]), 4),
            )
            for place in places
        )


def intent_of(label: str) -> str:
    """Gives the intent of a label: `faq/rate` → `faq`."""
    return label.partition("/")[0]


def centre(vectors: Floats, mean: Floats) -> Floats:
    """Subtracts the mean and brings each vector back to length 1.

    Sentences of this model all point the same way (their cosines average 0.83); what
    tells them apart is what is left without the mean.
    """
    moved = vectors - mean
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    return moved / np.maximum(lengths, 1e-6)


def softmax(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Turns scores [..., L] into probabilities."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _largest(values: Floats, count: int) -> list[int]:
    """Places of the largest values, largest first; ties in order of place."""
    if count >= len(values):
        return np.argsort(-values, kind="stable").tolist()
    # Sorting thousands of likenesses to keep three would cost more than finding them.
    least = np.partition(values, -count)[-count]
    places = np.flatnonzero(values >= least)
    order = np.argsort(-values[places], kind="stable")[:count]
    return places[order].tolist()


def per_answer(
    labels: Sequence[str], probabilities: npt.NDArray[np.float64]
) -> dict[str, float]:
    """Keeps the probabilities of those labels that are answers (`faq/rate`)."""
    pairs = zip(labels, probabilities.tolist(), strict=True)
    return {label: share for label, share in pairs if "/" in label}


def per_intent(
    labels: Sequence[str], probabilities: npt.NDArray[np.float64]
) -> list[tuple[str, float]]:
    """Adds the probabilities [L] of an intent's labels; best intent first."""
    totals: dict[str, float] = {}
    for label, share in zip(labels, probabilities.tolist(), strict=True):
        intent = intent_of(label)
        totals[intent] = totals.get(intent, 0.0) + share
    return sorted(totals.items(), key=lambda item: (-item[1], item[0]))
