from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.bench.sentiment import auc, macro_f1, measure, read_table
from bot.errors import SettingsError


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
