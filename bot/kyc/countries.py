"""ISO codes from French names of countries and nationalities."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii

from bot.errors import SettingsError
from bot.knowledge.yaml_files import read_yaml
from bot.kyc.kyc_rules import KNOWLEDGE_DIR

COUNTRIES_PATH = KNOWLEDGE_DIR / "countries.yml"
MAX_WORDS = 5  # of the longest name: « République populaire démocratique de Corée »


@dataclass(frozen=True)
class Countries:
    """Names and nationalities.

    Attributes:
        codes: Folded word or phrase → ISO 3166-1 alpha-2.
        names: ISO code → name in French, as people read it.
    """

    codes: Mapping[str, str]
    names: Mapping[str, str]

    def find_all(self, text: str) -> tuple[str, ...]:
        """Finds the countries that a text names, in its order, without repetition.

        Longer names win: « Corée du Nord » is not South Korea. Words that only look
        like a code (« de », « ne ») are not read.
        """
        words = _fold(text).split()
        found: list[str] = []
        at = 0
        while at < len(words):
            for length in range(MAX_WORDS, 0, -1):
                code = self.codes.get(" ".join(words[at : at + length]))
                if code:
                    found.append(code)
                    at += length
                    break
            else:
                at += 1
        return tuple(dict.fromkeys(found))


def _fold(text: str) -> str:
    plain = anyascii(text).casefold()
    return " ".join(re.findall(r"[a-z]+", plain))


def read_countries(content: Mapping[str, Mapping[str, list[str]]]) -> Countries:
    """Indexes the file's words.

    Raises:
        SettingsError: A word stands for two countries, or a line is not as expected.
    """
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for code, words in content["countries"].items():
        if not re.fullmatch("[A-Z]{2}", str(code)) or len(words) < 3:
            raise SettingsError(
                "Expected each line of countries.yml to be `CODE: [name, masculine, "
                f"feminine, …]`, but found {code!r}. Please correct it."
            )
        names[code] = words[0]
        for word in words:
            taken = codes.setdefault(_fold(word), code)
            if taken != code:
                raise SettingsError(
                    f"Expected each word of countries.yml to stand for one country, "
                    f"but found {word!r} under {taken} and {code}."
                )
    return Countries(codes, names)


@functools.lru_cache(maxsize=2)
def default_countries(path: Path = COUNTRIES_PATH) -> Countries:
    """Reads the project's own file, once per process."""
    return read_countries(read_yaml(path))
