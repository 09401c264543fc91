"""What agents see of calls and complaints, and what anybody sees of the brand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy.orm import sessionmaker

from bot.store.callbacks import NewCallback, book_callback, mark_cancelled
from bot.store.complaints import add_complaint
from tests.gateway.conftest import Customer, DeskAgent
from tests.gateway.fake_rasa import FakeRasa, answer

NOON = datetime(2026, 11, 30, 12, tzinfo=timezone.utc)


def book(sessions: sessionmaker, customer: Customer) -> None:
    wanted = NewCallback("+33612345678", NOON, NOON + timedelta(minutes=30), "Dossier")
    with sessions.begin() as session:
        book_callback(session, customer.id, wanted)


async def test_an_agent_sees_whom_to_call_and_says_that_he_did(
    sessions: sessionmaker, customer: Customer, agent: DeskAgent
) -> None:
    book(sessions, customer)
    [call] = (await agent.call("GET", "/callbacks"))["callbacks"]
    assert (call["phone"], call["topic"]) == ("+33612345678", "Dossier")
    assert call["conversation_id"] == customer.id
    assert datetime.fromisoformat(call["slot_start"]) == NOON
    for _ in range(2):  # twice is the same as once
        done = await agent.call("POST", f"/callbacks/{call['id']}/done")
        assert done == {"id": call["id"], "state": "done"}
    assert (await agent.call("GET", "/callbacks"))["callbacks"] == []


async def test_a_call_that_was_cancelled_is_not_made(
    sessions: sessionmaker, customer: Customer, agent: DeskAgent
) -> None:
    book(sessions, customer)
    [call] = (await agent.call("GET", "/callbacks"))["callbacks"]
    with sessions.begin() as session:
        mark_cancelled(session, customer.id)
    refused = await agent.call("POST", f"/callbacks/{call['id']}/done", expect=409)
    assert refused["error"]["code"] == "callback_cancelled"
    await agent.call("POST", "/callbacks/unknown/done", expect=404)


async def test_a_complaint_is_read_by_an_agent(
    sessions: sessionmaker, customer: Customer, agent: DeskAgent
) -> None:
    with sessions.begin() as session:
        receipt = add_complaint(session, customer.id, "Trois semaines !", "delay")
    [complaint] = (await agent.call("GET", "/complaints"))["complaints"]
    assert (complaint["receipt"], complaint["text"]) == (receipt, "Trois semaines !")
    read = await agent.call("POST", f"/complaints/{complaint['id']}/read")
    assert read["state"] == "read"
    assert (await agent.call("GET", "/complaints"))["complaints"] == []
    await agent.call("POST", "/complaints/unknown/read", expect=404)


async def test_only_agents_see_numbers_and_complaints(customer: Customer) -> None:
    for method, path in [
        ("GET", "callbacks"),
        ("GET", "complaints"),
        ("POST", "callbacks/x/done"),
        ("POST", "complaints/x/read"),
    ]:
        response = await customer.client.request(
            method, f"/api/v1/desk/{path}", headers=customer.headers
        )
        assert response.status == 401


async def test_everybody_may_know_whose_assistant_it_is(client: Any) -> None:
    response = await client.get("/api/v1/brand")
    brand = await response.json()
    assert response.status == 200
    assert "démonstration" in brand["notice"]
    assert response.headers["Cache-Control"] == "public, max-age=300"


async def test_the_demo_page_says_it_too(client: Any) -> None:
    brand = await (await client.get("/api/v1/brand")).json()
    page = await (await client.get("/")).text()
    assert brand["notice"] in page
    assert "{{" not in page


async def test_readings_are_kept_without_personal_data(
    fake_rasa: FakeRasa, customer: Customer, agent: DeskAgent
) -> None:
    found = answer("Merci.")
    found["nlu"]["entities"] = [
        {"entity": "phone", "value": "+33612345678", "text": "06 12 34 56 78"},
        {"entity": "region", "value": "Bretagne", "text": "bretagne"},
        {"entity": "siren", "value": "732829320", "start": 0, "end": 9},
    ]
    fake_rasa.will(found)
    await customer.says("06 12 34 56 78 en bretagne, 732829320")
    seen = await agent.sees(customer.id)
    entities = next(m["nlu"] for m in seen["messages"] if m["nlu"])["entities"]
    assert entities == [
        {"entity": "phone", "value": "••••", "text": "••••"},
        {"entity": "region", "value": "Bretagne", "text": "bretagne"},
        {"entity": "siren", "value": "••••", "start": 0, "end": 9},
    ]
