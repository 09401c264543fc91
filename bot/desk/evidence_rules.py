"""How much the evidence card shows, and what intents are called on it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Extra, Field, validator

from bot.errors import SettingsError
from bot.knowledge.yaml_files import PROJECT, read_checked, read_yaml

EVIDENCE_PATH = PROJECT / "data" / "desk" / "evidence.yml"
LABELS_PATH = PROJECT / "data" / "knowledge" / "intent_labels.yml"
SHARED_PATH = PROJECT / "data" / "knowledge" / "shareable_answers.yml"


class EvidenceFile(BaseModel):
    """The file as it is written; see its comments."""

    clear_from: float = Field(ge=0, le=1)
    wants: int = Field(ge=1, le=10)
    runners_up: int = Field(ge=1, le=10)
    runner_up_from: float = Field(ge=0, le=1)
    told: int = Field(ge=1, le=20)
    earlier: int = Field(ge=1, le=50)
    suggestions: int = Field(ge=1, le=3)
    no_wish: frozenset[str]
    never_suggested: frozenset[str]
    titles: dict[str, str]
    bot_speaks: tuple[str, ...]

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("bot_speaks", each_item=True)
    def _is_a_pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return pattern


@dataclass(frozen=True)
class EvidenceRules:
    """The numbers of the card, and the title of each intent.

    Attributes:
        numbers: The file.
        titles: French title by intent, those of the buttons included, and by the full
            name of a retrieval intent (`faq/…`).
    """

    numbers: EvidenceFile
    titles: Mapping[str, str]

    def title(self, intent: str) -> str:
        """What the intent is called; its own name without underscores if unknown."""
        base = base_intent(intent)
        known = self.titles.get(intent) or self.titles.get(base)
        return known or base.replace("_", " ").strip()

    def is_wish(self, intent: str | None) -> bool:
        """Whether the intent asks for something."""
        return bool(intent) and base_intent(intent or "") not in self.numbers.no_wish

    def is_suggested(self, intent: str) -> bool:
        """Whether an agent may be handed the bot's answer to it."""
        return base_intent(intent) not in self.numbers.never_suggested


def base_intent(intent: str) -> str:
    """`faq` of `faq/…`; other intents as they are."""
    return intent.partition("/")[0]


def read_evidence_rules(
    path: Path = EVIDENCE_PATH, labels: Path = LABELS_PATH, shared: Path = SHARED_PATH
) -> EvidenceRules:
    """Reads the files.

    Raises:
        SettingsError: One of them does not follow its form, or an intent is
            titled twice.
    """
    numbers = read_checked(path, EvidenceFile)
    buttons = {str(k): str(v) for k, v in read_yaml(labels)["intents"].items()}
    if twice := sorted({*buttons} & {*numbers.titles}):
        raise SettingsError(
            f"Expected {path.name} to name only intents without a button, but found "
            f"{twice}, which {labels.name} names. Please remove them."
        )
    answers = {
        name.removeprefix("utter_"): str(title)
        for name, title in read_yaml(shared)["answers"].items()
        if "/" in name
    }
    return EvidenceRules(numbers, {**answers, **numbers.titles, **buttons})


@functools.lru_cache(maxsize=1)
def default_evidence_rules() -> EvidenceRules:
    """Reads the project's own files, once per process."""
    return read_evidence_rules()
