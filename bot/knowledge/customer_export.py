"""The words around a conversation that its customer downloads: customer_export.yml."""

from __future__ import annotations

import functools

from pydantic import BaseModel, Extra

from bot.knowledge.yaml_files import PROJECT, read_checked

EXPORT_WORDS_PATH = PROJECT / "data" / "knowledge" / "customer_export.yml"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class SenderWords(_Strict):
    """Who said something."""

    customer: str
    bot: str
    agent: str
    system: str


class FileWords(_Strict):
    """What stands before each fact of a file."""

    company: str
    siren: str
    region: str
    amount: str
    owners: str


class ExportWords(_Strict):
    """One language; `moment` is a format of `strftime`."""

    title: str
    downloaded: str
    customer_id: str
    moment: str
    senders: SenderWords
    agent_named: str
    buttons: str
    nothing_said: str
    feedback: str
    file: str
    file_lines: FileWords
    callbacks: str
    callback: str
    complaints: str
    complaint: str
    kept: str


class ExportLanguages(_Strict):
    """The whole file."""

    fr: ExportWords
    en: ExportWords


@functools.lru_cache(maxsize=1)
def default_export_words() -> ExportLanguages:
    """Reads the project's own file, once per process.

    Raises:
        SettingsError: It does not say what it should.
    """
    return read_checked(EXPORT_WORDS_PATH, ExportLanguages)
