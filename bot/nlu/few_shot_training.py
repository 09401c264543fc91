"""Fits the intent model; the only module of it that needs scikit-learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.nlu.few_shot_model import FewShotModel, Floats, centre
from bot.nlu.lexical_features import LexicalFeatures, fit_lexical_features


@dataclass(frozen=True)
class TrainingOptions:
    """What a designer may choose.

    Attributes:
        regularization_c: Inverse strength of regularisation, above 0.
        lexical_weight: Length of each lexical block; the sentence vector's is 1.
        neighbours: Nearest examples that decide how familiar a message is, 1 or more.
    """

    regularization_c: float = 30.0
    lexical_weight: float = 1.0
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
    mean = vectors.mean(axis=0)
    centred = centre(vectors, mean)
    lexical = fit_lexical_features(texts, short_forms)
    targets = np.array([names.index(label) for label in labels])
    dense, sparse, biases = _fit(centred, texts, lexical, targets, len(names), options)
    return FewShotModel(
        labels=names,
        mean=mean,
        dense_weights=dense,
        lexical_weights=sparse * np.float32(options.lexical_weight),
        biases=biases,
        lexical=lexical,
        examples=centred,
        example_texts=tuple(texts),
        example_labels=tuple(labels),
        typical_similarity=_typical_similarity(centred, options.neighbours),
        neighbours=options.neighbours,
    )


def _fit(
    centred: Floats,
    texts: Sequence[str],
    lexical: LexicalFeatures,
    targets: npt.NDArray[np.int64],
    label_count: int,
    options: TrainingOptions,
) -> tuple[Floats, Floats, Floats]:
    """Fits the linear model; gives weights [D, L], [F, L] and biases [L]."""
    width, terms = centred.shape[1], len(lexical.terms)
    if label_count == 1:
        zeros = np.zeros((width + terms, 1), np.float32)
        return zeros[:width], zeros[width:], np.zeros(1, np.float32)
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    rows = [lexical.row(text) for text in texts]
    starts = np.cumsum([0, *(len(row.columns) for row in rows)])
    words = csr_matrix(
        (
            np.concatenate([row.values for row in rows]) * options.lexical_weight,
            np.concatenate([row.columns for row in rows]),
            starts,
        ),
        shape=(len(rows), terms),
    )
    features = hstack([csr_matrix(centred), words]).tocsr().astype(np.float64)
    classifier = LogisticRegression(
        C=options.regularization_c, max_iter=1000, class_weight="balanced"
    )
    classifier.fit(features, targets)
    weights, biases = classifier.coef_, classifier.intercept_
    if label_count == 2:  # scikit-learn keeps one column: the second label's odds
        weights = np.vstack([np.zeros_like(weights), weights])
        biases = np.concatenate([np.zeros_like(biases), biases])
    columns = weights.T.astype(np.float32)
    return columns[:width], columns[width:], biases.astype(np.float32)


def _typical_similarity(centred: Floats, neighbours: int) -> float:
    """Median over the examples of the mean likeness to their nearest others.

    With a single example nothing is known; 0.5 is common in French data sets.
    """
    if len(centred) < 2:
        return 0.5
    similarities = centred @ centred.T
    np.fill_diagonal(similarities, -2)
    count = min(neighbours, len(centred) - 1)
    nearest = -np.sort(-similarities, axis=1)[:, :count]
    return max(float(np.median(nearest.mean(axis=1))), 0.1)
