from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.contracts.loan_files import FileFacts, FileStatus, FileStep
from bot.loans.documents import default_documents
from bot.loans.file_answer import (
    Saying,
    day_in_paris,
    say_documents,
    say_status,
    shown_last_step,
    shown_status,
    status_card,
)
from bot.loans.file_words import default_file_words

from .file_examples import DAY, file_in

AT_REST = {
    FileStatus.PRE_FILE,
    FileStatus.PAID,
    FileStatus.DECLINED,
    FileStatus.WITHDRAWN,
}
MOVING = sorted(set(FileStatus) - AT_REST)


def said(file: FileFacts) -> list[Saying]:
    return say_status(file, default_documents(), default_file_words())


@pytest.mark.parametrize("status", sorted(FileStatus))
def test_a_file_without_anything_to_look_at_is_told_as_it_is(status: FileStatus):
    assert said(file_in(status))[0].response == f"utter_file_status_{status.value}"


@pytest.mark.parametrize("status", MOVING)
def test_a_held_file_sounds_like_one_in_verification(status: FileStatus):
    held = said(file_in(status, is_held=True))
    assert [saying.response for saying in held] == ["utter_file_status_in_verification"]


@pytest.mark.parametrize("missing", [(), ("balance_sheet",)])
def test_in_verification_nothing_tells_held_files_from_others(missing: tuple[str, ...]):
    held = file_in(FileStatus.IN_VERIFICATION, is_held=True, missing=missing)
    other = file_in(FileStatus.IN_VERIFICATION, is_held=False, missing=missing)
    assert said(held) == said(other)
    assert say_documents(held, default_documents()) == say_documents(
        other, default_documents()
    )


@pytest.mark.parametrize("status", MOVING)
def test_the_last_step_of_a_held_file_never_says_how_far_it_came(status: FileStatus):
    step, _ = shown_last_step(file_in(status, is_held=True))
    assert step in {
        FileStep.OPENED,
        FileStep.SUBMITTED,
        FileStep.ACCOUNTANT_ATTESTED,
    }


@pytest.mark.parametrize("status", sorted(AT_REST))
def test_a_file_at_rest_is_told_alike_held_or_not(status: FileStatus):
    assert said(file_in(status, is_held=True)) == said(file_in(status))
    assert shown_status(file_in(status, is_held=True)) is status


def test_the_last_step_is_told_with_its_day():
    arguments = said(file_in(FileStatus.SUBMITTED))[0].arguments
    assert arguments == {
        "file_reference": "RB-2020-004217",
        "file_last_step": "demande envoyée",
        "file_last_step_on": "5\u00a0mai\u00a02020",
    }


def test_a_file_without_history_was_at_least_opened():
    file = FileFacts("RB-2020-004217", FileStatus.SUBMITTED, opened_at=DAY)
    assert shown_last_step(file) == (FileStep.OPENED, DAY)


def test_papers_that_are_missing_are_told_with_the_status():
    file = file_in(
        FileStatus.DOCUMENTS_MISSING, missing=("quote", "balance_sheet", "long_gone")
    )
    assert said(file)[1] == Saying(
        "utter_file_documents_missing",
        {
            "file_reference": "RB-2020-004217",
            "file_documents": "un bilan comptable et un devis, en cas d’investissement",
        },
    )


@pytest.mark.parametrize(
    ("status", "missing", "response"),
    [
        pytest.param("pre_file", ("quote",), "utter_pre_file_documents", id="pre-file"),
        pytest.param(
            "submitted", ("quote",), "utter_file_documents_missing", id="missing"
        ),
        pytest.param("submitted", (), "utter_file_documents_none", id="none missing"),
        pytest.param("paid", ("quote",), "utter_file_documents_none", id="over"),
    ],
)
def test_papers_of_a_file(status: str, missing: tuple[str, ...], response: str):
    file = file_in(FileStatus(status), missing=missing)
    assert say_documents(file, default_documents()).response == response


def test_the_day_is_that_of_paris():
    late = datetime(2020, 4, 30, 22, 30, tzinfo=timezone.utc)
    assert day_in_paris(late) == "1er\u00a0mai\u00a02020"


@pytest.mark.parametrize("status", sorted(FileStatus))
def test_the_card_says_what_the_words_say(status: FileStatus):
    card = status_card(file_in(status), default_documents(), default_file_words())
    said_status = said(file_in(status))[0].arguments
    values = [line.value for line in card.lines]
    assert card.title == f"Dossier {said_status['file_reference']}"
    assert values[0] == default_file_words().card.statuses[status]
    assert said_status["file_last_step"] in values[1]
    assert said_status["file_last_step_on"] in values[1]


@pytest.mark.parametrize("status", MOVING)
def test_the_card_of_a_held_file_is_that_of_one_in_verification(status: FileStatus):
    tables = default_documents(), default_file_words()
    held = status_card(file_in(status, is_held=True), *tables)
    free = status_card(file_in(FileStatus.IN_VERIFICATION), *tables)
    assert held.lines[0] == free.lines[0]
