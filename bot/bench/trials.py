"""Data to learn from and held-out messages, for the studies of understanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.nlu.courtesies import bare
from bot.nlu.encoder import SentenceEncoder, open_encoder
from bot.nlu.few_shot_model import FewShotModel
from bot.settings import PROJECT_ROOT

CLASSIFIER = "FewShotIntentClassifier"


@dataclass(frozen=True)
class Trial:
    """Training data, and messages kept away from it.

    Attributes:
        title: For people, in English.
        train: NLU data in Rasa's format, file or folder.
        test: The same format.
        foreign: Text file, one message out of scope per line.
    """

    title: str
    train: Path
    test: Path
    foreign: Path


TRIALS = (
    Trial(
        "This project's customers",
        PROJECT_ROOT / "data/nlu",
        PROJECT_ROOT / "tests/nlu/intents",
        PROJECT_ROOT / "tests/nlu/out_of_scope.txt",
    ),
    Trial(
        "Questions of employees, 15 examples each",
        PROJECT_ROOT / "tests/nlu/bench/train.yml",
        PROJECT_ROOT / "tests/nlu/bench/test.yml",
        PROJECT_ROOT / "tests/nlu/bench/out_of_scope.txt",
    ),
)


def examples(path: Path) -> tuple[list[str], list[str]]:
    """Reads texts and labels of NLU data, as the classifier reads and sorts them."""
    from rasa.shared.nlu.training_data.loading import load_data

    pairs = {
        (
            bare(one.get("text")),
            one.get("intent_response_key") or one.get("intent"),
        ): None
        for one in load_data(str(path)).intent_examples
        if one.get("text")
    }
    ordered = sorted(pairs)
    return [text for text, _ in ordered], [label for _, label in ordered]


def lines(path: Path) -> list[str]:
    """Reads a text file with one message per line, as the classifier reads them."""
    found = path.read_text(encoding="utf-8").splitlines()
    return [bare(line.strip()) for line in found if line.strip()]


def options_of(component: str, section: str) -> dict[str, Any]:
    """Reads the options of one of our components from `config.yml`.

    Args:
        component: Name of its class.
        section: `pipeline` or `policies`.
    """
    import yaml

    content = yaml.safe_load((PROJECT_ROOT / "config.yml").read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = content[section]
    return next(one for one in entries if str(one["name"]).endswith(component))


def train(
    texts: Sequence[str], labels: Sequence[str]
) -> tuple[FewShotModel, SentenceEncoder]:
    """Trains the intent model as `config.yml` says."""
    from bot.nlu.few_shot_training import TrainingOptions, train_model
    from bot.nlu.normalisation import load_short_forms

    chosen = options_of(CLASSIFIER, "pipeline")
    encoder = open_encoder(chosen["engine"], chosen["threads"])
    options = TrainingOptions(
        chosen["regularization_c"], chosen["lexical_weight"], chosen["neighbours"]
    )
    vectors = encoder.encode(texts)
    return train_model(texts, labels, vectors, load_short_forms(), options), encoder
