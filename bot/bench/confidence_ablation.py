"""`python -m bot.bench.confidence_ablation`: what each part of the confidence brings.

Trains the intent model of `config.yml` on each trial, with all examples and with six
per label, and scores the same held-out messages in several ways. Printed: AUC of
telling messages in scope from messages out of it. The intent `out_of_scope` is left
out of the training here: it would do the work of the confidence.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from bot.bench.nlu_metrics import REFUSALS, auc
from bot.bench.trials import TRIALS, Trial, examples, lines, train
from bot.nlu.few_shot_model import FewShotModel, Floats, centre, per_intent

_FEW = 6  # examples per label in the second half of the table
_SEEDS = range(3)
_LEAST = 0.02  # as in bot.nlu.confidence


def main() -> None:
    """Prints one line per trial and number of examples."""
    for trial in TRIALS:
        pairs = list(zip(*examples(trial.train), strict=True))
        known = [pair for pair in pairs if pair[1] not in REFUSALS]
        print(trial.title)
        _show("all examples", [_scores(trial, known)])
        few = [_scores(trial, _sample(known, seed)) for seed in _SEEDS]
        _show(f"{_FEW} per label", few)


def _show(title: str, found: Sequence[dict[str, float]]) -> None:
    means = {name: np.mean([one[name] for one in found]) for name in found[0]}
    cells = "  ".join(f"{name} {value:.3f}" for name, value in means.items())
    print(f"  {title:13} {cells}", flush=True)


def _sample(pairs: Sequence[tuple[str, str]], seed: int) -> list[tuple[str, str]]:
    draw = random.Random(seed)
    per_label: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        per_label[pair[1]].append(pair)
    chosen = [draw.sample(one, min(_FEW, len(one))) for one in per_label.values()]
    return sorted(pair for one in chosen for pair in one)


def _scores(trial: Trial, pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    texts, labels = [text for text, _ in pairs], [label for _, label in pairs]
    model, encoder = train(texts, labels)
    plain = centre(encoder.encode(texts), model.mean)
    sides = []
    for messages in (examples(trial.test)[0], lines(trial.foreign)):
        vectors = encoder.encode(messages)
        rows = zip(messages, vectors, strict=True)
        sides.append([_ways(model, plain, text, vector) for text, vector in rows])
    inside, outside = sides
    return {
        name: auc([one[name] for one in inside], [one[name] for one in outside])
        for name in inside[0]
    }


def _ways(
    model: FewShotModel, plain: Floats, text: str, vector: Floats
) -> dict[str, float]:
    """Scores one message in each of the ways."""
    chance = per_intent(model.labels, model.probabilities(text, vector))[0][1]
    near = np.sort(plain @ centre(vector, model.mean))[-model.neighbours :].mean()
    even = model.understand(text, vector)
    cosine, likeness = max(float(near), _LEAST), max(even.closeness, _LEAST)
    return {
        "probability": chance,
        "cosine": cosine,
        "likeness": likeness,
        "probability × cosine": chance * cosine,
        "probability × likeness": chance * likeness,
        "ours": even.ranking[0][1],
    }


if __name__ == "__main__":
    main()
