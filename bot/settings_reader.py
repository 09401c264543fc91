"""Turns environment variables into checked values, with errors that say what to do."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError

PREFIX = "BOT_"
# Variables of the test suite: they sit next to ours and mean nothing here.
TEST_PREFIX = "BOT_TEST_"

# 32 bytes: 43 signs and one to fill up.
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


class Reader:
    """Reads variables by kind and remembers which names were asked for.

    An empty or blank variable counts as unset, because compose files and shells
    often produce one.

    Args:
        environ: Where to look.
        root: Folder that relative paths start from.
    """

    def __init__(self, environ: Mapping[str, str], root: Path) -> None:
        self.environ = environ
        self.names_seen: list[str] = []
        self._root = root

    def _find(self, name: str) -> str | None:
        self.names_seen.append(name)
        return self.environ.get(name, "").strip() or None

    def text(self, name: str, default: str) -> str:
        """Any text without line breaks."""
        return self._find(name) or default

    def secret(self, name: str, min_chars: int) -> str | None:
        """A text that is never shown, not even in an error."""
        value = self._find(name)
        if value is not None and len(value) < min_chars:
            raise SettingsError(
                f"Expected `{name}` to have at least {min_chars} characters, but found "
                f"{len(value)}. Please choose a longer one, or unset it."
            )
        return value

    def keys(self, name: str) -> tuple[str, ...]:
        """Keys of 32 bytes in URL-safe base64, with commas; none is ever shown."""
        found = [part.strip() for part in (self._find(name) or "").split(",")]
        keys = tuple(part for part in found if part)
        for number, key in enumerate(keys, start=1):
            if not _KEY.fullmatch(key):
                raise SettingsError(
                    f"Expected `{name}` to hold keys as `bot new-key` prints them "
                    f"(44 characters), with commas between them, but key {number} has "
                    f"{len(key)} characters or others than these. Please correct it."
                )
        return keys

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        """One word of a closed set, whatever its case."""
        value = self._find(name)
        if value is None:
            return default
        for word in allowed:
            if word.lower() == value.lower():
                return word
        raise _wrong(name, f"one of {', '.join(allowed)}", value)

    def flag(self, name: str, default: bool) -> bool:
        """Yes or no."""
        value = self._find(name)
        if value is None:
            return default
        if value.lower() in _TRUE | _FALSE:
            return value.lower() in _TRUE
        raise _wrong(name, "`true` or `false`", value)

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number in [low, high]."""
        value = self._find(name)
        if value is None:
            return default
        try:
            number = int(value)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise _wrong(name, f"a whole number from {low} to {high}", value)
        return number

    def port(self, name: str, default: int) -> int:
        """A TCP port in [1, 65535]."""
        return self.integer(name, default, 1, 65_535)

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """A number in [low, high], in the unit that the name ends with."""
        value = self._find(name)
        if value is None:
            return float(default)
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not low <= number <= high:  # also refuses NaN
            raise _wrong(name, f"a number from {low:g} to {high:g}", value)
        return number

    def folder(self, name: str, default: str) -> Path:
        """A folder, which need not exist yet; relative ones start at the project."""
        return self._root / Path(self._find(name) or default).expanduser()

    def url(self, name: str, schemes: tuple[str, ...]) -> str | None:
        """An address with one of the schemes, without a final slash."""
        value = self._find(name)
        if value is None:
            return None
        scheme, found, rest = value.partition("://")
        if scheme not in schemes or not found or not rest:
            # The value may hold a password: show no more than the scheme.
            shown = f"{scheme}://…" if found else "a value without `://`"
            raise _wrong(
                name, f"an address such as {schemes[0]}://…", shown, ", ".join(schemes)
            )
        return value.rstrip("/")

    def origins(self, name: str) -> tuple[str, ...]:
        """Origins separated by commas, e.g. `https://www.example.fr`."""
        value = self._find(name) or ""
        found = [part.strip().rstrip("/") for part in value.split(",") if part.strip()]
        for origin in found:
            parts = urlsplit(origin)
            extra = parts.path or parts.query or parts.fragment or parts.username
            if parts.scheme not in {"http", "https"} or not parts.hostname or extra:
                raise _wrong(
                    name,
                    "origins such as `https://www.example.fr`, with commas",
                    origin,
                )
        return tuple(found)


def reject_near_misses(known: Iterable[str], environ: Mapping[str, str]) -> None:
    """Refuses a variable whose name is almost one of ours.

    Other `BOT_…` names are let through: container platforms add some of their own
    (`BOT_SERVICE_HOST`).

    Raises:
        SettingsError: A name is unknown and very close to a known one.
    """
    names = sorted(set(known))
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name.startswith(TEST_PREFIX) or name in names:
            continue
        close = difflib.get_close_matches(name, names, n=1, cutoff=0.87)
        if close:
            raise SettingsError(
                f"Expected a known setting, but found `{name}`. "
                f"Did you mean `{close[0]}`? See docs/settings.md."
            )


def _wrong(name: str, expected: str, found: str, allowed: str = "") -> SettingsError:
    hint = f" ({allowed})" if allowed else ""
    return SettingsError(
        f"Expected `{name}` to be {expected}{hint}, but found {found!r}. "
        "Please correct it; docs/settings.md lists every setting."
    )
