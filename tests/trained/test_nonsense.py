"""Noise must be a doubt, whatever the data: a wrong certainty would be acted upon."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from bot.bench.nlu_metrics import REFUSALS
from bot.bench.trials import TRIALS, examples, options_of, train
from bot.nlu.encoder import SentenceEncoder, open_encoder
from bot.nlu.few_shot_files import load_model
from bot.nlu.few_shot_model import FewShotModel

pytestmark = [pytest.mark.nlu, pytest.mark.graph]

NOISE = [
    "aaaaaa bbbbb",
    "blorf zigou",
    "azerty uiop",
    "qsdfghjklm",
    "lkjh lkjh",
    "hfjdk sldkf jfkd",
    "trululu plop",
    "1234567",
    "???",
    "bla bla bla",
]
Trained = tuple[FewShotModel, SentenceEncoder]


@pytest.fixture(scope="module")
def customers(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    folder = tmp_path_factory.mktemp("model")
    with tarfile.open(model) as archive:
        wanted = [m for m in archive if "FewShotIntentClassifier" in m.name]
        archive.extractall(folder, members=wanted)
    (words,) = folder.rglob("few_shot_model.json")
    return load_model(words.parent), open_encoder()


@pytest.fixture(scope="module")
def employees() -> Trained:
    return train(*examples(TRIALS[1].train))


@pytest.fixture(params=["customers", "employees"])
def trained(request: pytest.FixtureRequest) -> Trained:
    return request.getfixturevalue(request.param)


def ask_threshold() -> float:
    return float(options_of("EscalationPolicy", "policies")["understanding"]["ask"])


@pytest.mark.parametrize("text", NOISE)
def test_noise_is_never_answered(text: str, trained: Trained) -> None:
    model, encoder = trained
    found = model.understand(text, encoder.encode([text])[0])
    intent, confidence = found.ranking[0]
    # To be sure that it is none of our business is as good as to doubt.
    is_answered = intent not in REFUSALS and confidence >= ask_threshold()
    assert not is_answered, (intent, confidence)
