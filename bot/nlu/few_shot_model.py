"""The mathematics of intent recognition from few examples; no Rasa, no files.

Shapes: N examples, L labels, D = 384, F lexical terms. A label is an intent, or one
answer of a retrieval intent (`faq/rate`): labels are learned apart, because the answers
of one intent have little in common, and their probabilities are added per intent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.nlu.lexical_features import LexicalFeatures

Floats = npt.NDArray[np.float32]

# Familiarity of a message: below the first quantity nothing like it was in the
# examples, above the second it could be one of them. Both are shares of the typical
# likeness of an example to its neighbours, so that they hold for any data set.
STRANGE, FAMILIAR = 0.45, 0.95


@dataclass(frozen=True)
class Neighbour:
    """A training example near a message.

    Attributes:
        text: The example.
        label: Its label.
        similarity: Centred cosine, in [-1, 1].
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
        familiarity: In [0, 1]; 0 = nothing like it among the examples.
        neighbours: The nearest examples, nearest first.
    """

    ranking: tuple[tuple[str, float], ...]
    familiarity: float
    neighbours: tuple[Neighbour, ...]


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
        examples: float32 [N, D]: centred, normalised vectors of the examples.
        example_texts: The examples, length N.
        example_labels: Their labels, length N.
        typical_similarity: Median likeness of an example to its nearest others.
        neighbours: How many nearest examples familiarity looks at.
    """

    labels: tuple[str, ...]
    mean: Floats
    dense_weights: Floats
    lexical_weights: Floats
    biases: Floats
    lexical: LexicalFeatures
    examples: Floats
    example_texts: tuple[str, ...]
    example_labels: tuple[str, ...]
    typical_similarity: float
    neighbours: int

    def understand(self, text: str, vector: Floats) -> Understanding:
        """Ranks the intents for one message.

        Args:
            text: The message; without any letter, digit or sign it means nothing.
            vector: Its sentence vector, float32 [D].
        """
        similarities = self.examples @ centre(vector, self.mean)
        nearest = _largest(similarities, self.neighbours)
        familiarity = self._familiarity(similarities[nearest])
        if not text.strip():
            familiarity = 0.0
        probabilities = self._probabilities(text, vector)
        ranking = _per_intent(self.labels, probabilities * familiarity)
        return Understanding(
            ranking, familiarity, self._neighbours(nearest, similarities)
        )

    def _probabilities(self, text: str, vector: Floats) -> npt.NDArray[np.float64]:
        row = self.lexical.row(text)
        scores = centre(vector, self.mean) @ self.dense_weights + self.biases
        scores = scores + row.values @ self.lexical_weights[row.columns]
        return softmax(scores.astype(np.float64))

    def _familiarity(self, similarities: Floats) -> float:
        share = float(similarities.mean()) / max(self.typical_similarity, 1e-6)
        return min(1.0, max(0.0, (share - STRANGE) / (FAMILIAR - STRANGE)))

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
    return np.argsort(-values, kind="stable")[:count].tolist()


def _per_intent(
    labels: Sequence[str], confidences: npt.NDArray[np.float64]
) -> tuple[tuple[str, float], ...]:
    totals: dict[str, float] = {}
    for label, confidence in zip(labels, confidences.tolist(), strict=True):
        intent = intent_of(label)
        totals[intent] = totals.get(intent, 0.0) + confidence
    best_first = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return tuple((intent, min(1.0, total)) for intent, total in best_first)
