"""Saves and loads the intent model as plain arrays and JSON, never as pickle."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from bot.nlu.confidence import ConfidenceCurve
from bot.nlu.few_shot_model import FewShotModel
from bot.nlu.lexical_features import LexicalFeatures
from bot.nlu.likeness_space import LikenessSpace

_ARRAYS, _WORDS = "few_shot_model.npz", "few_shot_model.json"
_ARRAY_FIELDS = (
    "mean",
    "dense_weights",
    "lexical_weights",
    "biases",
    "examples",
)
_TUPLE_FIELDS = ("labels", "example_texts", "example_labels")


def save_model(model: FewShotModel, directory: Path) -> None:
    """Writes two files into an existing directory."""
    arrays = {name: getattr(model, name) for name in _ARRAY_FIELDS}
    arrays["idf"], arrays["scaling"] = model.lexical.idf, model.space.scaling
    np.savez(directory / _ARRAYS, **arrays)
    content = {name: getattr(model, name) for name in _TUPLE_FIELDS}
    content["terms"] = model.lexical.terms
    content["short_forms"] = dict(model.lexical.short_forms)
    content["curve"] = {"slope": model.curve.slope, "middle": model.curve.middle}
    content["neighbours"] = model.neighbours
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    (directory / _WORDS).write_text(text, encoding="utf-8")


def load_model(directory: Path) -> FewShotModel:
    """Reads what `save_model` wrote.

    Raises:
        FileNotFoundError: Nothing was saved there.
    """
    content = json.loads((directory / _WORDS).read_text(encoding="utf-8"))
    with np.load(directory / _ARRAYS, allow_pickle=False) as arrays:
        lexical = LexicalFeatures(
            tuple(content["terms"]), arrays["idf"], content["short_forms"]
        )
        return FewShotModel(
            labels=tuple(content["labels"]),
            mean=arrays["mean"],
            dense_weights=arrays["dense_weights"],
            lexical_weights=arrays["lexical_weights"],
            biases=arrays["biases"],
            lexical=lexical,
            space=LikenessSpace(arrays["mean"], arrays["scaling"]),
            examples=arrays["examples"],
            example_texts=tuple(content["example_texts"]),
            example_labels=tuple(content["example_labels"]),
            curve=ConfidenceCurve(**content["curve"]),
            neighbours=int(content["neighbours"]),
        )
