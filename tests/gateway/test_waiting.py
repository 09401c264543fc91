"""What customers who wait are told, when, and what they can do about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.gateway.broadcaster import read_conversation
from bot.gateway.desk_time import SESSION_KEY, DeskTime
from bot.gateway.keys import STORE, TIMEKEEPER
from bot.knowledge.opening_hours import OpeningHours, Span
from bot.store.desk_models import Handoff, Timer
from bot.store.models import Agent, utc_now
from tests.gateway.desk_times import FakeClock, open_time
from tests.gateway.fake_rasa import answer

PARIS = ZoneInfo("Europe/Paris")
NEVER_TODAY = OpeningHours(
    PARIS, {(datetime.now(PARIS).weekday() + 2) % 7: (Span(540, 1080),)}
)


@pytest.fixture
def desk_time(clock: FakeClock) -> DeskTime:
    return open_time(clock)


@pytest.fixture
def agent_there(agent: Any, sessions: Any, clock: FakeClock) -> Any:
    """An agent whose console gives signs of life, also in the future."""

    def stays(seconds: float = 10_000) -> None:
        with sessions.begin() as session:
            there_until = utc_now() + timedelta(seconds=seconds)
            session.execute(sa.update(Agent).values(seen_at=there_until))

    stays()
    agent.stays = stays
    return agent


async def _called(customer: Any, fake_rasa: Any, reason: str = "requested") -> Any:
    fake_rasa.will(answer("Je vous passe un conseiller.", handoff=reason))
    return await customer.says("un conseiller, s’il vous plaît")


async def _notices(customer: Any) -> list[str]:
    found = [(m["custom"] or {}).get("notice") for m in await customer.messages()]
    return [notice for notice in found if notice]


@pytest.fixture
def later(app: Any, clock: FakeClock) -> Any:
    """Lets time pass and the timekeeper look at its clocks."""

    async def pass_time(seconds: float) -> None:
        clock.advance(seconds)
        await app[TIMEKEEPER].fire_all()

    return pass_time


async def test_a_long_wait_is_reassured_then_offered_ways_out(
    customer, agent_there, fake_rasa, later
) -> None:
    said = await _called(customer, fake_rasa)
    assert [m["text"] for m in said["replies"]] == ["Je vous passe un conseiller."]
    await later(91)
    assert await _notices(customer) == ["wait_place"]
    for _ in range(12):
        await later(90)
    assert await _notices(customer) == [
        "wait_place", "wait_place", "wait_callback_offer", "wait_place",
        "wait_leave_message",
    ]  # fmt: skip
    senders = {m["sender"] for m in await customer.messages() if m["custom"]}
    assert senders == {"system"}


async def test_after_an_outage_only_the_latest_step_is_said_and_once(
    customer, agent_there, fake_rasa, later, sessions
) -> None:
    await _called(customer, fake_rasa)
    await later(400)  # reassured twice and offered a call, had anybody been running
    assert await _notices(customer) == ["wait_callback_offer"]
    await later(0)
    assert len(await _notices(customer)) == 1
    with sessions() as session:
        fired = session.scalars(
            sa.select(Timer.kind).where(Timer.fired_at.is_not(None))
        )
        assert len(list(fired)) == 2  # the step, and the missed first answer


async def test_an_agent_who_takes_over_ends_the_ladder(
    customer, agent_there, fake_rasa, later
) -> None:
    await _called(customer, fake_rasa)
    await agent_there.does("claim", customer.id)
    await later(2000)
    assert await _notices(customer) == []


async def test_a_conversation_that_is_put_back_waits_anew(
    customer, agent_there, fake_rasa, later
) -> None:
    await _called(customer, fake_rasa)
    await later(91)
    await agent_there.does("claim", customer.id)
    await agent_there.does("release", customer.id)
    await later(91)
    assert await _notices(customer) == ["wait_place", "wait_place"]


async def test_who_calls_while_nobody_is_there_hears_it_with_the_answer(
    customer, agent, fake_rasa, later
) -> None:
    said = await _called(customer, fake_rasa)
    assert [m["custom"] for m in said["replies"]] == [None, {"notice": "wait_nobody"}]
    assert said["mode"] == "queued"
    assert len((await agent.call("GET", "/queue"))["waiting"]) == 1
    await later(5000)
    assert await _notices(customer) == ["wait_nobody"]


async def test_distress_while_nobody_is_there_is_pointed_to_the_numbers(
    customer, fake_rasa
) -> None:
    said = await _called(customer, fake_rasa, "distress")
    assert said["replies"][-1]["custom"] == {"notice": "wait_nobody_in_distress"}


async def test_an_agent_who_is_away_is_not_there(
    customer, agent_there, fake_rasa, sessions
) -> None:
    with sessions.begin() as session:
        session.execute(sa.update(Agent).values(availability="away"))
    said = await _called(customer, fake_rasa)
    assert said["replies"][-1]["custom"] == {"notice": "wait_nobody"}


async def test_an_agent_who_vanished_is_not_there(
    customer, agent_there, fake_rasa, later
) -> None:
    await _called(customer, fake_rasa)
    agent_there.stays(-200)
    await later(91)
    assert await _notices(customer) == ["wait_nobody"]


class TestOutsideHours:
    @pytest.fixture
    def desk_time(self, clock: FakeClock) -> DeskTime:
        return open_time(clock, hours=NEVER_TODAY)

    @pytest.fixture
    def wording(self, wording: Any) -> Any:
        wording._responses["utter_outside_hours"] = [
            {
                "text": "De retour {opening}.",
                "buttons": [{"title": "Être rappelé", "payload": "/request_callback"}],
            }
        ]
        return wording

    async def test_the_next_opening_is_said_at_once(
        self, customer, agent_there, fake_rasa
    ) -> None:
        said = await _called(customer, fake_rasa)
        message = said["replies"][-1]
        assert message["custom"] == {"notice": "wait_closed"}
        assert message["text"].startswith("De retour le ")
        assert message["text"].endswith("à 9\u00a0h.")
        assert message["buttons"][0]["payload"] == "/request_callback"

    async def test_the_conversation_says_when_it_opens(
        self, customer, fake_rasa, app
    ) -> None:
        await _called(customer, fake_rasa)
        shape = await app[STORE].read(read_conversation, customer.id)
        assert shape["anybody"] is False
        assert shape["estimated_wait_s"] is None
        assert shape["hours"]["open"] is False
        opening = datetime.fromisoformat(shape["hours"]["next_opening"])
        assert opening.astimezone(PARIS).hour == 9

    async def test_nothing_is_missed_while_closed(
        self, customer, agent_there, fake_rasa, later
    ) -> None:
        await _called(customer, fake_rasa)
        await later(3600)
        (item,) = (await agent_there.call("GET", "/queue"))["waiting"]
        assert item["promise"]["missed"] is False


async def test_who_leaves_a_message_may_go_and_agents_know(
    customer, agent_there, fake_rasa, later
) -> None:
    await _called(customer, fake_rasa)
    said = await customer.presses("/leave_message", "Laisser un message")
    assert said["mode"] == "queued"
    assert "utter_leave_message_now" in said["replies"][0]["text"]
    assert (await customer.says("Mon dossier est bloqué."))["replies"] == []
    await later(2000)
    assert await _notices(customer) == []
    (item,) = (await agent_there.call("GET", "/queue"))["waiting"]
    assert item["left_message"] is True
    assert item["preview"] == "Mon dossier est bloqué."
    assert [turn.text for turn in fake_rasa.turns] == ["un conseiller, s’il vous plaît"]


async def test_leaving_a_message_twice_is_noted_once(
    customer, agent, fake_rasa
) -> None:
    await _called(customer, fake_rasa)
    for _ in range(2):
        await customer.presses("/leave_message", "Laisser un message")
    (item,) = (await agent.call("GET", "/queue"))["waiting"]
    rules = [signal["rule"] for signal in item["signals"]]
    assert rules.count("left_message") == 1


async def test_who_wants_a_call_leaves_the_queue_for_the_bots_questions(
    customer, agent_there, fake_rasa, sessions, later
) -> None:
    await _called(customer, fake_rasa)
    await customer.says("c’est urgent")
    fake_rasa.will(answer("À quel numéro vous rappeler ?"))
    said = await customer.presses("/request_callback", "Être rappelé")
    assert said["mode"] == "bot"
    assert said["replies"][0]["text"] == "À quel numéro vous rappeler ?"
    (handed_back,) = fake_rasa.handed_back
    assert [s.text for s in handed_back.said][-1] == "c’est urgent"
    assert (await agent_there.call("GET", "/queue"))["waiting"] == []
    fake_rasa.will(answer("Quand ?"))
    assert (await customer.says("06 12 34 56 78"))["replies"][0]["text"] == "Quand ?"
    assert len(fake_rasa.handed_back) == 1
    await later(2000)
    assert await _notices(customer) == []
    with sessions() as session:
        assert session.scalar(sa.select(Handoff.outcome)) == "callback"


async def test_a_bot_that_is_away_takes_nobody_out_of_the_queue(
    customer, agent_there, fake_rasa
) -> None:
    await _called(customer, fake_rasa)
    fake_rasa.down = True
    said = await customer.presses("/request_callback", "Être rappelé")
    assert said["mode"] == "queued"
    assert "utter_callback_unavailable" in said["replies"][0]["text"]
    assert len((await agent_there.call("GET", "/queue"))["waiting"]) == 1


async def test_a_stale_button_does_nothing_to_an_agents_conversation(
    customer, agent_there, fake_rasa
) -> None:
    await _called(customer, fake_rasa)
    await agent_there.does("claim", customer.id)
    for payload in ("/leave_message", "/request_callback", "/cancel_handoff"):
        said = await customer.presses(payload, "vieux bouton")
        assert (said["mode"], said["replies"]) == ("human", [])


async def test_the_wait_is_announced_once_it_was_measured(
    customer, agent_there, fake_rasa, app, sessions, new_customer
) -> None:
    await _called(customer, fake_rasa)
    shape = await app[STORE].read(read_conversation, customer.id)
    assert (shape["position"], shape["estimated_wait_s"]) == (1, None)
    assert (shape["anybody"], shape["hours"]["open"]) == (True, True)
    for _ in range(5):
        other = await new_customer()
        await _called(other, fake_rasa)
        await agent_there.does("claim", other.id)
        await agent_there.does("return_to_bot", other.id)
    shape = await app[STORE].read(read_conversation, customer.id)
    assert shape["estimated_wait_s"] == 30


async def test_the_clock_of_a_gateway_travels_with_its_sessions(app, clock) -> None:
    clock.advance(1234)
    time = await app[STORE].read(lambda session: session.info[SESSION_KEY])
    assert time.now() - utc_now() > timedelta(seconds=1200)
