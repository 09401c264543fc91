"""The trained sentiment model: from a message and its vector to five probabilities.

A linear model over three blocks: the centred sentence vector (meaning), words and
spelling (TF-IDF), and counted cues (anger words, capitals, signs …). Only numpy is
needed here; learning is in `sentiment_training`.
Shapes: N messages, D = 384, F terms, Q cues, L = 5 labels in `LABELS` order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.contracts.sentiment import Sentiment, SentimentLabel
from bot.errors import SettingsError
from bot.nlu.cues import CueLexicon, cue_features, parse_lexicon
from bot.nlu.lexical_features import LexicalFeatures

Floats = npt.NDArray[np.float32]

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
        mean: float32 [D]: mean sentence vector, taken off before anything else.
        dense: float32 [D, L].
        lexical: float32 [F, L].
        cue_mean: float32 [Q].
        cue_scale: float32 [Q], above 0.
        cues: float32 [Q, L].
        biases: float32 [L].
        temperature: Above 0; divides the scores, so that 0.8 means right 8 times
            in 10 on messages that were kept out of training.
    """

    mean: Floats
    dense: Floats
    lexical: Floats
    cue_mean: Floats
    cue_scale: Floats
    cues: Floats
    biases: Floats
    temperature: float


def centre(vectors: Floats, mean: Floats) -> Floats:
    """Takes the mean off and gives each vector length 1, float32 [N, D].

    Sentence vectors of this model share most of their direction; without centring,
    the differences that matter are a few per cent of the length.
    """
    moved = vectors - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return (moved / np.maximum(lengths, 1e-6)).astype(np.float32)


@dataclass(frozen=True)
class SentimentModel:
    """Says how messages sound.

    Attributes:
        weights: What was learned.
        lexical: Vocabulary of the TF-IDF block.
        lexicon: Cue words, stored with the model: it must count what it learned from.
    """

    weights: SentimentWeights
    lexical: LexicalFeatures
    lexicon: CueLexicon

    def scores(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """Gives the score of each label before calibration, float32 [N, L]."""
        w = self.weights
        found = cue_features(texts, self.lexicon, self.lexical.short_forms)
        total = centre(vectors, w.mean) @ w.dense + w.biases
        total += ((found - w.cue_mean) / w.cue_scale) @ w.cues
        for place, text in enumerate(texts):
            row = self.lexical.row(text)
            total[place] += row.values @ w.lexical[row.columns]
        return total

    def probabilities(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """Gives the probability of each label, float32 [N, L]; rows sum to 1."""
        return softmax(self.scores(texts, vectors) / self.weights.temperature)

    def analyse(self, texts: Sequence[str], vectors: Floats) -> list[Sentiment]:
        """Says how each message sounds; a message without a letter or sign is neutral.

        Args:
            texts: The messages, length N.
            vectors: Their sentence vectors, float32 [N, D], L2-normalised.
        """
        rows = self.probabilities(texts, vectors)
        return [
            to_sentiment(row) if text.strip() else NEUTRAL
            for text, row in zip(texts, rows, strict=True)
        ]

    def save(self, folder: Path) -> None:
        """Writes the model into an existing folder, as arrays and readable tables."""
        arrays = {k: v for k, v in vars(self.weights).items() if k != "temperature"}
        np.savez(folder / _ARRAYS_FILE, idf=self.lexical.idf, **arrays)
        tables = {
            "temperature": self.weights.temperature,
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
        lexical = LexicalFeatures(tuple(tables["terms"]), idf, tables["short_forms"])
        weights = SentimentWeights(temperature=tables["temperature"], **arrays)
        lexicon = parse_lexicon(tables["lexicon"])
        if len(lexicon.names) != len(weights.cue_mean):
            raise SettingsError(
                f"Expected a sentiment model with {len(lexicon.names)} cues, but found "
                f"{len(weights.cue_mean)}. Please train again: `bot train`."
            )
        return cls(weights, lexical, lexicon)


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
