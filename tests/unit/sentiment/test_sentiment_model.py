from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.contracts.sentiment import SentimentLabel
from bot.errors import SettingsError
from bot.nlu.cues import CueLexicon
from bot.nlu.sentiment_model import LABEL_POLARITY, LABELS, SentimentModel, to_sentiment
from bot.nlu.sentiment_training import SentimentTraining, train_sentiment

from .conftest import EXAMPLES, fake_vectors

ANGRY, NEUTRAL = SentimentLabel.ANGRY, SentimentLabel.NEUTRAL


@pytest.mark.parametrize("label", list(SentimentLabel))
def test_it_knows_its_own_examples(
    label: SentimentLabel, training: SentimentTraining
) -> None:
    texts = EXAMPLES[label]
    read = training.model.analyse(texts, fake_vectors(texts))
    assert [one.label for one in read] == [label] * len(texts)


def test_probabilities_sum_to_one_and_polarity_stays_in_range(
    training: SentimentTraining,
) -> None:
    texts = ["", "honte ! " * 500, "😡😡", "merci", "x"]
    for one in training.model.analyse(texts, fake_vectors(texts)):
        assert sum(one.probabilities.values()) == pytest.approx(1, abs=1e-3)
        assert one.probability == max(one.probabilities.values())
        assert -1 <= one.polarity <= 1


def test_an_empty_message_is_neutral(training: SentimentTraining) -> None:
    [one] = training.model.analyse(["  \n"], fake_vectors([""]))
    assert (one.label, one.polarity, one.probability) == (NEUTRAL, 0, 1)


@pytest.mark.parametrize("label", list(SentimentLabel))
def test_polarity_is_that_of_a_certain_label(label: SentimentLabel) -> None:
    certain = np.eye(len(LABELS), dtype=np.float32)[LABELS.index(label)]
    assert to_sentiment(certain).polarity == pytest.approx(LABEL_POLARITY[label])


def test_more_anger_is_never_less_negative() -> None:
    polarities = []
    for share in np.linspace(0, 1, 11):
        row = np.zeros(len(LABELS), np.float32)
        row[LABELS.index(ANGRY)] = share
        row[LABELS.index(NEUTRAL)] = 1 - share
        polarities.append(to_sentiment(row).polarity)
    assert polarities == sorted(polarities, reverse=True)


def test_angry_cues_raise_anger_where_meaning_is_unknown(
    training: SentimentTraining,
) -> None:
    texts = ["mon dossier 12", "mon dossier 12, C'EST UNE HONTE !!!"]
    vectors = np.repeat(fake_vectors(["mon dossier"]), 2, axis=0)
    calm, furious = training.model.analyse(texts, vectors)
    assert furious.probabilities[ANGRY] > calm.probabilities[ANGRY]
    assert furious.polarity < calm.polarity


def test_a_message_reads_the_same_alone_and_among_others(
    training: SentimentTraining,
) -> None:
    texts = ["ras le bol", "merci bien", "quel taux ?"]
    together = training.model.probabilities(texts, fake_vectors(texts))
    alone = [training.model.probabilities([t], fake_vectors([t]))[0] for t in texts]
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_saved_and_loaded_it_says_the_same(
    training: SentimentTraining, tmp_path: Path
) -> None:
    training.model.save(tmp_path)
    texts = ["ras le bol", "mrc", "quel taux ?"]
    before = training.model.analyse(texts, fake_vectors(texts))
    assert SentimentModel.load(tmp_path).analyse(texts, fake_vectors(texts)) == before


def test_a_model_of_an_older_version_asks_for_training(
    training: SentimentTraining, tmp_path: Path
) -> None:
    training.model.save(tmp_path)
    file = tmp_path / "sentiment.npz"
    with np.load(file) as stored:
        older = {name: stored[name] for name in stored.files if name != "vector_axes"}
    np.savez(file, **older)
    with pytest.raises(SettingsError, match="train again"):
        SentimentModel.load(tmp_path)


def test_training_twice_gives_the_same_model(
    training: SentimentTraining, lexicon: CueLexicon
) -> None:
    texts = [text for group in EXAMPLES.values() for text in group]
    labels = [label for label, group in EXAMPLES.items() for _ in group]
    again = train_sentiment(
        texts, labels, fake_vectors(texts), lexicon, {"mrc": "merci"}
    )
    np.testing.assert_array_equal(again.held_out, training.held_out)


def test_a_label_without_examples_is_named(lexicon: CueLexicon) -> None:
    with pytest.raises(ValueError, match="distressed"):
        train_sentiment(["zut"], [ANGRY], fake_vectors(["zut"]), lexicon, {})
