"""What each slot is called and how its value is written: data/desk/known_slots.yml."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Extra, Field, root_validator

from bot.knowledge.yaml_files import PROJECT, read_checked, read_yaml

SLOTS_PATH = PROJECT / "data" / "desk" / "known_slots.yml"
KNOWLEDGE = PROJECT / "data" / "knowledge"
_MAGAZINE = "utter_magazine/"


class As(str, Enum):
    """How a value is written."""

    TEXT = "text"
    EUROS = "euros"
    MONTHS = "months"
    PERSONS = "persons"
    YES_NO = "yes_no"
    MOMENT = "moment"
    QUESTION = "question"
    OWNERS = "owners"
    ORIENTATION = "orientation"
    COMPANY = "company"
    AUDIENCE = "audience"
    MASKED = "masked"


class Titles(str, Enum):
    """Where the words of a code are written already."""

    LEGAL_FORMS = "legal_forms"
    SECTORS = "sectors"
    COMPLAINT_SUBJECTS = "complaint_subjects"
    MAGAZINE = "magazine"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class SlotRule(_Strict):
    """One slot of the card."""

    slot: str
    label: str = Field(min_length=2, max_length=50)
    written: As = As.TEXT
    titles: Titles | None = None
    words: dict[str, str] = {}


class SaidRule(_Strict):
    """One entity, as it is shown when the customer only said it."""

    entity: str
    label: str = Field(min_length=2, max_length=50)
    written: As = As.TEXT


class SlotsFile(_Strict):
    """The file as it is written; see its comments."""

    unknown: str
    slots: tuple[SlotRule, ...]
    hidden: tuple[str, ...]
    said: tuple[SaidRule, ...]
    said_at_most: int = Field(ge=1, le=10)
    not_said: tuple[str, ...]
    questions: dict[str, str]
    paths: dict[str, str]
    register_words: dict[str, str]
    register_reasons: dict[str, str]

    @root_validator(skip_on_failure=True)
    def _each_once(cls, values: dict[str, Any]) -> dict[str, Any]:
        names = [*values["hidden"], *(rule.slot for rule in values["slots"])]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"each slot is named once, but these are twice: {twice}")
        return values


@dataclass(frozen=True)
class SlotRules:
    """The file, with the words of codes that other files hold."""

    file: SlotsFile
    titles: Mapping[Titles, Mapping[str, str]]

    def label(self, slot: str) -> str | None:
        """What a slot is called; `None` when it is not shown."""
        return next((r.label for r in self.file.slots if r.slot == slot), None)

    def words(self, rule: SlotRule) -> Mapping[str, str]:
        """The words of the codes that a slot may hold."""
        return self.titles[rule.titles] if rule.titles else rule.words


def read_slot_rules(path: Path = SLOTS_PATH, knowledge: Path = KNOWLEDGE) -> SlotRules:
    """Reads the file and those that hold the words of codes.

    Raises:
        SettingsError: One of them cannot be read, or does not follow its form.
    """
    criteria = read_yaml(knowledge / "criteria.yml")
    subjects = read_yaml(knowledge / "complaint_subjects.yml")["subjects"]
    shared = read_yaml(knowledge / "shareable_answers.yml")["answers"]
    tiers = read_yaml(knowledge / "influencer_tiers.yml")["tiers"]
    magazine = {
        **{tier["id"]: tier["name"].capitalize() for tier in tiers},
        **{
            name.removeprefix(_MAGAZINE): title
            for name, title in shared.items()
            if name.startswith(_MAGAZINE)
        },
    }
    return SlotRules(
        read_checked(path, SlotsFile),
        {
            Titles.LEGAL_FORMS: _titles(criteria["legal_forms"]),
            Titles.SECTORS: _titles(criteria["sectors"]),
            Titles.COMPLAINT_SUBJECTS: {s["id"]: s["title"] for s in subjects},
            Titles.MAGAZINE: magazine,
        },
    )


def _titles(entries: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {code: str(entry["title"]) for code, entry in entries.items()}


@functools.lru_cache(maxsize=1)
def default_slot_rules() -> SlotRules:
    """Reads the project's own files, once per process."""
    return read_slot_rules()
