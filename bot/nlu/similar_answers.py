"""Chooses one answer of a retrieval intent by likeness to its example questions.

Shapes: N examples, A answers, D = 384.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.nlu.few_shot_model import Floats, centre, softmax

_ARRAYS, _WORDS = "similar_answers.npz", "similar_answers.json"
# Examples of one answer that vote: with a single one a stray example would decide.
_VOTES = 2
# How sharply likeness becomes confidence: two answers 0.2 apart are told as 88 to 12.
_TEMPERATURE = 0.1


@dataclass(frozen=True)
class SimilarAnswers:
    """The examples of every answer.

    Attributes:
        keys: Names of the answers (`faq/rate`), sorted, length A.
        mean: float32 [D]: mean of all training messages, of every intent.
        examples: float32 [N, D]: centred, normalised.
        answer_of: int64 [N]: place in `keys` of each example's answer.
        responses: Response key (`utter_faq/rate`) → its variations, as in the domain.
        retrieval_intents: All retrieval intents of the training data.
    """

    keys: tuple[str, ...]
    mean: Floats
    examples: Floats
    answer_of: np.ndarray[Any, np.dtype[np.int64]]
    responses: dict[str, list[dict[str, Any]]]
    retrieval_intents: tuple[str, ...]

    def rank(self, vector: Floats, intent: str = "") -> list[tuple[str, float]]:
        """Gives every answer with its confidence in [0, 1], best first; sum = 1.

        Args:
            vector: float32 [D] of the message.
            intent: Retrieval intent whose answers alone are compared; empty = all.
        """
        similarities = self.examples @ centre(vector, self.mean)
        start = f"{intent}/" if intent else ""
        keys = [key for key in self.keys if key.startswith(start)]
        places = [self.keys.index(key) for key in keys]
        scores = np.array(
            [
                np.sort(similarities[self.answer_of == place])[-_VOTES:].mean()
                for place in places
            ],
            np.float64,
        )
        confidences = softmax(scores / _TEMPERATURE)
        best_first = np.argsort(-confidences, kind="stable").tolist()
        return [(keys[place], float(confidences[place])) for place in best_first]


def gather_answers(
    keys: Sequence[str],
    vectors: Floats,
    mean: Floats,
    responses: dict[str, list[dict[str, Any]]],
    retrieval_intents: Sequence[str],
) -> SimilarAnswers:
    """Puts the labelled vectors float32 [N, D] of the questions in order."""
    names = tuple(sorted(set(keys)))
    places = np.array([names.index(key) for key in keys], np.int64)
    return SimilarAnswers(
        names,
        mean,
        centre(vectors, mean),
        places,
        responses,
        tuple(sorted(retrieval_intents)),
    )


def save_answers(answers: SimilarAnswers, directory: Path) -> None:
    """Writes two files, arrays and JSON, into an existing directory."""
    np.savez(
        directory / _ARRAYS,
        mean=answers.mean,
        examples=answers.examples,
        answer_of=answers.answer_of,
    )
    content = {
        "keys": answers.keys,
        "responses": answers.responses,
        "retrieval_intents": answers.retrieval_intents,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    (directory / _WORDS).write_text(text, encoding="utf-8")


def load_answers(directory: Path) -> SimilarAnswers:
    """Reads what `save_answers` wrote.

    Raises:
        FileNotFoundError: Nothing was saved there.
    """
    content = json.loads((directory / _WORDS).read_text(encoding="utf-8"))
    with np.load(directory / _ARRAYS, allow_pickle=False) as arrays:
        return SimilarAnswers(
            tuple(content["keys"]),
            arrays["mean"],
            arrays["examples"],
            arrays["answer_of"],
            content["responses"],
            tuple(content["retrieval_intents"]),
        )
