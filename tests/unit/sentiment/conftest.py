from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from bot.contracts.sentiment import SentimentLabel
from bot.nlu.cues import CueLexicon, load_lexicon
from bot.nlu.sentiment_training import SentimentTraining, train_sentiment

PROJECT = Path(__file__).parents[3]
OPENERS = ("", "Bonjour, ", "Dossier 12 : ", "Alors ", "Mardi, ", "Je répète : ")
PHRASES = {
    SentimentLabel.ANGRY: [
        "c'est une honte !",
        "RAS LE BOL",
        "vous vous moquez de moi",
    ],
    SentimentLabel.DISTRESSED: ["je n'en peux plus", "j'ai tout perdu", "au secours"],
    SentimentLabel.WORRIED: [
        "j'ai peur de perdre",
        "est-ce normal",
        "je crains le pire",
    ],
    SentimentLabel.NEUTRAL: [
        "quel est le taux ?",
        "où envoyer le relevé ?",
        "le 5 mai",
    ],
    SentimentLabel.SATISFIED: ["merci, parfait", "super accueil", "je suis ravi"],
}
EXAMPLES = {
    label: [opener + phrase for opener in OPENERS for phrase in phrases]
    for label, phrases in PHRASES.items()
}


def fake_vectors(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Gives each text its own direction, always the same: meaning is noise here."""
    rows = []
    for text in texts:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        row = np.random.default_rng(seed).normal(size=16)
        rows.append(row / np.linalg.norm(row))
    return np.asarray(rows, np.float32).reshape(len(texts), 16)


@pytest.fixture(scope="session")
def lexicon() -> CueLexicon:
    return load_lexicon(PROJECT / "data" / "lexicon" / "sentiment_cues.yml")


@pytest.fixture(scope="session")
def training(lexicon: CueLexicon) -> SentimentTraining:
    texts = [text for group in EXAMPLES.values() for text in group]
    labels = [label for label, group in EXAMPLES.items() for _ in group]
    return train_sentiment(
        texts, labels, fake_vectors(texts), lexicon, {"mrc": "merci"}
    )
