from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.bench.sentiment import auc, macro_f1, measure, read_table
from bot.bench.sentiment_ablation import LastLayerEncoder, calls_a_human
from bot.contracts.sentiment import SentimentLabel
from bot.errors import SettingsError
from bot.escalation.limits import EscalationLimits, MoodLimits, Request
from bot.nlu.encoder import Vectors
from bot.nlu.sentiment_examples import LabelledMessage
from bot.nlu.sentiment_model import to_sentiment


def test_auc_counts_pairs_in_the_right_order() -> None:
    scores = np.array([0.9, 0.4, 0.4, 0.1], np.float32)
    assert auc(scores, np.array([True, True, False, False])) == 0.875


def test_auc_without_two_classes_says_nothing() -> None:
    assert auc(np.ones(2, np.float32), np.array([True, True])) == 0.5


def test_macro_f1_weighs_classes_alike() -> None:
    truth = np.array(["a", "a", "a", "b"])
    guessed = np.array(["a", "a", "a", "a"])
    assert macro_f1(guessed, truth) == pytest.approx(6 / 7 / 2)


def test_certain_answers_measure_perfectly() -> None:
    # angry, distressed, worried, neutral, satisfied
    rows = np.eye(5, dtype=np.float32)
    answers = ["negative", "negative", "negative", "neutral", "positive"]
    assert measure(rows, answers) == {"negative_auc": 1.0, "macro_f1": 1.0}


def test_a_neutral_text_with_spread_doubt_stays_neutral() -> None:
    rows = np.array([[0.15, 0.1, 0.25, 0.45, 0.05]], np.float32)
    assert measure(rows, ["neutral"])["macro_f1"] == 1.0


def test_tabs_inside_the_text_belong_to_it(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("a\tb\tnegative\n\nc\tPositive\n", encoding="utf-8")
    assert read_table(path) == (["a\tb", "c"], ["negative", "positive"])


@pytest.mark.parametrize("content", ["no tab", "a\tbad", ""])
def test_a_wrong_table_is_explained(content: str, tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"t\.tsv"):
        read_table(path)


def test_who_gets_a_human_is_decided_as_in_a_conversation() -> None:
    texts = ["Encore ?", "C’est normal ?", "Mon dossier est refusé.", "Et le taux ?"]
    rows = np.array(
        [
            [0.8, 0.0, 0.0, 0.2, 0.0],
            [0.3, 0.1, 0.0, 0.6, 0.0],
            [0.7, 0.0, 0.0, 0.3, 0.0],
            [0.1, 0.0, 0.0, 0.9, 0.0],
        ],
        np.float32,
    )
    labels = [SentimentLabel.ANGRY] * 2 + [SentimentLabel.NEUTRAL] * 2
    messages = [
        LabelledMessage(text, label, "curt", label is SentimentLabel.NEUTRAL)
        for text, label in zip(texts, labels, strict=True)
    ]
    limits = EscalationLimits(mood=MoodLimits(anger=0.5))
    line = calls_a_human([to_sentiment(row) for row in rows], messages, limits)
    assert line == "At the configured threshold 0.50: angry 50.0%, hard neutrals 50.0%"


def test_asking_for_a_person_counts_whatever_the_mood() -> None:
    calm = to_sentiment(np.array([0, 0, 0, 1, 0], np.float32))
    message = LabelledMessage(
        "Passez-moi un humain", SentimentLabel.ANGRY, "curt", False
    )
    line = calls_a_human(
        [calm, calm],
        [message, LabelledMessage("Le taux ?", SentimentLabel.NEUTRAL, "curt", True)],
        EscalationLimits(request=Request(phrases=("passez-moi un humain",))),
    )
    assert "angry 100.0%, hard neutrals 0.0%" in line


def test_the_last_layer_alone_hides_the_tone() -> None:
    class TwoVectors:
        dim = 2

        def encode(self, texts: Sequence[str]) -> Vectors:
            return np.zeros((len(texts), 2), np.float32)

        def encode_tone(self, texts: Sequence[str]) -> Vectors:
            return np.ones((len(texts), 4), np.float32)

    assert LastLayerEncoder(TwoVectors()).encode_tone(["Bonjour"]).tolist() == [[0, 0]]
