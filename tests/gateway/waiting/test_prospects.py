"""What the API says of place, wait, hours and people."""

from __future__ import annotations

from datetime import timedelta

from bot.gateway.desk_time import SESSION_KEY
from bot.gateway.keys import STORE
from bot.gateway.standing import read_conversation
from bot.gateway.timekeeper import REFRESH_ROUNDS, Timekeeper
from bot.store.models import utc_now
from tests.gateway.waiting.calls import called


async def test_the_wait_is_announced_once_it_was_measured(
    customer, agent_there, fake_rasa, app, sessions, new_customer
) -> None:
    await called(customer, fake_rasa)
    shape = await app[STORE].read(read_conversation, customer.id)
    assert (shape["position"], shape["estimated_wait_s"]) == (1, None)
    assert (shape["anybody"], shape["hours"]["open"]) == (True, True)
    for _ in range(5):
        other = await new_customer()
        await called(other, fake_rasa)
        await agent_there.does("claim", other.id)
        await agent_there.does("return_to_bot", other.id)
    shape = await app[STORE].read(read_conversation, customer.id)
    assert shape["estimated_wait_s"] == 30


class Listener:
    """A broadcaster that remembers whom it told where they stand."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def conversation(self, conversation_id: str) -> None:
        self.told.append(conversation_id)


async def test_who_waits_hears_at_once_that_somebody_is_there_now(
    customer, agent_there, fake_rasa, app, wording, desk_time
) -> None:
    agent_there.stays(-200)
    await called(customer, fake_rasa)
    listener = Listener()
    timekeeper = Timekeeper(app[STORE], listener, wording, desk_time)
    await timekeeper.tell_prospects()
    assert listener.told == []
    agent_there.stays()
    await timekeeper.tell_prospects()
    assert listener.told == [customer.id]
    await timekeeper.tell_prospects()
    assert listener.told == [customer.id]


async def test_the_wait_is_told_anew_now_and_then(
    customer, agent_there, fake_rasa, app, wording, desk_time
) -> None:
    await called(customer, fake_rasa)
    listener = Listener()
    timekeeper = Timekeeper(app[STORE], listener, wording, desk_time)
    for _ in range(2 * REFRESH_ROUNDS):
        await timekeeper.tell_prospects()
    assert listener.told == [customer.id] * 2


async def test_the_clock_of_a_gateway_travels_with_its_sessions(app, clock) -> None:
    clock.advance(1234)
    time = await app[STORE].read(lambda session: session.info[SESSION_KEY])
    assert time.now() - utc_now() > timedelta(seconds=1200)
