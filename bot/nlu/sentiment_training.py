"""Learns the sentiment model; the only module of it that needs scikit-learn.

Shapes as in `sentiment_model`: N messages, D = 384, F terms, Q cues, L labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.contracts.sentiment import SentimentLabel
from bot.nlu.cues import CueLexicon, cue_features
from bot.nlu.lexical_features import LexicalFeatures, fit_lexical_features
from bot.nlu.sentiment_model import (
    LABELS,
    Floats,
    SentimentModel,
    SentimentWeights,
    centre,
    softmax,
)

FOLDS = 5
_SEED = 20200422  # any constant: the same data must give the same model
# Below this spread a cue is too rare to be stretched to the size of the others.
_LEAST_SPREAD = 0.15


@dataclass(frozen=True)
class SentimentOptions:
    """What a designer may choose.

    Attributes:
        regularization_c: Inverse strength of regularisation, above 0; low values
            keep the model general, high ones follow each example.
        lexical_weight: Weight of words and spelling, 0 to leave them out; the
            sentence vector's is 1.
        cue_weight: Weight of one spread of a cue, 0 to leave the cues out.
    """

    regularization_c: float = 3.0
    lexical_weight: float = 1.0
    cue_weight: float = 0.1


@dataclass(frozen=True)
class _Blocks:
    """Features of all messages, before weighting; `lexical` is a sparse [N, F]."""

    mean: Floats
    dense: Floats
    vocabulary: LexicalFeatures
    lexical: Any
    cue_mean: Floats
    cue_scale: Floats
    cues: Floats


def train_sentiment(
    texts: Sequence[str],
    labels: Sequence[SentimentLabel],
    vectors: Floats,
    lexicon: CueLexicon,
    short_forms: Mapping[str, str],
    options: SentimentOptions = SentimentOptions(),
) -> SentimentModel:
    """Learns from labelled messages; the same input gives the same model.

    Args:
        texts: The messages, length N; every label at least `FOLDS` times.
        labels: How they sound, length N.
        vectors: Their sentence vectors, float32 [N, D], L2-normalised.
        lexicon: Cue words.
        short_forms: Folded short form → folded words in full.
        options: Strengths.
    """
    targets = np.array([LABELS.index(label) for label in labels])
    blocks = _blocks(texts, vectors, lexicon, short_forms)
    held_out = _held_out_scores(blocks, targets, options)
    weights = _fit(blocks, targets, options, _temperature(held_out, targets))
    return SentimentModel(weights, blocks.vocabulary, lexicon)


def held_out_probabilities(
    texts: Sequence[str],
    labels: Sequence[SentimentLabel],
    vectors: Floats,
    lexicon: CueLexicon,
    short_forms: Mapping[str, str],
    options: SentimentOptions = SentimentOptions(),
) -> Floats:
    """Gives each message the calibrated probabilities of a model that never saw it.

    For choosing thresholds on training data. Arguments as for `train_sentiment`;
    result float32 [N, L]. The vocabulary's rarities are those of all messages.
    """
    targets = np.array([LABELS.index(label) for label in labels])
    blocks = _blocks(texts, vectors, lexicon, short_forms)
    scores = _held_out_scores(blocks, targets, options)
    return softmax(scores / _temperature(scores, targets))


def _blocks(
    texts: Sequence[str],
    vectors: Floats,
    lexicon: CueLexicon,
    short_forms: Mapping[str, str],
) -> _Blocks:
    from scipy.sparse import csr_matrix

    mean = vectors.mean(axis=0)
    cues = cue_features(texts, lexicon, short_forms)
    cue_mean = cues.mean(axis=0)
    cue_scale = np.maximum(cues.std(axis=0), _LEAST_SPREAD).astype(np.float32)
    vocabulary = fit_lexical_features(texts, short_forms)
    rows = [vocabulary.row(text) for text in texts]
    lexical = csr_matrix(
        (
            np.concatenate([row.values for row in rows]),
            np.concatenate([row.columns for row in rows]),
            np.cumsum([0, *(len(row.columns) for row in rows)]),
        ),
        shape=(len(texts), len(vocabulary.terms)),
    )
    scaled = (cues - cue_mean) / cue_scale
    return _Blocks(
        mean, centre(vectors, mean), vocabulary, lexical, cue_mean, cue_scale, scaled
    )


def _joined(blocks: _Blocks, options: SentimentOptions) -> Any:
    from scipy.sparse import csr_matrix, hstack

    parts = [
        csr_matrix(blocks.dense),
        blocks.lexical * options.lexical_weight,
        csr_matrix(blocks.cues * options.cue_weight),
    ]
    return hstack(parts).tocsr().astype(np.float64)


def _classifier(options: SentimentOptions) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(
        C=options.regularization_c, class_weight="balanced", max_iter=3000
    )


def _held_out_scores(
    blocks: _Blocks, targets: npt.NDArray[np.int64], options: SentimentOptions
) -> Floats:
    """Gives the scores of models that did not see the message, float32 [N, L]."""
    from sklearn.model_selection import StratifiedKFold

    features = _joined(blocks, options)
    scores = np.zeros((len(targets), len(LABELS)), np.float32)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=_SEED)
    for seen, unseen in folds.split(targets, targets):
        model = _classifier(options).fit(features[seen], targets[seen])
        scores[unseen] = model.decision_function(features[unseen])
    return scores


def _temperature(scores: Floats, targets: npt.NDArray[np.int64]) -> float:
    """Finds the divisor of the scores under which labels are most probable.

    Each label weighs the same, as in the fit: how often customers are angry is not
    known from examples that we chose.
    """
    counts = np.bincount(targets, minlength=len(LABELS))
    weights = 1.0 / counts[targets]
    candidates = np.geomspace(0.3, 3.0, 60)
    losses = []
    for candidate in candidates:
        chosen = softmax(scores / np.float32(candidate))[
            np.arange(len(targets)), targets
        ]
        losses.append(float(-(weights * np.log(np.maximum(chosen, 1e-9))).sum()))
    return float(candidates[int(np.argmin(losses))])


def _fit(
    blocks: _Blocks,
    targets: npt.NDArray[np.int64],
    options: SentimentOptions,
    temperature: float,
) -> SentimentWeights:
    model = _classifier(options).fit(_joined(blocks, options), targets)
    columns = model.coef_.T.astype(np.float32)
    width, terms = blocks.dense.shape[1], blocks.lexical.shape[1]
    return SentimentWeights(
        mean=blocks.mean,
        dense=columns[:width],
        lexical=columns[width : width + terms] * np.float32(options.lexical_weight),
        cue_mean=blocks.cue_mean,
        cue_scale=blocks.cue_scale,
        cues=columns[width + terms :] * np.float32(options.cue_weight),
        biases=model.intercept_.astype(np.float32),
        temperature=temperature,
    )
