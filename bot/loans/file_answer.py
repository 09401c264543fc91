"""What is said of a file: which words, and the facts that fill them.

A file that an agent must still look at sounds exactly like one that is being verified:
nobody may learn from the bot that there is something to look at (CMF L. 561-18).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.contracts.enrichments import Card, CardLine
from bot.contracts.loan_files import FileFacts, FileStatus, FileStep
from bot.knowledge.french import Unit, with_unit
from bot.loans.documents import Documents, Standing, enumerate_in_french
from bot.loans.file_words import FileWords

PARIS = ZoneInfo("Europe/Paris")

# Over, or never begun: nothing is being verified, so nothing needs to sound like it.
_AT_REST = frozenset(
    {
        FileStatus.PRE_FILE,
        FileStatus.PAID,
        FileStatus.DECLINED,
        FileStatus.WITHDRAWN,
    }
)
# Not told while a file is verified: some held files have them, others do not.
_HIDDEN_WHILE_VERIFIED = frozenset(
    {
        FileStep.VERIFICATION_STARTED,
        FileStep.VERIFICATION_DONE,
        FileStep.STUDY_STARTED,
        FileStep.DECIDED,
    }
)


@dataclass(frozen=True)
class Saying:
    """One message.

    Attributes:
        response: Name of a response of data/responses/files.yml.
        arguments: Values of its braces, as the customer reads them.
    """

    response: str
    arguments: Mapping[str, str] = field(default_factory=dict)


def shown_status(file: FileFacts) -> FileStatus:
    """The status that a customer may hear."""
    if file.is_held and file.status not in _AT_REST:
        return FileStatus.IN_VERIFICATION
    return file.status


def shown_last_step(file: FileFacts) -> tuple[FileStep, datetime]:
    """The last step that a customer may hear, and when it was."""
    verified = shown_status(file) is FileStatus.IN_VERIFICATION
    hidden = _HIDDEN_WHILE_VERIFIED if verified else frozenset()
    shown = [step for step in file.steps if step[0] not in hidden]
    return shown[-1] if shown else (FileStep.OPENED, file.opened_at)


def say_status(file: FileFacts, documents: Documents, words: FileWords) -> list[Saying]:
    """Status, last step with its day, and the papers that are still expected."""
    step, at = shown_last_step(file)
    status = Saying(
        f"utter_file_status_{shown_status(file).value}",
        {
            "file_reference": file.reference,
            "file_last_step": words.steps[step],
            "file_last_step_on": day_in_paris(at),
        },
    )
    return [status, *_say_missing(file, documents)]


def status_card(file: FileFacts, documents: Documents, words: FileWords) -> Card:
    """The same facts in lines: whoever has heard `say_status` learns nothing new."""
    step, at = shown_last_step(file)
    lines = [
        (words.card.status, words.card.statuses[shown_status(file)]),
        (words.card.last_step, f"{words.steps[step]}, le {day_in_paris(at)}"),
    ]
    for missing in _say_missing(file, documents):
        lines.append((words.card.missing, missing.arguments["file_documents"]))
    return Card(
        title=words.card.title.format(reference=file.reference),
        lines=[CardLine(label=label, value=value) for label, value in lines],
    )


def say_documents(file: FileFacts, documents: Documents) -> Saying:
    """The papers of a file: to prepare, still expected, or none."""
    if file.status is FileStatus.PRE_FILE:
        return say_documents_to_prepare(documents)
    missing = _say_missing(file, documents)
    reference = {"file_reference": file.reference}
    return missing[0] if missing else Saying("utter_file_documents_none", reference)


def say_documents_to_prepare(documents: Documents) -> Saying:
    """What was asked in 2020, and what is usual; never more certain than it is."""
    return Saying(
        "utter_pre_file_documents",
        {
            "documents_asked": enumerate_in_french(documents.titles(Standing.ASKED)),
            "documents_usual": enumerate_in_french(documents.titles(Standing.USUAL)),
        },
    )


def _say_missing(file: FileFacts, documents: Documents) -> list[Saying]:
    titles = documents.titles_of(file.missing_documents)
    if file.status in _AT_REST or not titles:
        return []
    arguments = {
        "file_reference": file.reference,
        "file_documents": enumerate_in_french(titles),
    }
    return [Saying("utter_file_documents_missing", arguments)]


def day_in_paris(at: datetime) -> str:
    """The day of an aware moment as a customer in France reads it: `22 avril 2020`."""
    return with_unit(at.astimezone(PARIS).date(), Unit.DATE)
