"""French words of the exported tables: data/desk/history_words.yml."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from pydantic import BaseModel, Extra, Field, validator

from bot.contracts.desk import Resolution
from bot.contracts.escalation import EscalationReason
from bot.knowledge.yaml_files import PROJECT, read_checked

WORDS_PATH = PROJECT / "data" / "desk" / "history_words.yml"


class HistoryWords(BaseModel):
    """Everything in the file: how each key is written for people."""

    unknown: str
    figure_columns: dict[str, str]
    sections: dict[str, str]
    conversation_columns: dict[str, str]
    reasons: dict[EscalationReason, str]
    outcomes: dict[str, str]
    resolutions: dict[Resolution, str]
    weekdays: list[str] = Field(min_items=7, max_items=7)

    class Config:
        extra = Extra.forbid
        frozen = True
        keep_untouched = (functools.cached_property,)

    @validator("reasons")
    def _every_reason(
        cls, words: dict[EscalationReason, str]
    ) -> dict[EscalationReason, str]:
        missing = [reason.value for reason in EscalationReason if reason not in words]
        if missing:
            raise ValueError(f"no words for {', '.join(missing)}")
        return words

    def of(self, section: str, key: str | int | None) -> str:
        """The words for one value of a section."""
        if key is None:
            return self.unknown
        if section == "by_weekday":
            return self.weekdays[int(key)]
        return self._by_section.get(section, {}).get(str(key), str(key))

    @functools.cached_property
    def _by_section(self) -> Mapping[str, Mapping[str, str]]:
        # Once: a table asks a few hundred thousand times.
        return {
            "by_reason": {k.value: v for k, v in self.reasons.items()},
            "outcomes": self.outcomes,
            "resolutions": {k.value: v for k, v in self.resolutions.items()},
        }


@functools.lru_cache(maxsize=1)
def default_history_words() -> HistoryWords:
    """The project's own file, read once per process.

    Raises:
        SettingsError: It is missing, or does not follow its form.
    """
    return read_checked(WORDS_PATH, HistoryWords)
