"""Opens a list of sanctions, whichever of the known formats its file has."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from bot.errors import ListUnreadable
from bot.kyc.countries import Countries, default_countries
from bot.kyc.eu_list import read_eu_list
from bot.kyc.sanctions_list import SanctionsList
from bot.kyc.treasury_list import read_treasury_list

REGISTERS_DIR = Path(__file__).resolve().parents[2] / "data" / "registers"
SAMPLE_FILE = REGISTERS_DIR / "sample_treasury_freezes.json"
MAX_BYTES = 200 * 1024 * 1024  # several times the largest real list


def read_sanctions_file(path: Path, countries: Countries) -> SanctionsList:
    """Reads a list: JSON of the DG Trésor, or XML of the EU.

    Raises:
        ListUnreadable: The file is missing, too large, or neither of the two.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ListUnreadable(
                f"Expected {path.name} to have at most {MAX_BYTES} bytes, but found "
                f"{size}. Please check BOT_SANCTIONS_FILE."
            )
        content = path.read_bytes()
    except OSError as error:
        raise ListUnreadable(
            f"Expected a list of sanctions at {path.name}, but found "
            f"{type(error).__name__}. Please check BOT_SANCTIONS_FILE."
        ) from error
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    found = (
        read_eu_list(content)
        if start == b"<"
        else read_treasury_list(content.lstrip(b"\xef\xbb\xbf"), countries)
    )
    return replace(found, sample=path.parent == REGISTERS_DIR)


class SanctionsSource:
    """The current list: read on first use, and again when its file has changed.

    Thread-safe, because actions read it off the event loop.
    """

    def __init__(self, path: Path, countries: Countries | None = None) -> None:
        """Keeps the path; nothing is read yet."""
        self._path = path
        self._countries = countries
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._list: SanctionsList | None = None

    def current(self) -> SanctionsList:
        """The list.

        Raises:
            ListUnreadable: The file cannot be read. A list read before is not used
                instead: an agent must know that the comparison did not take place.
        """
        with self._lock:
            stamp = self._stamp()
            if self._list is None or stamp is None or stamp != self._seen:
                countries = self._countries or default_countries()
                self._list = read_sanctions_file(self._path, countries)
                self._seen = stamp
            return self._list

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size
