"""Sentiment messages keep their form; training and held-out ones stay apart.

What a good example is, and where it goes: docs/sentiment-data.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
TRAINING_FILES = sorted((ROOT / "data" / "sentiment").glob("*.yml"))
HELD_OUT_FILES = sorted((ROOT / "tests" / "nlu" / "sentiment").glob("*.yml"))
ALL_FILES = [*TRAINING_FILES, *HELD_OUT_FILES]

LABELS = {"angry", "distressed", "worried", "neutral", "satisfied"}
VOICES = {
    "curt",
    "rambling",
    "sms",
    "polite_fury",
    "irony",
    "formal",
    "spoken",
    "calm",
    "review",
}
GROUP_KEYS = {"label", "voice", "hard", "examples"}

# Floors: under them the measured quality is not worth quoting.
MIN_TRAINING = 1_000
MIN_HARD_NEUTRALS = 300
MIN_HELD_OUT = 300
MIN_PER_LABEL_TRAINING = 100
MIN_PER_LABEL_HELD_OUT = 40
MAX_LINES_TRAINING_FILE = 200
# rapidfuzz ratio in [0, 100] on folded text; above it, one is a copy of the other.
MAX_SIMILARITY = 90.0


@dataclass(frozen=True)
class Example:
    """One labelled message and the group it was read from."""

    text: str
    label: str
    voice: str
    hard: bool
    file: str


def _groups(path: Path) -> list[dict[str, object]]:
    document = YAML(typ="safe").load(path)
    assert isinstance(document, dict), path.name
    assert set(document) == {"sentiment"}, path.name
    groups = document["sentiment"]
    assert isinstance(groups, list), path.name
    assert groups, path.name
    return groups


def _read(paths: list[Path]) -> list[Example]:
    found = []
    for path in paths:
        for group in _groups(path):
            examples = group["examples"]
            assert isinstance(examples, list)
            label, voice, hard = (
                str(group["label"]),
                str(group["voice"]),
                group["hard"] is True,
            )
            found += [Example(text, label, voice, hard, path.name) for text in examples]
    return found


def _fold(text: str) -> str:
    """Folds case, accents, punctuation, spaces; signs alone stay as they are."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    words = " ".join(re.findall(r"[a-z0-9]+", bare))
    return words or text.strip()


@pytest.fixture(scope="module", name="training")
def _training() -> list[Example]:
    return _read(TRAINING_FILES)


@pytest.fixture(scope="module", name="held_out")
def _held_out() -> list[Example]:
    return _read(HELD_OUT_FILES)


@pytest.mark.parametrize("path", ALL_FILES, ids=lambda path: path.stem)
def test_file_keeps_the_documented_form(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# "), (
        "say first what the file holds"
    )
    for group in _groups(path):
        assert set(group) == GROUP_KEYS
        assert group["label"] in LABELS
        assert group["voice"] in VOICES
        assert isinstance(group["hard"], bool)
        assert group["label"] == "neutral" or group["hard"] is False, (
            "only neutrals can be hard"
        )
        examples = group["examples"]
        assert isinstance(examples, list)
        assert examples
        assert all(
            isinstance(text, str) and text == text.strip() and text for text in examples
        )


@pytest.mark.parametrize("path", TRAINING_FILES, ids=lambda path: path.stem)
def test_training_file_is_short_and_named_after_its_label(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES_TRAINING_FILE
    assert {group["label"] for group in _groups(path)} == {path.stem.split("_")[0]}


def test_there_are_enough_training_messages_of_every_label(
    training: list[Example],
) -> None:
    counts = Counter(example.label for example in training)
    assert set(counts) == LABELS
    assert sum(counts.values()) >= MIN_TRAINING
    assert min(counts.values()) >= MIN_PER_LABEL_TRAINING, counts


def test_there_are_enough_calm_messages_on_sad_topics(training: list[Example]) -> None:
    assert sum(example.hard for example in training) >= MIN_HARD_NEUTRALS


def test_every_voice_is_heard(training: list[Example]) -> None:
    assert {example.voice for example in training} == VOICES


def test_held_out_set_measures_every_label(held_out: list[Example]) -> None:
    counts = Counter(example.label for example in held_out)
    assert set(counts) == LABELS
    assert sum(counts.values()) >= MIN_HELD_OUT
    assert min(counts.values()) >= MIN_PER_LABEL_HELD_OUT, counts


def test_no_message_is_written_twice(
    training: list[Example], held_out: list[Example]
) -> None:
    counts = Counter(_fold(example.text) for example in [*training, *held_out])
    assert [text for text, count in counts.items() if count > 1] == []


def test_held_out_messages_are_not_rewordings_of_training_messages(
    training: list[Example], held_out: list[Example]
) -> None:
    known = [_fold(example.text) for example in training]
    too_close = []
    for example in held_out:
        best = process.extractOne(
            _fold(example.text), known, scorer=fuzz.ratio, score_cutoff=MAX_SIMILARITY
        )
        if best is not None and best[1] > MAX_SIMILARITY:
            too_close.append((example.text, best[0], round(best[1])))
    assert too_close == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ça suffit !", "ca suffit"),
        ("J’ai  payé.", "j'ai paye"),
        ("Mon CŒUR", "mon coeur"),
    ],
    ids=["accent and punctuation", "apostrophe and spaces", "ligature"],
)
def test_folding_sees_through_spelling(left: str, right: str) -> None:
    assert _fold(left) == _fold(right)


def test_folding_keeps_messages_made_of_signs_apart() -> None:
    assert _fold("😡") != _fold("👍")
