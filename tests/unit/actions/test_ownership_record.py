from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import sessionmaker

from actions.ownership_record import ActionRecordOwners
from bot.kyc.declared_shares import Declared
from bot.kyc.declared_shares import as_json as shares_json
from bot.kyc.owner_identities import UNKNOWN, Identity
from bot.kyc.owner_identities import as_json as identities_json
from bot.kyc.sanctions_files import SAMPLE_FILE, SanctionsSource
from bot.store.kyc_records import (
    list_alerts,
    list_audit_events,
    list_checks,
    list_owners,
)
from bot.store.loan_files import find_pre_file
from bot.store.loan_models import KycAlert, LoanFile
from tests.unit.actions.examples import said, tracker_of
from tests.unit.actions.loan_store import CONVERSATION, store_with_conversation

LISTED, UNLISTED = "Igor Essaïlov", "Anna Durand"


@pytest.fixture
def sessions() -> sessionmaker:
    return store_with_conversation()


def slots_for(name: str, share_bp: int = 10_000, *more: Declared) -> dict[str, Any]:
    """A settled declaration of one identified person, and of others."""
    declared = Declared("p", name, "person", name, share_bp)
    identity = Identity("p", name, share_bp, name, "1962-05-03", "RU")
    return {
        "owners_shares": shares_json((declared, *more)),
        "owners_identities": identities_json((identity,)),
        "owners_draft": {"shares": [], "identities": []},
    }


async def record(
    sessions: sessionmaker, slots: dict[str, Any], source: Path = SAMPLE_FILE
) -> tuple[list[Any], list[dict[str, Any]]]:
    """Runs the action; what was said, and the events."""
    dispatcher = CollectingDispatcher()
    action = ActionRecordOwners(sessions, SanctionsSource(source))
    tracker = tracker_of(slots, conversation_id=CONVERSATION)
    events = await action.run(dispatcher, tracker, {})
    return dispatcher.messages, events


async def test_the_declaration_and_its_checks_are_kept_in_a_pre_file(sessions):
    await record(sessions, slots_for(UNLISTED))
    with sessions.begin() as session:
        file = find_pre_file(session, CONVERSATION)
        owner = list_owners(session, file.id)[0]
        assert (owner.first_name, owner.last_name) == ("Anna", "Durand")
        assert (owner.nationality, str(owner.birth_date)) == ("RU", "1962-05-03")
        checks = {check.kind: check for check in list_checks(session, file.id)}
        assert {kind: check.outcome for kind, check in checks.items()} == {
            "beneficial_owners": "passed",
            "identity": "passed",
            "screening": "passed",
        }
        evidence = checks["screening"].evidence
        assert evidence["list_is_sample"]
        assert evidence["list_is_old"]
        assert evidence["list_age_days"] > 0
        assert list_alerts(session, file.id) == []


async def test_a_likeness_opens_an_alert_with_its_evidence(sessions):
    await record(sessions, slots_for(LISTED))
    with sessions.begin() as session:
        file = find_pre_file(session, CONVERSATION)
        alert = list_alerts(session, file.id)[0]
        assert (alert.kind, alert.state) == ("screening", "open")
        assert alert.owner_id == list_owners(session, file.id)[0].id
        assert alert.evidence["reference"] == "9001"
        assert [each["kind"] for each in alert.evidence["compared"]] == [
            "alias",
            "birth_date",
            "nationality",
        ]
        assert [e.event for e in list_audit_events(session, file.id)] == ["opened"]


async def test_declaring_again_opens_no_second_alert(sessions):
    for _ in range(2):
        await record(sessions, slots_for(LISTED))
    with sessions.begin() as session:
        assert session.scalar(sa.select(sa.func.count(KycAlert.id))) == 1
        assert session.scalar(sa.select(sa.func.count(LoanFile.id))) == 1


async def test_the_customer_hears_the_same_with_and_without_a_likeness(sessions):
    with_alert = await record(sessions, slots_for(LISTED))
    others = store_with_conversation()
    without = await record(others, slots_for(UNLISTED))
    renamed = repr(with_alert).replace(LISTED, UNLISTED)
    assert renamed == repr(without)
    with sessions.begin() as session:
        assert session.scalar(sa.select(sa.func.count(KycAlert.id))) == 1


@pytest.mark.parametrize("content", [None, b"", b"{}", b"<export>"])
async def test_a_list_that_fails_is_written_down_and_changes_no_word(
    sessions, tmp_path, content
):
    path = tmp_path / "list"
    if content is not None:
        path.write_bytes(content)
    spoken, events = await record(sessions, slots_for(UNLISTED), path)
    assert repr((spoken, events)) == repr(
        await record(store_with_conversation(), slots_for(UNLISTED))
    )
    with sessions.begin() as session:
        file = find_pre_file(session, CONVERSATION)
        screening = list_checks(session, file.id)[0]
        assert (screening.kind, screening.outcome) == ("screening", "unavailable")


@pytest.mark.parametrize(
    ("slots", "responses"),
    [
        pytest.param(
            slots_for("Anna Durand"),
            ["utter_owners_above_both", "utter_owners_recorded"],
            id="one owner",
        ),
        pytest.param(
            slots_for("Anna Durand", 4_900, Declared("c", "votre holding", "company",
                                                     "", 5_100)),
            [
                "utter_owners_above_both",
                "utter_owners_company_among_shareholders",
                "utter_owners_recorded",
            ],
            id="a company among the shareholders",
        ),
        pytest.param(
            slots_for("Anna Durand", 2_200),
            [
                "utter_owners_above_house_only",
                "utter_owners_legal_representative",
                "utter_owners_shares_missing",
                "utter_owners_recorded",
            ],
            id="between the thresholds, a part unknown",
        ),
        pytest.param(
            {"owners_shares": [], "owners_identities": []},
            [
                "utter_owners_above_none",
                "utter_owners_legal_representative",
                "utter_owners_shares_missing",
                "utter_owners_recorded",
            ],
            id="the customer knows nothing",
        ),
        pytest.param(
            {},
            [
                "utter_owners_above_none",
                "utter_owners_legal_representative",
                "utter_owners_shares_missing",
                "utter_owners_recorded",
            ],
            id="every slot is None",
        ),
    ],
)  # fmt: skip
async def test_thresholds_and_reasons_are_said(sessions, slots, responses):
    dispatcher = CollectingDispatcher()
    dispatcher.messages, _ = await record(sessions, slots)
    assert said(dispatcher) == responses


async def test_a_refused_identity_is_to_complete_and_not_compared(sessions):
    slots = slots_for("Anna Durand")
    identity = Identity("p", "vous", 10_000, UNKNOWN, UNKNOWN, UNKNOWN)
    slots["owners_identities"] = identities_json((identity,))
    await record(sessions, slots)
    with sessions.begin() as session:
        file = find_pre_file(session, CONVERSATION)
        outcomes = {c.kind: c.outcome for c in list_checks(session, file.id)}
        assert outcomes["identity"] == outcomes["screening"] == "to_complete"
        assert list_owners(session, file.id)[0].birth_date is None


async def test_personal_data_leaves_the_slots(sessions):
    _, events = await record(sessions, slots_for(LISTED))
    after = {event["name"]: event["value"] for event in events}
    assert after["owners_shares"] is after["owners_identities"] is None
    assert after["owners_draft"] is None
    assert after["owners_outcome"] == {"path": "flash", "reasons": []}


async def test_a_store_out_of_reach_calls_a_human(sessions):
    tracker = tracker_of(slots_for("Anna Durand"), conversation_id="unknown")
    dispatcher = CollectingDispatcher()
    events = await ActionRecordOwners(sessions, SanctionsSource(SAMPLE_FILE)).run(
        dispatcher, tracker, {}
    )
    assert events[0]["value"] == {"kind": "failed", "action": "action_record_owners"}
    assert dispatcher.messages == []
