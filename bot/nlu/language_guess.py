"""Guesses that a message is not in French, by its script and its little words. Pure.

Names of persons and firms are no language: neither « dos Santos » nor « The Corner
Shop » is enough. The words are data: `data/lexicon/languages.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.errors import SettingsError
from bot.nlu.normalisation import fold

LANGUAGES_FILE = (
    Path(__file__).resolve().parents[2] / "data" / "lexicon" / "languages.yml"
)

_WORD = re.compile(r"[^\W\d_]+")
# At least so many different words of the language, so great a part of all words, and
# more of them than of French ones.
_LEAST_WORDS = 2
_LEAST_SHARE = 0.3
_LEAST_LETTERS = 2  # of another script


@dataclass(frozen=True)
class Languages:
    """What betrays a language.

    Attributes:
        home: Folded words of French.
        words: Language → its folded words; those that are French too prove nothing.
        scripts: First word of a letter's Unicode name → language (`ARABIC` → `ar`).
    """

    home: frozenset[str]
    words: Mapping[str, frozenset[str]]
    scripts: Mapping[str, str]


def guess_language(text: str, languages: Languages) -> str | None:
    """Gives the code of a message's language; `None` if it is French or unsure."""
    return _by_script(text, languages) or _by_words(text, languages)


def _by_script(text: str, languages: Languages) -> str | None:
    letters = [sign for sign in text if sign.isalpha()]
    found = [
        languages.scripts.get(unicodedata.name(sign, "").split(" ")[0].split("-")[0])
        for sign in letters
    ]
    foreign = [code for code in found if code]
    if len(foreign) < _LEAST_LETTERS or 2 * len(foreign) <= len(letters):
        return None
    return max(sorted(set(foreign)), key=foreign.count)


def _by_words(text: str, languages: Languages) -> str | None:
    written = _WORD.findall(fold(text))
    found = {
        code: [word for word in written if word in known]
        for code, known in languages.words.items()
    }
    own = {
        code: [word for word in words if word not in languages.home]
        for code, words in found.items()
    }
    code = max(sorted(own), key=lambda each: len(own[each]))
    shared = set(found[code])
    at_home = sum(word in languages.home - shared for word in written)
    enough = len(set(own[code])) >= _LEAST_WORDS and len(own[code]) > at_home
    return code if enough and len(found[code]) >= _LEAST_SHARE * len(written) else None


@lru_cache(maxsize=4)
def load_languages(path: Path = LANGUAGES_FILE) -> Languages:
    """Reads the table of words; read once per process.

    Raises:
        SettingsError: The file is missing or has another form than expected.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        home = frozenset(fold(content["french"]).split())
        words = {
            str(code): frozenset(fold(listed).split())
            for code, listed in content["languages"].items()
        }
        scripts = {str(k): str(v) for k, v in content["scripts"].items()}
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise SettingsError(
            f"Expected `french`, `languages` and `scripts` in `{path}`, each as its "
            f"comments say, but found {error!r}. Please correct the file."
        ) from error
    return Languages(home, words, scripts)
