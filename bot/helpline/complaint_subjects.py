"""What complaints are about: data/knowledge/complaint_subjects.yml."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, Extra, Field, ValidationError
from ruamel.yaml import YAML

from bot.errors import SettingsError
from bot.helpline.slot_text import plain_words

SUBJECTS_PATH = (
    Path(__file__).resolve().parents[2]
    / "data"
    / "knowledge"
    / "complaint_subjects.yml"
)
# Taken when no word of any subject is found; the file must have it.
OTHER = "other"


class Subject(BaseModel):
    """One subject; see the file."""

    id: str = Field(regex="^[a-z_]{1,40}$")
    title: str = Field(min_length=1, max_length=80)
    words: list[str]

    class Config:
        extra = Extra.forbid
        frozen = True


class _File(BaseModel):
    subjects: list[Subject] = Field(min_items=1)

    class Config:
        extra = Extra.forbid


def load_subjects(path: Path) -> tuple[Subject, ...]:
    """Reads a file of subjects.

    Raises:
        SettingsError: Something is missing or unknown, or `other` is.
    """
    try:
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        subjects = _File.parse_obj(content).subjects
    except ValidationError as error:
        where = "; ".join(
            f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}"
            for each in error.errors()
        )
        raise SettingsError(
            f"Expected {path.name} to follow its own comments, but found {where}. "
            f"Please correct it."
        ) from error
    if OTHER not in {subject.id for subject in subjects}:
        raise SettingsError(
            f"Expected {path.name} to have a subject `{OTHER}` for what fits no "
            f"other, but did not find it. Please add it."
        )
    return tuple(subjects)


@functools.lru_cache(maxsize=1)
def default_subjects() -> tuple[Subject, ...]:
    """Reads the project's own file, once per process."""
    return load_subjects(SUBJECTS_PATH)


def find_subject(text: str, subjects: Sequence[Subject]) -> str:
    """The id of the first subject that a text names; `other` when it names none."""
    words = f" {plain_words(text)} "
    for subject in subjects:
        if any(_is_in(word, words) for word in subject.words):
            return subject.id
    return OTHER


def title_of(subject_id: str | None, subjects: Sequence[Subject]) -> str | None:
    """What agents read for an id; the id itself when the file has changed since."""
    titles = {subject.id: subject.title for subject in subjects}
    return titles.get(subject_id, subject_id) if subject_id else None


def _is_in(word: str, words: str) -> bool:
    return re.search(rf" {re.escape(plain_words(word))} ", words) is not None
