"""Learns the sentiment model; the only module of it that needs scikit-learn.

Shapes as in `sentiment_model`: M training messages, T = 768, D = 256, F terms, Q cues,
L labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.contracts.sentiment import SentimentLabel
from bot.nlu.cues import CueLexicon, cue_features
from bot.nlu.lexical_features import LexicalFeatures, fit_lexical_features, rarity
from bot.nlu.ridge_equations import Likenesses, solve
from bot.nlu.sentiment_likeness import (
    Examples,
    Floats,
    Standard,
    fit_axes,
    fit_standard,
)
from bot.nlu.sentiment_model import (
    LABELS,
    SentimentModel,
    SentimentWeights,
    softmax,
)

# A cue that is rare must not be stretched to the size of a common one.
_LEAST_CUE_SPREAD = 0.15
_LEAST_VECTOR_SPREAD = 1e-4
# Directions of the tone vectors that are compared; they hold 95 % of the variation.
_AXES = 256
_LEXICAL_SHARE = 0.3  # of TF-IDF beside meaning, at `lexical_weight` 1
_CONSTANT = 0.5  # what all messages share; gives the equations their biases
_SLICE = 512  # messages compared at once
_PARTS = 4  # each is judged by what the others teach
_LEAST_SEEN = 2  # messages that must hold a term: one that is alone teaches nothing


@dataclass(frozen=True)
class SentimentOptions:
    """What a designer may choose.

    Attributes:
        regularization_c: Inverse strength of regularisation, above 0; low values
            keep the model general, high ones follow each example.
        lexical_weight: Weight of words and spelling; 0 leaves them out.
        cue_weight: Weight of the cues; 0 leaves them out.
    """

    regularization_c: float = 3.0
    lexical_weight: float = 1.0
    cue_weight: float = 1.0


@dataclass(frozen=True)
class _Prepared:
    """The training messages, ready for the equations; `lexical` is sparse [M, F]."""

    vectors: Standard
    axes: Floats
    cues: Standard
    examples: Examples
    vocabulary: LexicalFeatures
    lexical: Any


@dataclass(frozen=True)
class SentimentTraining:
    """A model, and what one that had not seen it would say of each message.

    Attributes:
        model: Learned from all messages.
        held_out: float32 [M, L]: probabilities given to each training message by a
            model without a quarter of them, it included. For choosing thresholds.
    """

    model: SentimentModel
    held_out: Floats


def train_sentiment(
    texts: Sequence[str],
    labels: Sequence[SentimentLabel],
    vectors: Floats,
    lexicon: CueLexicon,
    short_forms: Mapping[str, str],
    options: SentimentOptions = SentimentOptions(),
) -> SentimentTraining:
    """Learns from labelled messages; the same input gives the same model.

    Each label weighs the same, however many examples it has: how often customers are
    angry cannot be read from examples that people chose.

    Args:
        texts: The messages, length M.
        labels: How they sound, length M; every label at least once.
        vectors: Their tone vectors, float32 [M, T].
        lexicon: Cue words.
        short_forms: Folded short form → folded words in full.
        options: Strengths.

    Raises:
        ValueError: A label has no example.
    """
    targets = np.array([LABELS.index(label) for label in labels])
    absent = [label.value for i, label in enumerate(LABELS) if i not in targets]
    if absent:
        raise ValueError(f"Expected examples of every label, found none of {absent}.")
    prepared = _prepare(texts, vectors, lexicon, short_forms)
    pull, unseen = _learn(_likenesses(prepared, options), targets, options)
    calibration, calibration_biases = _calibrate(unseen, targets)
    lexical = np.asarray(prepared.lexical.T @ pull, np.float32)
    weights = SentimentWeights(
        vector_mean=prepared.vectors.mean,
        vector_scale=prepared.vectors.scale,
        vector_axes=prepared.axes,
        cue_mean=prepared.cues.mean,
        cue_scale=prepared.cues.scale,
        pull=pull,
        lexical=lexical * np.float32(_LEXICAL_SHARE * options.lexical_weight),
        biases=np.asarray(_CONSTANT * pull.sum(axis=0), np.float32),
        calibration=calibration,
        calibration_biases=calibration_biases,
    )
    model = SentimentModel(
        weights, prepared.examples, prepared.vocabulary, lexicon, options.cue_weight
    )
    return SentimentTraining(model, softmax(unseen @ calibration + calibration_biases))


def _prepare(
    texts: Sequence[str],
    vectors: Floats,
    lexicon: CueLexicon,
    short_forms: Mapping[str, str],
) -> _Prepared:
    counted = cue_features(texts, lexicon, short_forms)
    standard_vectors = fit_standard(vectors, _LEAST_VECTOR_SPREAD)
    standard_cues = fit_standard(counted, _LEAST_CUE_SPREAD)
    common = standard_vectors(vectors)
    axes = fit_axes(common, _AXES)
    vocabulary, lexical = _fit_lexical(texts, short_forms)
    return _Prepared(
        standard_vectors,
        axes,
        standard_cues,
        Examples.of(common @ axes, standard_cues(counted)),
        vocabulary,
        lexical,
    )


def _fit_lexical(
    texts: Sequence[str], short_forms: Mapping[str, str]
) -> tuple[LexicalFeatures, Any]:
    """Learns the vocabulary; gives it and the messages' rows, sparse [M, F]."""
    from scipy.sparse import csr_matrix

    full = fit_lexical_features(texts, short_forms)
    least = np.array([min(_LEAST_SEEN, len(texts))], np.float64)
    kept = np.flatnonzero(full.idf <= rarity(least, len(texts)))
    terms = tuple(full.terms[place] for place in kept)
    vocabulary = LexicalFeatures(terms, full.idf[kept], short_forms)
    rows = [vocabulary.row(text) for text in texts]
    values = np.concatenate([row.values for row in rows])
    columns = np.concatenate([row.columns for row in rows])
    starts = np.cumsum([0, *(len(row.columns) for row in rows)])
    shape = (len(texts), len(terms))
    return vocabulary, csr_matrix((values, columns, starts), shape=shape)


def _likenesses(prepared: _Prepared, options: SentimentOptions) -> Likenesses:
    """Compares all training messages with each other."""
    examples = prepared.examples
    count = len(examples.meaning)
    dense = np.empty((count, count), np.float32)
    # In slices: comparing takes three times the memory of the result.
    for start in range(0, count, _SLICE):
        rows = slice(start, start + _SLICE)
        dense[rows] = examples.likeness(
            examples.meaning[rows], examples.manner[rows], options.cue_weight
        )
    share = _LEXICAL_SHARE * options.lexical_weight
    return Likenesses(dense, prepared.lexical, share, _CONSTANT)


def _learn(
    likenesses: Likenesses, targets: npt.NDArray[np.int64], options: SentimentOptions
) -> tuple[Floats, Floats]:
    """Solves the equations of all labels, with all messages and without each part.

    Returns:
        The pull of each message, float32 [M, L], and the score that each message gets
        from those of the other parts, float32 [M, L].
    """
    wanted = (2.0 * np.eye(len(LABELS))[targets] - 1.0).astype(np.float32)
    counts = np.bincount(targets, minlength=len(LABELS))
    balance = len(targets) / (len(LABELS) * counts[targets])
    ridge = (1.0 / (options.regularization_c * balance)).astype(np.float32)
    # Neighbours in a file, often alike in manner, fall into different parts.
    part_of = np.arange(len(targets)) % _PARTS
    seen = np.array([part_of != part for part in range(-1, _PARTS)])
    pull, *without = solve(likenesses, ridge, wanted, seen)
    unseen = np.empty_like(wanted)
    for part, learned in enumerate(without):
        hidden = part_of == part
        unseen[hidden] = likenesses.times(learned)[hidden]
    return pull, unseen


def _calibrate(unseen: Floats, targets: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Learns how sure to be, from scores of messages kept out of training.

    Returns:
        float32 [L, L] and [L]: from scores to log-odds.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=2000)
    model.fit(unseen, targets)
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
