"""Loan files at the desk: what agents see, decide and export."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.loan_files import CheckKind, CheckOutcome
from bot.desk.spreadsheet import safe_cell
from bot.gateway.file_export import as_csv
from bot.gateway.openapi import describe_api
from bot.store.kyc_records import (
    OwnerRow,
    add_check,
    list_audit_events,
    open_alert,
    replace_owners,
)
from bot.store.loan_files import find_file, open_pre_file

REASON = {"reason": "Homonyme : la date de naissance diffère."}
EVIDENCE = {"list": "treasury", "reference": "9001", "score": 97, "compared": []}


@pytest.fixture
def file(sessions, customer) -> dict[str, str]:
    """A pre-file of the customer with an owner, a check and an open alert."""
    with sessions.begin() as session:
        opened, _ = open_pre_file(
            session, customer.id, {"region": "Bretagne"}, {}, siren="000000018"
        )
        owner_id = replace_owners(
            session,
            opened.id,
            [OwnerRow("Igor", "=Essailov", 6_000, birth_date=date(1962, 5, 3))],
        )[0]
        add_check(
            session, opened.id, CheckKind.SCREENING, CheckOutcome.TO_REVIEW, {"hits": 1}
        )
        alert_id = open_alert(
            session, opened.id, "screening", EVIDENCE, owner_id=owner_id
        )
        return {"reference": str(opened.reference), "alert": alert_id}


def check_shape(name: str, value: Any) -> None:
    """Holds an answer against the served description."""
    described = json.loads(json.dumps(describe_api()))
    root = {
        **_nullable_as_json_schema(described),
        "$ref": f"#/components/schemas/{name}",
    }
    jsonschema.Draft4Validator(root).validate(value)


def _nullable_as_json_schema(node: Any) -> Any:
    """OpenAPI's `nullable` in words that JSON Schema knows."""
    if isinstance(node, list):
        return [_nullable_as_json_schema(each) for each in node]
    if not isinstance(node, dict):
        return node
    inner = {k: _nullable_as_json_schema(v) for k, v in node.items() if k != "nullable"}
    return (
        {"anyOf": [inner, {"type": "null"}]} if node.get("nullable") is True else inner
    )


async def test_an_agent_sees_the_files_of_a_conversation(agent, customer, file):
    seen = await agent.sees(customer.id)
    check_shape("DeskConversation", seen)
    shown = seen["files"][0]
    assert shown["reference"] == file["reference"]
    assert shown["company"]["siren"] == "000000018"
    assert shown["owners"][0]["birth_date"] == "1962-05-03"
    assert [check["kind"] for check in shown["checks"]] == ["screening"]
    assert shown["alerts"][0] == {
        "id": file["alert"],
        "kind": "screening",
        "state": "open",
        "owner": "Igor =Essailov",
        "evidence": EVIDENCE,
        "opened_at": shown["alerts"][0]["opened_at"],
        "decided_by": None,
        "reason": None,
        "decided_at": None,
    }


async def test_a_conversation_without_a_file_shows_none(agent, customer):
    assert (await agent.sees(customer.id))["files"] == []


async def test_only_the_newest_check_of_a_kind_is_shown(
    agent, customer, file, sessions
):
    with sessions.begin() as session:
        found = find_file(session, file["reference"])
        add_check(
            session, found.id, CheckKind.SCREENING, CheckOutcome.PASSED, {"hits": 0}
        )
    checks = (await agent.sees(customer.id))["files"][0]["checks"]
    assert [check["outcome"] for check in checks] == ["passed"]


@pytest.mark.parametrize(
    ("what", "state"), [("lift", "lifted"), ("confirm", "confirmed")]
)
async def test_an_alert_is_decided_once_with_a_reason(
    agent, customer, file, sessions, what, state
):
    path = f"/alerts/{file['alert']}/{what}"
    decided = await agent.call("POST", path, REASON)
    check_shape("FileAlert", decided)
    assert (decided["state"], decided["decided_by"]) == (state, "Camille")
    assert decided["reason"] == REASON["reason"]
    again = await agent.call("POST", path, REASON, expect=409)
    assert again["error"]["code"] == "already_decided"
    with sessions.begin() as session:
        found = find_file(session, file["reference"])
        events = list_audit_events(session, found.id)
        assert [(e.event, e.actor) for e in events] == [
            ("opened", "bot"),
            (state, "agent:camille"),
        ]


async def test_of_two_agents_one_decides(agent, new_agent, file, sessions):
    other = await new_agent("dominique")
    path = f"/alerts/{file['alert']}"
    statuses = await asyncio.gather(
        agent.call("POST", f"{path}/lift", REASON, expect=None),
        other.call("POST", f"{path}/confirm", REASON, expect=None),
    )
    assert sorted(statuses) == [200, 409]
    with sessions.begin() as session:
        found = find_file(session, file["reference"])
        assert len(list_audit_events(session, found.id)) == 2


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="none"),
        pytest.param({"reason": ""}, id="empty"),
        pytest.param({"reason": "   \n "}, id="spaces"),
        pytest.param({"reason": "x" * 1_001}, id="too long"),
        pytest.param({"reason": "a\u0000bc"}, id="null character"),
        pytest.param({"reason": "parce que", "state": "lifted"}, id="another field"),
    ],
)
async def test_a_decision_needs_a_reason(agent, file, body):
    path = f"/alerts/{file['alert']}/lift"
    assert (await agent.call("POST", path, body, expect=400))["error"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/alerts/{alert}/lift"),
        ("POST", "/alerts/{alert}/confirm"),
        ("GET", "/files/{reference}/export"),
    ],
)
async def test_customers_and_strangers_reach_nothing_of_it(
    client, customer, file, method, path
):
    for headers in (customer.headers, {}, {"Authorization": "Bearer inventé"}):
        response = await client.request(
            method, f"/api/v1/desk{path.format(**file)}", json=REASON, headers=headers
        )
        assert response.status == 401


async def test_unknown_alerts_and_files_are_not_found(agent):
    for method, path in (
        ("POST", "/alerts/none/lift"),
        ("GET", "/files/RB-2020-999999/export"),
    ):
        await agent.call(method, path, REASON, expect=404)


async def test_an_export_holds_the_file_and_is_noted(agent, file, sessions):
    path = f"/files/{file['reference']}/export"
    exported = await agent.call("GET", path)
    check_shape("FileExport", exported)
    assert [event["event"] for event in exported["events"]] == ["opened", "exported"]
    assert exported["events"][1]["actor"] == "agent:camille"


async def test_an_export_as_csv_runs_in_no_spreadsheet(agent, client, file):
    response = await client.get(
        f"/api/v1/desk/files/{file['reference']}/export?format=csv",
        headers={"Authorization": f"Bearer {agent.token}"},
    )
    assert response.content_type == "text/csv"
    assert f"{file['reference']}.csv" in response.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(await response.text(), newline="")))
    assert rows[0] == ["record", "number", "field", "value"]
    assert ["owner", "1", "name", "Igor =Essailov"] in rows
    assert ["check", "1", "evidence.hits", "1"] in rows


@pytest.mark.parametrize(
    "query", ["?format=xml", "?format=csv&format=json", "?format="]
)
async def test_other_formats_are_refused(agent, file, query):
    path = f"/files/{file['reference']}/export{query}"
    await agent.call("GET", path, expect=400)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+33", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0@x", "|cmd", "%x"],
)
def test_a_formula_becomes_text(cell):
    assert safe_cell(cell) == f"'{cell}"


@given(st.text(max_size=30))
def test_no_cell_ever_begins_like_a_formula(text):
    lines = as_csv({"owners": [{"name": text}]})
    rows = list(csv.reader(io.StringIO(lines, newline="")))
    assert rows[1][:3] == ["owner", "1", "name"]
    assert not rows[1][3].lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r"))
    written = text.replace("\x00", "")
    assert rows[1][3] in (written, f"'{written}")
