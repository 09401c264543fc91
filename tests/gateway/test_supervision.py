"""The supervisors' board and history over HTTP."""

from __future__ import annotations

import csv
import io
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from bot.contracts.people import Role
from bot.store.callbacks import NewCallback, book_callback
from bot.store.desk_models import Handoff, Timer
from bot.store.models import Agent, Conversation, Message
from tests.gateway.conftest import Customer, DeskAgent
from tests.gateway.fake_rasa import FakeRasa, answer

NewAgent = Callable[[str], Awaitable[DeskAgent]]
NewCustomer = Callable[[], Awaitable[Customer]]
TODAY = datetime.now(timezone.utc).date()
DAYS = f"from={TODAY - timedelta(days=1)}&to={TODAY + timedelta(days=1)}"


@pytest.fixture
async def chief(new_agent: NewAgent, sessions: sessionmaker) -> DeskAgent:
    made = await new_agent("zoe")
    with sessions.begin() as session:
        session.execute(
            sa.update(Agent)
            .where(Agent.username == "zoe")
            .values(role=Role.SUPERVISOR.value)
        )
    return made


async def call_a_human(
    customer: Customer, fake_rasa: FakeRasa, reason: str = "requested"
) -> str:
    fake_rasa.will(answer("Je vous passe quelqu’un.", handoff=reason))
    await customer.says("Je veux parler à quelqu’un")
    return customer.id


async def table(chief: DeskAgent, path: str) -> tuple[str, list[list[str]]]:
    response = await chief.client.get(
        f"/api/v1/desk{path}", headers={"Authorization": f"Bearer {chief.token}"}
    )
    assert response.status == 200
    assert response.content_type == "text/csv"
    text = (await response.read()).decode("utf-8")
    return text, list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))


@pytest.mark.parametrize(
    "path",
    [
        "/board",
        f"/history?{DAYS}",
        f"/history.csv?{DAYS}",
        f"/history/conversations?{DAYS}",
        f"/history/conversations.csv?{DAYS}",
    ],
)
async def test_an_agent_who_does_not_supervise_is_refused(
    agent: DeskAgent, path: str
) -> None:
    refused = await agent.call("GET", path, expect=403)
    assert refused["error"]["code"] == "not_allowed"


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="no period"),
        pytest.param("from=2026-01-02&to=2026-01-01", id="backwards"),
        pytest.param("from=2020-01-01&to=2026-01-01", id="longer than a year"),
        pytest.param("from=1577836800&to=2020-01-01", id="seconds"),
        pytest.param(f"{DAYS}&from=2026-01-01", id="twice"),
        pytest.param(f"{DAYS}&order=asc", id="unknown parameter"),
        pytest.param(f"{DAYS}&reason=%00", id="a NUL"),
    ],
)
async def test_a_period_that_makes_no_sense_is_refused(
    chief: DeskAgent, query: str
) -> None:
    await chief.call("GET", f"/history?{query}", expect=400)


async def test_the_board_says_who_waits_and_why(
    chief: DeskAgent, customer: Customer, fake_rasa: FakeRasa
) -> None:
    waits = await call_a_human(customer, fake_rasa, "distress")
    board = await chief.call("GET", "/board")
    assert board["waiting"]["count"] == 1
    assert board["waiting"]["by_reason"] == [{"key": "distress", "count": 1}]
    assert board["waiting"]["conversations"][0]["id"] == waits
    assert board["waiting"]["longest_wait_s"] >= 0


async def test_the_board_says_who_holds_what_and_who_waits_for_an_answer(
    chief: DeskAgent, agent: DeskAgent, customer: Customer, fake_rasa: FakeRasa
) -> None:
    held = await call_a_human(customer, fake_rasa)
    await agent.does("claim", held)
    await agent.says(held, "Bonjour")
    camille = await _load_of(chief, "camille")
    assert [row["id"] for row in camille["conversations"]] == [held]
    assert camille["unanswered_s"] is None
    await customer.says("Vous êtes là ?")
    assert (await _load_of(chief, "camille"))["unanswered_s"] >= 0


async def _load_of(chief: DeskAgent, username: str) -> Any:
    board = await chief.call("GET", "/board")
    return next(row for row in board["agents"] if row["username"] == username)


async def test_the_board_shows_promises_and_calls_without_a_number(
    chief: DeskAgent,
    customer: Customer,
    fake_rasa: FakeRasa,
    sessions: sessionmaker,
) -> None:
    waits = await call_a_human(customer, fake_rasa)
    now = datetime.now(timezone.utc)
    with sessions.begin() as session:
        handoff = session.scalar(sa.select(Handoff))
        handoff.breaches = [{"clock": "first_answer", "at": now.isoformat()}]
        session.execute(sa.delete(Timer))
        due = {"conversation_id": waits, "handoff_id": handoff.id}
        session.add(Timer(**due, kind="resolution", due_at=now + timedelta(seconds=60)))
        session.add(Timer(**due, kind="next_answer", due_at=now + timedelta(hours=2)))
        start = now - timedelta(hours=2)
        wanted = NewCallback("+33612345678", start, start + timedelta(hours=1))
        book_callback(session, waits, wanted)
    board = await chief.call("GET", "/board")
    assert [row["clock"] for row in board["broken"]] == ["first_answer"]
    assert [row["clock"] for row in board["soon"]] == ["resolution"]
    assert [call["id"] for call in board["calls"]["late"]] == [waits]
    assert "33612345678" not in str(board)


async def test_an_empty_period_is_told_as_unknown_and_not_as_zero(
    chief: DeskAgent,
) -> None:
    found = await chief.call("GET", "/history?from=2020-01-01&to=2020-12-30")
    assert found["handoffs"] == 0
    unknown = {"known": 0, "of": 0, "median_s": None, "p90_s": None}
    assert found["waits"]["to_human"] == unknown
    assert found["satisfaction"]["value"] is None


async def test_a_handoff_is_counted_and_each_number_opens_it(
    chief: DeskAgent, agent: DeskAgent, customer: Customer, fake_rasa: FakeRasa
) -> None:
    served = await call_a_human(customer, fake_rasa)
    await agent.does("claim", served)
    await agent.says(served, "Bonjour")
    await customer.says("Et mon dossier ?")
    await agent.says(served, "Je regarde")
    await agent.does("close", served)
    found = await chief.call("GET", f"/history?{DAYS}")
    assert found["handoffs"] == 1
    assert found["waits"]["first_answer"]["known"] == 1
    assert found["waits"]["next_answers"]["known"] == 1
    assert found["outcomes"] == [{"key": "closed", "count": 1}]
    assert found["contacts"]["with_human"] == 1
    assert found["choices"]["agents"][0]["username"] == "camille"
    for number in (
        "number=reason&value=requested",
        "number=agent&value=camille",
        "number=outcome&value=closed",
        "number=claimed",
        "number=answered",
        "number=resolution",
        "number=with_human",
        "reason=requested",
    ):
        page = await chief.call("GET", f"/history/conversations?{DAYS}&{number}")
        ids = [row["id"] for row in page["conversations"]]
        assert (page["total"], ids) == (1, [served]), number
    for number in ("number=abandoned", "number=contained", "agent=zoe"):
        page = await chief.call("GET", f"/history/conversations?{DAYS}&{number}")
        assert page["total"] == 0, number


async def test_who_leaves_the_queue_is_counted_with_the_wait(
    chief: DeskAgent, customer: Customer, fake_rasa: FakeRasa
) -> None:
    await call_a_human(customer, fake_rasa)
    await customer.presses("/cancel_handoff", "Continuer sans attendre")
    found = await chief.call("GET", f"/history?{DAYS}")
    assert found["waits"]["abandoned"] == 1
    assert found["waits"]["abandoned_wait"]["known"] == 1
    assert found["waits"]["to_human"]["of"] == 0


async def test_a_customer_who_writes_again_the_same_day_was_not_served(
    chief: DeskAgent,
    new_customer: NewCustomer,
    sessions: sessionmaker,
) -> None:
    returns, stays = await new_customer(), await new_customer()
    for customer in (returns, stays):
        await customer.says("Le taux ?")
        await customer.says("Merci")
    with sessions.begin() as session:
        earlier = datetime.now(timezone.utc) - timedelta(hours=3)
        session.execute(
            sa.update(Conversation)
            .where(Conversation.id == returns.id)
            .values(created_at=earlier)
        )
        session.execute(
            sa.update(Message)
            .where(Message.conversation_id == returns.id, Message.seq == 1)
            .values(at=earlier)
        )
    counts = (await chief.call("GET", f"/history?{DAYS}"))["contacts"]
    assert counts == {
        "conversations": 2, "with_human": 0, "returned": 1, "contained": 1,
    }  # fmt: skip
    page = await chief.call("GET", f"/history/conversations?{DAYS}&number=returned")
    assert [row["id"] for row in page["conversations"]] == [returns.id]


async def test_a_known_customer_who_opens_another_conversation_came_back(
    chief: DeskAgent, new_customer: NewCustomer, sessions: sessionmaker
) -> None:
    first, second = await new_customer(), await new_customer()
    for customer in (first, second):
        await customer.says("Le taux ?")
    with sessions.begin() as session:
        session.execute(sa.update(Conversation).values(customer_id="client-7"))
    counts = (await chief.call("GET", f"/history?{DAYS}"))["contacts"]
    assert (counts["returned"], counts["contained"]) == (1, 1)


async def test_tables_open_in_excel_and_run_nothing(
    chief: DeskAgent, customer: Customer, fake_rasa: FakeRasa, sessions: sessionmaker
) -> None:
    await call_a_human(customer, fake_rasa)
    with sessions.begin() as session:
        session.scalar(sa.select(Handoff)).topic = '=HYPERLINK("http://mal.example")'
    text, lines = await table(chief, f"/history/conversations.csv?{DAYS}")
    assert text.startswith("\ufeff")
    assert lines[0][:3] == ["Transmission", "Conversation", "Appel d’un agent"]
    assert lines[1][lines[0].index("Motif")] == "Demande à parler à quelqu’un"
    assert lines[1][lines[0].index("Sujet")].startswith("'=")
    text, lines = await table(chief, f"/history.csv?{DAYS}")
    assert text.startswith("\ufeff")
    assert ["Transmissions", "", "1", "", "", "", ""] in lines
