from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.lexical_features import (
    char_terms,
    fit_lexical_features,
    rarity,
    word_terms,
)


def test_words_come_alone_and_in_pairs() -> None:
    assert word_terms(["le", "taux", "fixe"]) == [
        *("le", "taux", "fixe"),
        *("le taux", "taux fixe"),
    ]


def test_characters_come_by_two_to_four_with_borders() -> None:
    assert char_terms(["ok"]) == [" o", "ok", "k ", " ok", "ok ", " ok "]


def test_each_block_has_length_one() -> None:
    features = fit_lexical_features(["le taux", "le prêt", "merci"], {})
    row = features.row("quel est le taux du prêt")
    marks = np.array([features.terms[column][0] for column in row.columns])
    for mark in "wc":
        assert np.linalg.norm(row.values[marks == mark]) == pytest.approx(1)


def test_rare_words_weigh_more() -> None:
    features = fit_lexical_features(["le taux", "le prêt", "le délai"], {})
    row = features.row("le taux")
    weight = {
        features.terms[column]: value
        for column, value in zip(row.columns, row.values, strict=True)
    }
    assert weight["wtaux"] > weight["wle"]


def test_rarity_tells_how_many_texts_hold_a_term() -> None:
    features = fit_lexical_features(["le taux", "le prêt", "le taux fixe"], {})
    terms = ("wle", "wtaux", "wfixe")
    found = [features.idf[features.terms.index(term)] for term in terms]
    np.testing.assert_array_equal(found, rarity(np.array([3.0, 2.0, 1.0]), 3))


@pytest.mark.parametrize("text", ["", "zzz", "?!"])
def test_unknown_words_give_an_empty_row(text: str) -> None:
    row = fit_lexical_features(["merci"], {}).row(text)
    assert row.columns.shape == row.values.shape == (0,)


def test_columns_are_in_order() -> None:
    columns = fit_lexical_features(["merci bien"], {}).row("bien merci").columns
    assert np.all(np.diff(columns) > 0)
