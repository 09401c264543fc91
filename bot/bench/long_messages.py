"""`python -m bot.bench.long_messages`: how the question in a long story is read.

Compares three ways on messages written for this choice, in which the question is a
small part: the message as a whole; any part that asks; and the whole, made surer by a
part that means the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bot.bench.nlu_metrics import REFUSALS
from bot.bench.sentiment_ablation import configured_limits
from bot.bench.trials import CLASSIFIER, TRIALS, examples, options_of, train
from bot.nlu.asking_parts import asking_parts, load_asking_words
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.few_shot_model import FewShotModel, Understanding, intent_of, surest
from bot.settings import PROJECT_ROOT

MESSAGES = PROJECT_ROOT / "tests" / "nlu" / "helpline" / "long_messages.yml"

# From the reading of the whole and of its parts to the one that counts.
Way = Callable[[Understanding, Sequence[Understanding]], Understanding]


def _whole(whole: Understanding, _: Sequence[Understanding]) -> Understanding:
    return whole


def _any_part(whole: Understanding, parts: Sequence[Understanding]) -> Understanding:
    return max((whole, *parts), key=lambda reading: reading.ranking[0][1])


WAYS: Mapping[str, Way] = {
    "whole message": _whole,
    "surest part": _any_part,
    "whole, made surer": surest,
}


def main(path: Path = MESSAGES) -> None:
    """Trains on the project's data and prints one line per way."""
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    asked = [
        (text, intent_of(block["intent"]))
        for block in content["questions"]
        for text in block["asked"]
    ]
    least = int(options_of(CLASSIFIER, "pipeline")["long_message_words"])
    read = partial(_read, *train(*examples(TRIALS[0].train)), least)
    questions = [read(text) for text, _ in asked]
    foreign = [read(text) for text in content["out_of_scope"]]
    ask = configured_limits().understanding.ask
    print(f"{len(asked)} questions, {len(foreign)} foreign, ask = {ask}")
    for name, way in WAYS.items():
        best = [way(*one).ranking[0] for one in questions]
        right = np.array([i == g for (i, _), (_, g) in zip(best, asked, strict=True)])
        given = np.array([sure >= ask for _, sure in best])
        others = [way(*one).ranking[0] for one in foreign]
        through = [i not in REFUSALS and s >= ask for i, s in others]
        print(
            f"{name:18} right and answered {(right & given).mean():.0%}, "
            f"wrong and answered {(~right & given).mean():.0%}, "
            f"foreign answered {np.mean(through):.0%}"
        )


def _read(
    model: FewShotModel, encoder: SentenceEncoder, least: int, text: str
) -> tuple[Understanding, list[Understanding]]:
    texts = [text, *asking_parts(text, load_asking_words(), least)]
    vectors = encoder.encode(texts)
    whole, *parts = (
        model.understand(one, v) for one, v in zip(texts, vectors, strict=True)
    )
    return whole, parts


if __name__ == "__main__":
    main()
