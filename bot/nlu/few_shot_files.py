"""Saves and loads the intent model as plain arrays and JSON, never as pickle."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from bot.nlu.few_shot_model import FewShotModel
from bot.nlu.lexical_features import LexicalFeatures

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
    np.savez(directory / _ARRAYS, idf=model.lexical.idf, **arrays)
    content = {name: getattr(model, name) for name in _TUPLE_FIELDS}
    content["terms"] = model.lexical.terms
    content["short_forms"] = dict(model.lexical.short_forms)
    content["typical_similarity"] = model.typical_similarity
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
        idf = arrays["idf"]
        fields = {name: arrays[name] for name in _ARRAY_FIELDS}
    lexical = LexicalFeatures(tuple(content["terms"]), idf, content["short_forms"])
    return FewShotModel(
        lexical=lexical,
        typical_similarity=float(content["typical_similarity"]),
        neighbours=int(content["neighbours"]),
        **fields,
        **{name: tuple(content[name]) for name in _TUPLE_FIELDS},
    )
