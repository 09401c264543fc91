"""`bot bench sentiment`: is a real French text negative, neutral or positive?

Also, without a test file, `python -m bot.bench.sentiment`: what each part of the
analyser brings on our own messages, and which thresholds they suggest.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from bot.contracts.sentiment import SentimentLabel
from bot.errors import SettingsError
from bot.nlu.courtesies import bare
from bot.nlu.cues import load_lexicon
from bot.nlu.encoder import ToneEncoder, open_encoder
from bot.nlu.normalisation import load_short_forms
from bot.nlu.sentiment_examples import LabelledMessage, read_messages
from bot.nlu.sentiment_likeness import Floats
from bot.nlu.sentiment_model import LABELS
from bot.nlu.sentiment_training import (
    SentimentOptions,
    SentimentTraining,
    train_sentiment,
)
from bot.settings import PROJECT_ROOT

CLASSES = ("negative", "neutral", "positive")
_COMPONENT = "SentimentAnalyzer"
# Three of the five labels are negative and each was given the same weight, so that
# their sum would take neutral texts along. Source: macro-F1 on our own messages, kept
# out of training: 0.850 at 1, 0.856 at 1.25 to 2, 0.840 at 3.
_NEGATIVE_SHARE = 1.5


def run(test: Path, as_json: bool) -> None:
    """Trains on `data/sentiment`, asks about the test file, prints the measures.

    Args:
        test: One text per line, a tab, then negative, neutral or positive.
        as_json: Whether the last line of standard output is JSON.

    Raises:
        SettingsError: The file has another shape.
    """
    texts, answers = read_table(test)
    config = component_config(PROJECT_ROOT / "config.yml")
    encoder = open_encoder(config.get("engine", "onnx"), config.get("threads", 1))
    model = train(config, encoder, options_of(config)).model
    said = [bare(text) for text in texts]
    probabilities = model.probabilities(said, encoder.encode_tone(said))
    measures = measure(probabilities, answers)
    print(f"{len(texts)} textes")
    print(f"  Négatif reconnu (AUC)   {measures['negative_auc']:.3f}")
    print(f"  F1 moyen, trois classes {measures['macro_f1']:.3f}")
    if as_json:
        print(json.dumps({"ours": measures}))


def read_table(path: Path) -> tuple[list[str], list[str]]:
    """Reads texts and answers; empty lines are skipped.

    Raises:
        SettingsError: A line has no tab or another answer, or there is no line.
    """
    texts, answers = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        text, _, answer = line.rpartition("\t")
        if not text or answer.strip().lower() not in CLASSES:
            raise SettingsError(
                f"Expected a text, a tab and one of {CLASSES} in line {number} of "
                f"`{path}`, but found {line[:80]!r}. Please correct the file."
            )
        texts.append(text)
        answers.append(answer.strip().lower())
    if not texts:
        raise SettingsError(f"Expected texts in `{path}`, but found none.")
    return texts, answers


def component_config(path: Path) -> dict[str, Any]:
    """Finds the analyser's options in `config.yml`; empty when it is not there."""
    pipeline = yaml.safe_load(path.read_text(encoding="utf-8")).get("pipeline") or []
    named = [one for one in pipeline if one["name"].rpartition(".")[2] == _COMPONENT]
    return dict(named[0]) if named else {}


def options_of(config: dict[str, Any]) -> SentimentOptions:
    """Reads the strengths that the configuration gives."""
    known = SentimentOptions.__dataclass_fields__
    return SentimentOptions(**{k: float(v) for k, v in config.items() if k in known})


def train(
    config: dict[str, Any], encoder: ToneEncoder, options: SentimentOptions
) -> SentimentTraining:
    """Trains the analyser as `bot train` does, in this process."""
    messages = training_messages(config)
    texts = [bare(message.text) for message in messages]
    lexicon = config.get("lexicon", "data/lexicon/sentiment_cues.yml")
    return train_sentiment(
        texts,
        [message.label for message in messages],
        encoder.encode_tone(texts),
        load_lexicon(PROJECT_ROOT / lexicon),
        load_short_forms(),
        options,
    )


def training_messages(config: dict[str, Any]) -> tuple[LabelledMessage, ...]:
    """Reads the messages that the configured analyser learns from."""
    return read_messages(PROJECT_ROOT / config.get("data", "data/sentiment"))


def measure(probabilities: Floats, answers: Sequence[str]) -> dict[str, float]:
    """Compares probabilities, float32 [N, L], with what people said.

    Returns:
        `negative_auc`: how often a negative text ranks above another one, in [0, 1];
        `macro_f1`: mean over the three classes, in [0, 1].
    """
    truth = np.array(answers)
    classes = three_classes(probabilities)
    guessed = np.array(CLASSES)[classes.argmax(axis=1)]
    negative = negative_probability(probabilities)
    return {
        "negative_auc": round(auc(negative, truth == "negative"), 4),
        "macro_f1": round(macro_f1(guessed, truth), 4),
    }


def negative_probability(probabilities: Floats) -> Floats:
    """Adds up anger, distress and worry, float32 [N]."""
    negative = (
        SentimentLabel.ANGRY,
        SentimentLabel.DISTRESSED,
        SentimentLabel.WORRIED,
    )
    columns = [LABELS.index(label) for label in negative]
    return np.asarray(probabilities[:, columns].sum(axis=1), np.float32)


def three_classes(probabilities: Floats) -> Floats:
    """Weighs negative, neutral and positive, float32 [N, 3]; the largest decides."""
    neutral = probabilities[:, LABELS.index(SentimentLabel.NEUTRAL)]
    positive = probabilities[:, LABELS.index(SentimentLabel.SATISFIED)]
    negative = negative_probability(probabilities) / np.float32(_NEGATIVE_SHARE)
    return np.stack([negative, neutral, positive], axis=1)


def auc(scores: Floats, positive: npt.NDArray[np.bool_]) -> float:
    """Gives the area under the ROC curve; ties count half, 0.5 without two classes."""
    above, below = scores[positive], scores[~positive]
    if not len(above) or not len(below):
        return 0.5
    ordered = np.sort(below)
    lower = np.searchsorted(ordered, above, side="left")
    tied = np.searchsorted(ordered, above, side="right") - lower
    return float((lower + 0.5 * tied).mean() / len(below))


def macro_f1(guessed: npt.NDArray[Any], truth: npt.NDArray[Any]) -> float:
    """Gives the mean F1 of the classes that people used."""
    scores = []
    for name in sorted(set(truth)):
        hits = int(((guessed == name) & (truth == name)).sum())
        total = int((guessed == name).sum() + (truth == name).sum())
        scores.append(2 * hits / total)
    return float(np.mean(scores))


if __name__ == "__main__":
    from bot.bench.sentiment_ablation import main

    main()
