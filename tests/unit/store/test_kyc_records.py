from __future__ import annotations

import uuid
from datetime import date

import pytest
import sqlalchemy as sa

from bot.contracts.loan_files import AlertState, CheckKind, CheckOutcome
from bot.kyc.company_register import Company, RegisterAnswer, RegisterOutcome
from bot.store.agents import add_agent
from bot.store.company_records import keep_register_answer
from bot.store.kyc_records import (
    OwnerRow,
    add_check,
    list_alerts,
    list_audit_events,
    list_checks,
    list_owners,
    mark_decided,
    open_alert,
    replace_owners,
)
from bot.store.loan_files import has_unlifted_alert, open_pre_file
from bot.store.loan_models import ApplicantCompany
from bot.store.models import Agent, Conversation

FOUND, OTHER = Company("000000018", "X", "A"), Company("000000026", "Y", "A")
EVIDENCE = {"reference": "9001", "score": 97}


@pytest.fixture
def file(session):
    conversation_id = str(uuid.uuid4())
    session.add(
        Conversation(id=conversation_id, token_hash=conversation_id, mode="bot")
    )
    session.flush()
    return open_pre_file(session, conversation_id, {}, {})[0]


@pytest.fixture
def agent_id(session) -> int:
    add_agent(session, "camille", "Camille", "mot-de-passe-d-essai")
    return session.scalar(sa.select(Agent.id))


def test_a_new_declaration_replaces_the_one_before(session, file):
    replace_owners(session, file.id, [OwnerRow("Anna", "Essai", 10_000)])
    owners = [
        OwnerRow("Luc", "Essai", 4_000, birth_date=date(1970, 1, 2), nationality="FR"),
        OwnerRow("", "votre sœur", 6_000),
    ]
    ids = replace_owners(session, file.id, owners)
    found = list_owners(session, file.id)
    assert [owner.share_bp for owner in found] == [6_000, 4_000]
    assert {owner.id for owner in found} == set(ids)


def test_checks_are_added_never_changed(session, file):
    for outcome in (CheckOutcome.TO_REVIEW, CheckOutcome.PASSED):
        add_check(session, file.id, CheckKind.SCREENING, outcome, {})
        session.flush()
    assert [check.outcome for check in list_checks(session, file.id)] == [
        "passed",
        "to_review",
    ]


def test_the_same_signal_opens_one_alert(session, file):
    first = open_alert(session, file.id, "screening", EVIDENCE)
    assert open_alert(session, file.id, "screening", EVIDENCE) == first
    assert open_alert(session, file.id, "screening", {**EVIDENCE, "score": 99}) != first
    assert len(list_alerts(session, file.id)) == 2
    assert [e.event for e in list_audit_events(session, file.id)] == ["opened"] * 2


def test_a_lifted_alert_is_not_opened_again_by_the_same_signal(session, file, agent_id):
    open_alert(session, file.id, "screening", EVIDENCE)
    alert = list_alerts(session, file.id)[0]
    assert has_unlifted_alert(session, file.id)
    assert mark_decided(
        session,
        alert,
        AlertState.LIFTED,
        agent_id=agent_id,
        username="camille",
        reason="Homonyme.",
    )
    open_alert(session, file.id, "screening", EVIDENCE)
    assert not has_unlifted_alert(session, file.id)
    assert [a.state for a in list_alerts(session, file.id)] == ["lifted"]


def test_a_decided_alert_is_not_decided_again(session, file, agent_id):
    open_alert(session, file.id, "screening", EVIDENCE)
    alert = list_alerts(session, file.id)[0]
    choices = (AlertState.CONFIRMED, AlertState.LIFTED)
    decided = [
        mark_decided(
            session, alert, state, agent_id=agent_id, username="camille", reason="Vu."
        )
        for state in choices
    ]
    assert decided == [True, False]
    assert alert.state == "confirmed"
    assert alert.decided_at is not None


def test_an_alert_outlives_the_owner_it_was_about(session, file):
    owner = replace_owners(session, file.id, [OwnerRow("Igor", "Essai", 10_000)])[0]
    open_alert(session, file.id, "screening", EVIDENCE, owner_id=owner)
    replace_owners(session, file.id, [OwnerRow("Anna", "Essai", 10_000)])
    session.expire_all()
    alert = list_alerts(session, file.id)[0]
    assert alert.owner_id is None
    assert alert.state == "open"


@pytest.mark.parametrize(
    ("siren", "company", "kept", "state"),
    [
        pytest.param("000000018", FOUND, True, "A", id="found"),
        pytest.param("000000018", None, True, None, id="not found"),
        pytest.param("000000026", OTHER, False, None, id="other"),
    ],
)
def test_the_register_speaks_of_the_company_of_the_file(
    session, file, siren, company, kept, state
):
    outcome = RegisterOutcome.FOUND if company else RegisterOutcome.NOT_FOUND
    keep_register_answer(
        session, file, "000000018", RegisterAnswer(RegisterOutcome.NOT_FOUND)
    )
    answer = RegisterAnswer(outcome, company)
    assert keep_register_answer(session, file, siren, answer) is kept
    row = session.get(ApplicantCompany, file.company_id)
    assert (row.siren, row.register_state) == ("000000018", state)
