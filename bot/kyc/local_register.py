"""A register of fictional companies in a file, for demonstrations and tests."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from bot.errors import SettingsError
from bot.kyc.company_register import RegisterAnswer
from bot.kyc.register_reading import BadAnswer, read_search_answer

LOCAL_PATH = Path(__file__).resolve().parents[2] / "data" / "registers" / (
    "companies.json"
)  # fmt: skip


class LocalRegister:
    """Answers like the public register, from a file in its shape."""

    def __init__(self, path: Path = LOCAL_PATH) -> None:
        """Keeps the path; the file is read at each question, in a thread."""
        self._path = path

    async def find(self, siren: str) -> RegisterAnswer:
        """See `CompanyRegister`.

        Raises:
            SettingsError: The file is missing or broken: it comes with the project.
        """
        return await asyncio.to_thread(self._find, siren)

    def _find(self, siren: str) -> RegisterAnswer:
        try:
            return read_search_answer(self._path.read_bytes(), siren)
        except (OSError, BadAnswer) as error:
            raise SettingsError(
                f"Expected {self._path.name} to be in the shape of the public "
                f"register, but found {type(error).__name__}. Please restore it."
            ) from error


def companies_of(path: Path = LOCAL_PATH) -> list[dict[str, object]]:
    """The raw results of the file, for whoever seeds or tests."""
    results = json.loads(path.read_text(encoding="utf-8"))["results"]
    return list(results)
