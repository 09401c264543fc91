from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from actions.pre_file import (
    ActionOpenPreFile,
    latest_siren,
    opening_words,
    pre_check_answers,
)
from bot.store.engine import create_sessions
from bot.store.loan_models import ApplicantCompany, LoanDocument, LoanFile

from .examples import said
from .files import SIREN, add_customer, empty_store, run, slots_set

FLASH = {"path": "flash", "reasons": [], "to_verify": []}
CHECKED = {
    "eligibility_outcome": FLASH,
    "eligibility_staff": 4,
    "eligibility_debts": "unknown",
    "eligibility_sector": None,
    "region": "Grand Est",
    "feedback_last": "très bien",
}


@pytest.fixture
def sessions() -> sessionmaker:
    sessions = empty_store()
    add_customer(sessions, "conversation-1")
    return sessions


def user(*entities: tuple[str, str]) -> dict[str, Any]:
    found = [{"entity": entity, "value": value} for entity, value in entities]
    return {"event": "user", "parse_data": {"entities": found}}


async def test_the_reference_and_the_papers_are_told(sessions: sessionmaker):
    dispatcher, events = await run(ActionOpenPreFile(sessions), CHECKED)
    assert said(dispatcher) == ["utter_pre_file_opened", "utter_pre_file_documents"]
    with sessions.begin() as session:
        file = session.scalars(sa.select(LoanFile)).one()
        kinds = set(session.scalars(sa.select(LoanDocument.kind)))
        assert slots_set(events) == {"file_reference": file.reference}
        assert dispatcher.messages[0]["file_reference"] == file.reference
        assert file.answers == {
            "staff": 4,
            "debts": "unknown",
            "region": "Grand Est",
            "outcome": FLASH,
        }
        assert kinds == {"balance_sheet", "accountant_attestation"}


async def test_usual_papers_are_told_apart_from_those_that_are_asked(
    sessions: sessionmaker,
):
    dispatcher, _ = await run(ActionOpenPreFile(sessions), CHECKED)
    papers = dispatcher.messages[1]
    assert "bilan comptable" in papers["documents_asked"]
    assert "Kbis" in papers["documents_usual"]
    assert "Kbis" not in papers["documents_asked"]


@pytest.mark.parametrize("outcome", [None, "flash", []])
async def test_without_a_pre_check_it_is_offered(sessions: sessionmaker, outcome: Any):
    dispatcher, events = await run(
        ActionOpenPreFile(sessions), {"eligibility_outcome": outcome}
    )
    assert said(dispatcher) == ["utter_pre_file_needs_check"]
    assert events == []


async def test_asking_again_gives_the_same_file(sessions: sessionmaker):
    first, _ = await run(ActionOpenPreFile(sessions), CHECKED)
    again, _ = await run(ActionOpenPreFile(sessions), CHECKED)
    assert said(again)[0] == "utter_pre_file_updated"
    assert again.messages[0]["file_reference"] == first.messages[0]["file_reference"]


async def test_the_siren_that_was_given_is_kept_with_the_file(sessions: sessionmaker):
    events = [user(("siret", "00000001800010")), user(("region", "Grand Est"))]
    await run(ActionOpenPreFile(sessions), CHECKED, events=events)
    with sessions.begin() as session:
        assert session.scalars(sa.select(ApplicantCompany.siren)).one() == SIREN


@pytest.mark.parametrize("sessions_", ["no tables", "no conversation"])
async def test_a_file_that_cannot_be_kept_calls_a_person(sessions_: str):
    sessions = (
        create_sessions("sqlite://") if sessions_ == "no tables" else empty_store()
    )
    dispatcher, events = await run(ActionOpenPreFile(sessions), CHECKED)
    assert dispatcher.messages == []
    assert slots_set(events) == {
        "escalation": {"kind": "failed", "action": "action_open_pre_file"}
    }


@pytest.mark.parametrize(
    ("path", "is_new", "response"),
    [
        pytest.param("flash", True, "utter_pre_file_opened", id="flash"),
        pytest.param("to_check", True, "utter_pre_file_opened", id="to check"),
        pytest.param(
            "other_scheme", True, "utter_pre_file_opened_in_doubt", id="elsewhere"
        ),
        pytest.param("other_scheme", False, "utter_pre_file_updated", id="again"),
        pytest.param(None, True, "utter_pre_file_opened", id="no path"),
    ],
)
def test_the_words_are_honest(path: str | None, is_new: bool, response: str):
    assert opening_words({"path": path}, is_new) == response


def test_answers_leave_out_the_outcome_and_what_was_not_asked():
    assert pre_check_answers({**CHECKED, "region": None}) == {
        "staff": 4,
        "debts": "unknown",
    }


@pytest.mark.parametrize(
    ("events", "siren"),
    [
        ([], None),
        ([{"event": "bot"}, {"event": "user", "parse_data": None}], None),
        ([user(("siren", SIREN))], SIREN),
        ([user(("siren", SIREN)), user(("siren", "000000026"))], "000000026"),
        ([user(("siren", "000000019"))], None),
    ],
)
def test_the_latest_valid_siren_counts(events: list[Any], siren: str | None):
    assert latest_siren(events) == siren


def test_the_action_server_can_create_it_without_arguments():
    assert ActionOpenPreFile().name() == "action_open_pre_file"
