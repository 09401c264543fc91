"""Noise must be a doubt, whatever the data: a wrong certainty would be acted upon."""

from __future__ import annotations

import pytest

from bot.bench.trials import TRIALS, examples, options_of, train
from bot.nlu.encoder import SentenceEncoder
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
    "ttttttt",
]
Trained = tuple[FewShotModel, SentenceEncoder]


@pytest.fixture(scope="module", params=TRIALS, ids=["customers", "employees"])
def trained(request: pytest.FixtureRequest) -> Trained:
    return train(*examples(request.param.train))


def ask_threshold() -> float:
    return float(options_of("EscalationPolicy", "policies")["understanding"]["ask"])


@pytest.mark.parametrize("text", NOISE)
def test_noise_is_never_answered(text: str, trained: Trained) -> None:
    model, encoder = trained
    found = model.understand(text, encoder.encode([text])[0])
    intent, confidence = found.ranking[0]
    assert confidence < ask_threshold(), (intent, confidence)
