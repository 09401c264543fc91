"""Brings French messages to one spelling, for the comparison of words only.

Meaning is read by the sentence encoder from the untouched text; here « BJR!!! » and
« bonjour » should look alike. Short forms are data: `data/lexicon/short_forms.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml

from bot.errors import SettingsError

SHORT_FORMS_FILE = (
    Path(__file__).resolve().parents[2] / "data" / "lexicon" / "short_forms.yml"
)

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′´`＇", "'"))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
# Three letters alike or more are emphasis; French has none with three.
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
# A word, with its inner apostrophes and hyphens apart, or one sign (€, emoji).
_TOKEN = re.compile(r"[^\W_]+|[€$£%]|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50]")


def fold(text: str) -> str:
    """Lowers case, drops accents, straightens apostrophes, shortens « ouiiii ».

    Digits keep their repetitions: 10000 stays 10000.
    """
    text = text.translate(_APOSTROPHES).casefold().translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _ELONGATED.sub(r"\1", bare)


def words(text: str, short_forms: Mapping[str, str]) -> list[str]:
    """Cuts a message into comparable words, short forms written out.

    Args:
        text: What the customer wrote.
        short_forms: Folded short form → folded words in full.

    Returns:
        Words in order, each currency sign and emoji as a word of its own; no other
        punctuation. Empty for an empty message.
    """
    folded = fold(text)
    found: list[str] = []
    for match in _TOKEN.finditer(folded):
        # « c » alone means « c'est », but not where the apostrophe is written.
        elided = folded.startswith("'", match.end())
        full = None if elided else short_forms.get(match.group())
        found.extend(_TOKEN.findall(full) if full else [match.group()])
    return found


@lru_cache(maxsize=4)
def load_short_forms(path: Path = SHORT_FORMS_FILE) -> Mapping[str, str]:
    """Reads the table of short forms, both sides folded; read once per process.

    Raises:
        SettingsError: The file is missing or is not a table of words.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        table = content["short_forms"]
        folded = {
            fold(_text(short)): fold(_text(full)) for short, full in table.items()
        }
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise SettingsError(
            f"Expected `short_forms:` with lines `bjr: bonjour` in `{path}`, but found "
            f'{error!r}. Please correct the file (quote words such as "oui" and "on").'
        ) from error
    return MappingProxyType(folded)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a word")
    return value
