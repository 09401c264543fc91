"""Counts how a French message is written: angry words, capitals, signs, courtesy.

The words live in `data/lexicon/sentiment_cues.yml`. A cue says nothing alone; the
sentiment model weighs the counts beside the meaning of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from ruamel.yaml import YAML

from bot.errors import SettingsError
from bot.nlu.normalisation import fold

MAX_COUNT = 3.0  # a fourth insult says no more than the third
# Words before a cue in which a negation turns it: « je ne suis pas du tout content ».
NEGATION_REACH = 4
# Cues whose meaning a negation reverses; they get a second, negated count.
REVERSIBLE = ("indignation", "bad_judgement", "worry", "pleasure")
_SHAPE_FEATURES = (
    "exclamations",
    "repeated_exclamation",
    "question_marks",
    "mixed_marks",
    "ellipses",
    "capital_words",
    "all_capitals",
    "elongated",
    "negations",
    "length",
    "duration",
    "irony",
    "calm_question",
    "courteous_anger",
)
_SIGN_FEATURES = ("angry", "sad", "happy")

_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*'?|\d+")
_SPACES = re.compile(r"\s+")
_CAPITAL_WORD = re.compile(r"\b[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜŒ]{3,}\b")
_DURATION = re.compile(
    r"\b(?:\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|plusieurs|des)"
    r" ?(?:h|heures?|jours?|j|semaines?|sem|mois|ans?|annees?|minutes?|min|mn|fois)\b"
)


@dataclass(frozen=True)
class CueLexicon:
    """The words and signs to look for, ready to match.

    Attributes:
        source: What was read from the YAML file; stored beside a trained model.
        patterns: One compiled pattern per group, over `fold`ed text.
        negations: Folded words that negate.
        signs: Emoji and typed signs of each mood.
    """

    source: Mapping[str, Any]
    patterns: Mapping[str, re.Pattern[str]]
    negations: frozenset[str]
    signs: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the counts, in the order of `cue_features`."""
        negated = tuple(f"not_{g}" for g in REVERSIBLE if g in self.patterns)
        signs = tuple(f"sign_{mood}" for mood in _SIGN_FEATURES)
        return (*self.patterns, *negated, *signs, *_SHAPE_FEATURES)


def flat(text: str, short_forms: Mapping[str, str]) -> str:
    """Folds `text` and writes short forms out; the punctuation stays."""
    folded = _WORD.sub(lambda m: short_forms.get(m[0], m[0]), fold(text))
    return _SPACES.sub(" ", folded).strip()


def _entry_pattern(entry: str) -> str:
    folded = fold(entry.rstrip("*"))
    escaped = re.escape(folded)
    if entry.endswith("*"):
        return rf"{escaped}\w*"
    return escaped if folded.endswith("'") else rf"{escaped}(?!\w)"


def parse_lexicon(source: Mapping[str, Any]) -> CueLexicon:
    """Builds a lexicon from the content of the YAML file.

    Raises:
        SettingsError: A group is missing or is not a list of words.
    """
    missing = {"cues", "negations", "signs", "typed_signs"} - set(source)
    if missing:
        raise SettingsError(
            f"Expected the cue lexicon to have {sorted(missing)}, but found "
            f"{sorted(source)}. Please add what is missing."
        )
    patterns = {}
    for group, entries in source["cues"].items():
        if not isinstance(entries, list) or not all(
            isinstance(entry, str) and entry.rstrip("*") for entry in entries
        ):
            raise SettingsError(
                f"Expected `cues.{group}` to be a list of words, but found "
                f'{entries!r}. Please correct it (quote words such as "yes").'
            )
        # Longest first, so that « pas de reponse » is one hit and not a shorter one.
        parts = [_entry_pattern(e) for e in sorted(entries, key=len, reverse=True)]
        patterns[str(group)] = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})")
    typed = source["typed_signs"]
    signs = {
        mood: (*source["signs"].get(mood, ""), *typed.get(mood, ()))
        for mood in _SIGN_FEATURES
    }
    negations = frozenset(fold(str(word)) for word in source["negations"])
    return CueLexicon(source, patterns, negations, signs)


def load_lexicon(path: Path) -> CueLexicon:
    """Reads the lexicon file.

    Raises:
        SettingsError: The file is missing or has an unexpected shape.
    """
    if not path.is_file():
        raise SettingsError(
            f"Expected the cue lexicon at {str(path)!r}, but found no such file. "
            "Please correct `lexicon` of SentimentAnalyzer in config.yml."
        )
    return parse_lexicon(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def _is_negated(before: str, negations: frozenset[str]) -> bool:
    """Tells whether a negation stands in the last words of the same clause."""
    clause = re.split(r"[.!?;:,\n]|\bmais\b", before)[-1]
    return any(w in negations for w in _WORD.findall(clause)[-NEGATION_REACH:])


def _word_counts(folded: str, lexicon: CueLexicon) -> dict[str, float]:
    counts: dict[str, float] = {}
    for group, pattern in lexicon.patterns.items():
        plain, negated = 0.0, 0.0
        for hit in pattern.finditer(folded):
            if group in REVERSIBLE and _is_negated(
                folded[: hit.start()], lexicon.negations
            ):
                negated += 1
            else:
                plain += 1
        counts[group] = min(plain, MAX_COUNT)
        if group in REVERSIBLE:
            counts[f"not_{group}"] = min(negated, MAX_COUNT)
    return counts


def _shape_counts(text: str, folded: str, lexicon: CueLexicon) -> dict[str, float]:
    letters = [c for c in text if c.isalpha()]
    words = _WORD.findall(folded)
    capitals = sum(c.isupper() for c in letters)
    return {
        "exclamations": min(float(text.count("!")), MAX_COUNT),
        "repeated_exclamation": float("!!" in text.replace(" ", "")),
        "question_marks": min(float(text.count("?")), MAX_COUNT),
        "mixed_marks": float(bool(re.search(r"\?\s*!|!\s*\?|\?\s*\?", text))),
        "ellipses": min(float(text.count("...") + text.count("…")), MAX_COUNT),
        "capital_words": min(float(len(_CAPITAL_WORD.findall(text))), MAX_COUNT),
        "all_capitals": float(len(letters) >= 8 and capitals > 0.7 * len(letters)),
        "elongated": float(bool(_ELONGATED.search(text.lower()))),
        "negations": min(float(sum(w in lexicon.negations for w in words)), MAX_COUNT),
        # Natural logarithm of the number of words: 0 for one word, 3 for twenty.
        "length": float(np.log(max(len(words), 1))),
        "duration": float(bool(_DURATION.search(folded))),
    }


def _combined(counts: Mapping[str, float]) -> dict[str, float]:
    """Says what pairs of counts mean that neither means alone."""
    failing = sum(
        counts.get(name, 0.0)
        for name in ("repetition", "indignation", "bad_judgement", "coarse")
    )
    heat = failing + counts.get("exasperation", 0.0) + counts["exclamations"]
    asks = counts["question_marks"] > 0 or counts.get("asking", 0.0) > 0
    praised = counts.get("praise_opening", 0.0) > 0
    return {
        "irony": float(praised and failing + counts["duration"] > 0),
        "calm_question": float(asks and heat == 0 and counts["all_capitals"] == 0),
        "courteous_anger": float(counts.get("courtesy", 0.0) > 0 and failing > 0),
    }


def cue_counts(
    text: str, lexicon: CueLexicon, short_forms: Mapping[str, str]
) -> dict[str, float]:
    """Counts the cues of one message by name, each in [0, 3] except `length`."""
    folded = flat(text, short_forms)
    counts = _word_counts(folded, lexicon)
    for mood, signs in lexicon.signs.items():
        found = float(sum(text.count(sign) for sign in signs))
        counts[f"sign_{mood}"] = min(found, MAX_COUNT)
    counts.update(_shape_counts(text, folded, lexicon))
    counts.update(_combined(counts))
    return counts


def cue_features(
    texts: Sequence[str], lexicon: CueLexicon, short_forms: Mapping[str, str]
) -> npt.NDArray[np.float32]:
    """Counts the cues of each message: float32, shape [N, len(lexicon.names)]."""
    names = lexicon.names
    rows = []
    for text in texts:
        counts = cue_counts(text, lexicon, short_forms)
        rows.append([counts[name] for name in names])
    return np.asarray(rows, dtype=np.float32).reshape(len(texts), len(names))
