from __future__ import annotations

import pytest
from sklearn.metrics import f1_score, roc_auc_score

from bot.bench.nlu import as_table
from bot.bench.nlu_metrics import (
    Answer,
    accuracy,
    auc,
    in_scope_score,
    macro_f1,
    recall_at_kept,
)

GOLD = ["a", "a", "b", "b", "c", "c"]
FOUND = ["a", "b", "b", "b", "c", "d"]


def test_macro_f1_is_scikit_learns() -> None:
    expected = f1_score(GOLD, FOUND, average="macro", zero_division=0)
    assert macro_f1(GOLD, FOUND) == pytest.approx(expected)


def test_accuracy_counts_right_intents() -> None:
    assert accuracy(GOLD, FOUND) == pytest.approx(4 / 6)


def test_auc_is_scikit_learns_with_ties() -> None:
    inside, outside = [0.9, 0.5, 0.5, 0.2], [0.5, 0.1, 0.2]
    expected = roc_auc_score([1] * 4 + [0] * 3, inside + outside)
    assert auc(inside, outside) == pytest.approx(expected)


def test_recall_at_kept_keeps_what_it_promises() -> None:
    inside = [number / 20 for number in range(20)]
    # Two of twenty may fall: the threshold is 0.1.
    assert recall_at_kept(inside, [0.0, 0.09, 0.1, 0.5]) == 0.5
    assert recall_at_kept(inside, [0.0, 0.5], kept=1.0) == 0.0


@pytest.mark.parametrize(
    ("ranking", "score"),
    [
        pytest.param([("ask_rate", 0.9), ("thank", 0.1)], 0.9, id="understood"),
        pytest.param([("out_of_scope", 0.9), ("thank", 0.1)], 0.1, id="recognised"),
        pytest.param([("out_of_scope", 0.3), ("thank", 0.29)], 0.29, id="a near thing"),
        pytest.param([("nlu_fallback", 0.3), ("thank", 0.2)], 0.2, id="fallback"),
        pytest.param([("out_of_scope", 1.0)], 0, id="nothing else"),
        pytest.param([], 0, id="nothing at all"),
    ],
)
def test_only_what_can_be_served_counts_as_in_scope(
    ranking: list[tuple[str, float]], score: float
) -> None:
    assert in_scope_score(Answer(tuple(ranking))) == score


def test_the_best_intent_is_the_first_of_the_ranking() -> None:
    assert Answer((("ask_rate", 0.9), ("thank", 0.1))).intent == "ask_rate"
    assert Answer(()).intent == ""


def test_the_table_has_a_column_per_pipeline() -> None:
    keys = ("accuracy", "macro_f1", "oos_auc", "oos_recall_at_90")
    times = ("train_s", "p50_ms", "p95_ms", "peak_mb")
    measures = {**dict.fromkeys(keys), **dict.fromkeys(times, 12.5)}
    table = as_table({"ours": measures, "baseline": measures})
    assert "Rasa par défaut" in table.splitlines()[0]
    assert table.count("12,5") == 2 * len(times)
    assert table.count("–") == 2 * len(keys)
