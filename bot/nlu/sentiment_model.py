"""The trained sentiment model: from a message and its vector to five probabilities.

It compares a message with every training message, in three respects: meaning (vectors
of the encoder's middle layers, which still know how something is said), manner (counted
cues: anger words, capitals, signs …) and spelling (TF-IDF). Likeness decides, so that
« honteux » counts for what it says beside messages that are alike in both meaning and
manner. Only numpy is needed here; learning is in
`sentiment_training`. Source: kernel ridge regression, one equation per label; measured
against logistic regression on the same features in `bot bench sentiment`'s report.
Shapes: N messages, M training messages, T = 768 (tone vectors), D = 256, F terms,
Q cues, L = 5 labels in `LABELS` order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.contracts.sentiment import Sentiment, SentimentLabel
from bot.errors import SettingsError
from bot.nlu.cues import CueLexicon, cue_features, parse_lexicon
from bot.nlu.lexical_features import LexicalFeatures
from bot.nlu.sentiment_likeness import Examples, Floats, Standard

LABELS = tuple(SentimentLabel)

# Where each label stands between very negative and very positive, in [-1, 1]. The
# polarity of a message is the mean of these, weighted by the probabilities. Worry
# stands half-way: it asks for reassurance, not for a handoff.
LABEL_POLARITY: Mapping[SentimentLabel, float] = {
    SentimentLabel.ANGRY: -1.0,
    SentimentLabel.DISTRESSED: -0.9,
    SentimentLabel.WORRIED: -0.4,
    SentimentLabel.NEUTRAL: 0.0,
    SentimentLabel.SATISFIED: 0.8,
}
_POLARITIES = np.array([LABEL_POLARITY[label] for label in LABELS], np.float32)

_ARRAYS_FILE = "sentiment.npz"
_TABLES_FILE = "sentiment.json"

NEUTRAL = Sentiment(
    polarity=0.0,
    label=SentimentLabel.NEUTRAL,
    probability=1.0,
    probabilities={label: float(label is SentimentLabel.NEUTRAL) for label in LABELS},
)


@dataclass(frozen=True)
class SentimentWeights:
    """What was learned.

    Attributes:
        vector_mean: float32 [T], with `vector_scale`: a `Standard`.
        vector_scale: float32 [T].
        vector_axes: float32 [T, D]: directions that keep nearly all differences, so
            that comparing costs a third.
        cue_mean: float32 [Q], with `cue_scale`: a `Standard`.
        cue_scale: float32 [Q].
        pull: float32 [M, L]: how each training message pulls towards each label.
        lexical: float32 [F, L].
        biases: float32 [L].
        calibration: float32 [L, L]: from scores to log-odds.
        calibration_biases: float32 [L].
    """

    vector_mean: Floats
    vector_scale: Floats
    vector_axes: Floats
    cue_mean: Floats
    cue_scale: Floats
    pull: Floats
    lexical: Floats
    biases: Floats
    calibration: Floats
    calibration_biases: Floats


@dataclass(frozen=True)
class SentimentModel:
    """Says how messages sound.

    Attributes:
        weights: What was learned.
        examples: The M training messages.
        lexical: Vocabulary of the TF-IDF block.
        lexicon: Cue words, stored with the model: it must count what it learned from.
        cue_weight: Weight of manner, as in training.
    """

    weights: SentimentWeights
    examples: Examples
    lexical: LexicalFeatures
    lexicon: CueLexicon
    cue_weight: float

    def scores(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """Gives the score of each label before calibration, float32 [N, L]."""
        w = self.weights
        cues = cue_features(texts, self.lexicon, self.lexical.short_forms)
        alike = self.examples.likeness(
            Standard(w.vector_mean, w.vector_scale)(vectors) @ w.vector_axes,
            Standard(w.cue_mean, w.cue_scale)(cues),
            self.cue_weight,
        )
        total = alike @ w.pull + w.biases
        for place, text in enumerate(texts):
            row = self.lexical.row(text)
            total[place] += row.values @ w.lexical[row.columns]
        return np.asarray(total, np.float32)

    def probabilities(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """Gives the probability of each label, float32 [N, L]; rows sum to 1."""
        w = self.weights
        scores = self.scores(texts, vectors)
        return softmax(scores @ w.calibration + w.calibration_biases)

    def analyse(self, texts: Sequence[str], vectors: Floats) -> list[Sentiment]:
        """Says how each message sounds; an empty one is neutral.

        Args:
            texts: The messages, length N.
            vectors: Their tone vectors, float32 [N, T].
        """
        rows = self.probabilities(texts, vectors)
        return [
            to_sentiment(row) if text.strip() else NEUTRAL
            for text, row in zip(texts, rows, strict=True)
        ]

    def save(self, folder: Path) -> None:
        """Writes the model into an existing folder, as arrays and readable tables."""
        np.savez(
            folder / _ARRAYS_FILE,
            idf=self.lexical.idf,
            meaning=self.examples.meaning,
            manner=self.examples.manner,
            **vars(self.weights),
        )
        tables = {
            "cue_weight": self.cue_weight,
            "terms": self.lexical.terms,
            "short_forms": dict(self.lexical.short_forms),
            "lexicon": self.lexicon.source,
        }
        (folder / _TABLES_FILE).write_text(
            json.dumps(tables, ensure_ascii=False), encoding="utf-8"
        )

    @classmethod
    def load(cls, folder: Path) -> SentimentModel:
        """Reads a model that `save` wrote.

        Raises:
            SettingsError: The model was trained by another version of the code.
        """
        tables: dict[str, Any] = json.loads(
            (folder / _TABLES_FILE).read_text(encoding="utf-8")
        )
        with np.load(folder / _ARRAYS_FILE, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        idf = arrays.pop("idf")
        examples = Examples.of(arrays.pop("meaning"), arrays.pop("manner"))
        lexical = LexicalFeatures(tuple(tables["terms"]), idf, tables["short_forms"])
        expected = set(SentimentWeights.__dataclass_fields__)
        if set(arrays) != expected:
            raise SettingsError(
                f"Expected a sentiment model with {sorted(expected)}, but found "
                f"{sorted(arrays)}. Please train again: `bot train`."
            )
        weights = SentimentWeights(**arrays)
        lexicon = parse_lexicon(tables["lexicon"])
        if len(lexicon.names) != len(weights.cue_mean):
            raise SettingsError(
                f"Expected a sentiment model with {len(lexicon.names)} cues, but found "
                f"{len(weights.cue_mean)}. Please train again: `bot train`."
            )
        return cls(weights, examples, lexical, lexicon, float(tables["cue_weight"]))


def softmax(scores: Floats) -> Floats:
    """Turns scores into probabilities, row by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def to_sentiment(probabilities: Floats) -> Sentiment:
    """Packs one row of probabilities, float32 [L], rounded to four decimals."""
    polarity = float(np.clip(probabilities @ _POLARITIES, -1, 1))
    best = int(probabilities.argmax())
    return Sentiment(
        polarity=round(polarity, 4),
        label=LABELS[best],
        probability=round(float(probabilities[best]), 4),
        probabilities={
            label: round(float(p), 4)
            for label, p in zip(LABELS, probabilities, strict=True)
        },
    )
