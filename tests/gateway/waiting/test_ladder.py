"""What customers who wait are told, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.gateway.desk_time import DeskTime
from bot.gateway.keys import STORE
from bot.gateway.standing import read_conversation
from bot.knowledge.opening_hours import OpeningHours, Span
from bot.store.desk_models import Timer
from bot.store.models import Agent
from tests.gateway.desk_times import FakeClock, open_time
from tests.gateway.waiting.calls import called, notices

PARIS = ZoneInfo("Europe/Paris")
NEVER_TODAY = OpeningHours(
    PARIS, {(datetime.now(PARIS).weekday() + 2) % 7: (Span(540, 1080),)}
)


async def test_a_long_wait_is_reassured_then_offered_ways_out(
    customer, agent_there, fake_rasa, later
) -> None:
    said = await called(customer, fake_rasa)
    assert [m["text"] for m in said["replies"]] == ["Je vous passe un conseiller."]
    await later(91)
    assert await notices(customer) == ["wait_place"]
    for _ in range(12):
        await later(90)
    assert await notices(customer) == [
        "wait_place", "wait_place", "wait_callback_offer", "wait_place",
        "wait_leave_message",
    ]  # fmt: skip
    senders = {m["sender"] for m in await customer.messages() if m["custom"]}
    assert senders == {"system"}


async def test_after_an_outage_only_the_latest_step_is_said_and_once(
    customer, agent_there, fake_rasa, later, sessions
) -> None:
    await called(customer, fake_rasa)
    await later(400)  # reassured twice and offered a call, had anybody been running
    assert await notices(customer) == ["wait_callback_offer"]
    await later(0)
    assert len(await notices(customer)) == 1
    with sessions() as session:
        fired = session.scalars(
            sa.select(Timer.kind).where(Timer.fired_at.is_not(None))
        )
        assert len(list(fired)) == 2  # the step, and the missed first answer


async def test_an_agent_who_takes_over_ends_the_ladder(
    customer, agent_there, fake_rasa, later
) -> None:
    await called(customer, fake_rasa)
    await agent_there.does("claim", customer.id)
    await later(2000)
    assert await notices(customer) == []


async def test_a_conversation_that_is_put_back_waits_anew(
    customer, agent_there, fake_rasa, later
) -> None:
    await called(customer, fake_rasa)
    await later(91)
    await agent_there.does("claim", customer.id)
    await agent_there.does("release", customer.id)
    await later(91)
    assert await notices(customer) == ["wait_place", "wait_place"]


async def test_who_calls_while_nobody_is_there_hears_it_with_the_answer(
    customer, agent, fake_rasa, later
) -> None:
    said = await called(customer, fake_rasa)
    assert [m["custom"] for m in said["replies"]] == [None, {"notice": "wait_nobody"}]
    assert said["mode"] == "queued"
    assert len((await agent.call("GET", "/queue"))["waiting"]) == 1
    await later(5000)
    assert await notices(customer) == ["wait_nobody"]


async def test_distress_while_nobody_is_there_is_pointed_to_the_numbers(
    customer, fake_rasa
) -> None:
    said = await called(customer, fake_rasa, "distress")
    assert said["replies"][-1]["custom"] == {"notice": "wait_nobody_in_distress"}


async def test_an_agent_who_is_away_is_not_there(
    customer, agent_there, fake_rasa, sessions
) -> None:
    with sessions.begin() as session:
        session.execute(sa.update(Agent).values(availability="away"))
    said = await called(customer, fake_rasa)
    assert said["replies"][-1]["custom"] == {"notice": "wait_nobody"}


async def test_an_agent_who_vanished_is_not_there(
    customer, agent_there, fake_rasa, later
) -> None:
    await called(customer, fake_rasa)
    agent_there.stays(-200)
    await later(91)
    assert await notices(customer) == ["wait_nobody"]


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
        said = await called(customer, fake_rasa)
        message = said["replies"][-1]
        assert message["custom"] == {"notice": "wait_closed"}
        assert message["text"].startswith("De retour le ")
        assert message["text"].endswith("à 9\u00a0h.")
        assert message["buttons"][0]["payload"] == "/request_callback"

    async def test_the_conversation_says_when_it_opens(
        self, customer, fake_rasa, app
    ) -> None:
        await called(customer, fake_rasa)
        shape = await app[STORE].read(read_conversation, customer.id)
        assert shape["anybody"] is False
        assert shape["estimated_wait_s"] is None
        assert shape["hours"]["open"] is False
        opening = datetime.fromisoformat(shape["hours"]["next_opening"])
        assert opening.astimezone(PARIS).hour == 9
        assert shape["hours"]["time_zone"] == "Europe/Paris"

    async def test_nothing_is_missed_while_closed(
        self, customer, agent_there, fake_rasa, later
    ) -> None:
        await called(customer, fake_rasa)
        await later(3600)
        (item,) = (await agent_there.call("GET", "/queue"))["waiting"]
        assert item["promise"]["missed"] is False
