"""Fits the intent model from labelled examples.

Shapes: N examples, L labels, D = 384, F lexical terms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.nlu.confidence import ConfidenceCurve, fit_curve, usual_curve
from bot.nlu.few_shot_model import FewShotModel, Floats, centre
from bot.nlu.held_out import Examples, held_out_evidence
from bot.nlu.lexical_features import LexicalFeatures, fit_lexical_features
from bot.nlu.likeness_space import fit_space
from bot.nlu.linear_model import fit_dual


@dataclass(frozen=True)
class TrainingOptions:
    """What a designer may choose.

    Attributes:
        regularization_c: Inverse strength of regularisation, above 0.
        lexical_weight: Length of each of the two lexical blocks; the sentence
            vector's is 1, so that 0.7 makes both kinds of evidence weigh the same.
        neighbours: Nearest examples that decide how familiar a message is, 1 or more.
    """

    regularization_c: float = 30.0
    lexical_weight: float = 0.7
    neighbours: int = 3


def train_model(
    texts: Sequence[str],
    labels: Sequence[str],
    vectors: Floats,
    short_forms: Mapping[str, str],
    options: TrainingOptions,
) -> FewShotModel:
    """Learns from labelled examples; the same input gives the same model.

    Args:
        texts: The examples, length N, at least 1.
        labels: Their labels, length N.
        vectors: Their sentence vectors, float32 [N, D].
        short_forms: Folded short form → folded words in full.
        options: Strengths and sizes.
    """
    names = tuple(sorted(set(labels)))
    space = fit_space(vectors)
    centred = centre(vectors, space.mean)
    lexical = fit_lexical_features(texts, short_forms)
    words = _lexical_matrix(lexical, texts)
    power = options.lexical_weight**2
    likeness = centred @ centred.T + power * (words @ words.T).toarray()
    targets = np.array([names.index(label) for label in labels], np.int64)
    examples = Examples(likeness.astype(np.float32), vectors, names, targets)
    weights, biases = fit_dual(
        examples.likeness, targets, len(names), options.regularization_c
    )
    return FewShotModel(
        labels=names,
        mean=space.mean,
        dense_weights=centred.T @ weights,
        lexical_weights=(power * (words.T @ weights)).astype(np.float32),
        biases=biases,
        lexical=lexical,
        space=space,
        examples=space.place(vectors),
        example_texts=tuple(texts),
        example_labels=tuple(labels),
        curve=_curve(examples, options),
        neighbours=options.neighbours,
    )


def _lexical_matrix(lexical: LexicalFeatures, texts: Sequence[str]) -> Any:
    """Gives the lexical features of all examples as a sparse matrix [N, F]."""
    from scipy.sparse import csr_matrix

    rows = [lexical.row(text) for text in texts]
    starts = np.cumsum([0, *(len(row.columns) for row in rows)])
    values = np.concatenate([row.values for row in rows])
    columns = np.concatenate([row.columns for row in rows])
    return csr_matrix((values, columns, starts), shape=(len(rows), len(lexical.terms)))


def _curve(examples: Examples, options: TrainingOptions) -> ConfidenceCurve:
    usual = usual_curve(_typical_closeness(examples.vectors, options.neighbours))
    understood, foreign = held_out_evidence(
        examples, options.regularization_c, options.neighbours
    )
    return fit_curve(understood, foreign, usual)


def _typical_closeness(vectors: Floats, neighbours: int) -> float:
    """Median over the examples of their mean likeness to their nearest others.

    With a single example nothing is known; 0.4 is common in French data sets.
    """
    if len(vectors) < 2:
        return 0.4
    placed = fit_space(vectors).place(vectors)
    cosines = placed @ placed.T
    others = cosines - 3 * np.eye(len(cosines), dtype=np.float32)
    nearest = -np.sort(-others, axis=1)[:, : min(neighbours, len(cosines) - 1)]
    return max(float(np.median(nearest.mean(axis=1))), 0.1)
