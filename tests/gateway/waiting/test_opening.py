"""Who waits while it is closed: told once when it opens, and then like anybody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.contracts.desk import TimerKind
from bot.gateway.desk_time import DeskTime
from bot.gateway.keys import STORE
from bot.gateway.standing import read_conversation
from bot.knowledge.opening_hours import OpeningHours, Span, closing, next_opening
from bot.store.desk_models import Timer
from tests.gateway.desk_times import ALWAYS, FakeClock, open_time
from tests.gateway.waiting.calls import called, notices

PARIS = ZoneInfo("Europe/Paris")
GRACE_S = 60  # data/desk/waiting.yml, opening
DAY_S = 24 * 3600


@pytest.fixture
def hours() -> OpeningHours:
    """Nine to six on three days, of which tomorrow is the first: closed now."""
    today = datetime.now(PARIS).weekday()
    days = {(today + number) % 7: (Span(540, 1080),) for number in (1, 2, 3)}
    return OpeningHours(PARIS, days)


@pytest.fixture
def desk_time(clock: FakeClock, hours: OpeningHours) -> DeskTime:
    return open_time(clock, hours=hours)


@pytest.fixture
def nobody_yet(agent: Any) -> Any:
    return agent


@pytest.fixture
def agents_sign_in(agent_there: Any) -> Any:
    agent_there.stays(7 * DAY_S)
    return agent_there


@pytest.fixture
def wording(wording: Any) -> Any:
    """Says which response and which values, so that tests can tell."""
    for name, values in {
        "utter_wait_open_nobody": "au rang {position}",
        "utter_wait_next": "le prochain",
        "utter_wait_place": "au rang {position}",
    }.items():
        wording._responses[name] = [{"text": f"{name} {values}"}]
    return wording


@pytest.fixture
def at_opening(
    later: Callable[[float], Awaitable[None]], clock: FakeClock, hours: OpeningHours
) -> Callable[..., Awaitable[None]]:
    """Goes to so many seconds after the next opening."""

    async def go(seconds: float) -> None:
        opens = next_opening(hours, clock())
        await later((opens - clock()).total_seconds() + seconds)

    return go


async def test_who_waits_through_the_night_hears_once_that_it_is_open(
    customer, agents_sign_in, fake_rasa, at_opening, later
) -> None:
    await called(customer, fake_rasa)
    await later(60)
    assert await notices(customer) == ["wait_closed"]
    await at_opening(GRACE_S - 30)
    assert await notices(customer) == ["wait_closed"]
    await later(31)
    assert await notices(customer) == ["wait_closed", "wait_open"]
    last = (await customer.messages())[-1]
    assert last["text"] == "utter_wait_open {agent} utter_wait_next le prochain"
    assert last["sender"] == "system"
    await later(0)
    assert len(await notices(customer)) == 2


async def test_the_ladder_begins_anew_when_it_opens(
    customer, agents_sign_in, fake_rasa, at_opening, later
) -> None:
    await called(customer, fake_rasa)
    await at_opening(GRACE_S + 1)
    for _ in range(11):
        await later(91)
    assert await notices(customer) == [
        "wait_closed", "wait_open", "wait_place", "wait_place", "wait_callback_offer",
        "wait_place", "wait_leave_message",
    ]  # fmt: skip


async def test_each_one_hears_his_own_place(
    customer, new_customer, agents_sign_in, fake_rasa, at_opening
) -> None:
    second = await new_customer()
    for each in (customer, second):
        await called(each, fake_rasa)
    await at_opening(GRACE_S + 1)
    assert (await second.messages())[-1]["text"].endswith("utter_wait_place au rang 2")


async def test_where_nobody_has_signed_in_yet_this_is_said_and_the_ladder_goes_on(
    customer, nobody_yet, fake_rasa, at_opening, later
) -> None:
    await called(customer, fake_rasa)
    await at_opening(GRACE_S + 1)
    last = (await customer.messages())[-1]
    assert last["custom"] == {"notice": "wait_open_nobody"}
    assert last["text"] == "utter_wait_open_nobody au rang 1"
    await later(1)
    assert await notices(customer) == ["wait_closed", "wait_open_nobody"]
    await later(90)
    assert await notices(customer) == ["wait_closed", "wait_open_nobody", "wait_nobody"]


async def test_in_distress_the_numbers_are_pointed_to_when_nobody_came(
    customer, nobody_yet, fake_rasa, at_opening, later
) -> None:
    await called(customer, fake_rasa, "distress")
    await at_opening(GRACE_S + 1)
    await later(2000)
    assert await notices(customer) == [
        "wait_closed_in_distress",
        "wait_nobody_in_distress",
    ]


@pytest.mark.parametrize("choice", ["/leave_message", "/cancel_handoff"])
async def test_who_has_made_his_choice_hears_nothing(
    customer, agents_sign_in, fake_rasa, at_opening, later, choice
) -> None:
    await called(customer, fake_rasa)
    await customer.presses(choice, "mon choix")
    await at_opening(GRACE_S + 1)
    await later(2000)
    assert await notices(customer) == ["wait_closed"]


async def test_who_is_being_answered_hears_nothing(
    customer, agents_sign_in, fake_rasa, at_opening, later
) -> None:
    await called(customer, fake_rasa)
    await at_opening(5)
    await agents_sign_in.does("claim", customer.id)
    await later(2000)
    assert await notices(customer) == ["wait_closed"]


async def test_who_is_put_back_at_night_hears_it_in_the_morning(
    customer, agents_sign_in, fake_rasa, at_opening, later
) -> None:
    await called(customer, fake_rasa)
    await agents_sign_in.does("claim", customer.id)
    await agents_sign_in.does("release", customer.id)
    await later(0)
    await at_opening(GRACE_S + 1)
    assert await notices(customer) == ["wait_closed", "wait_closed", "wait_open"]


async def test_after_an_outage_over_the_opening_the_ladder_begins_when_it_is_told(
    customer, agents_sign_in, fake_rasa, at_opening, later
) -> None:
    await called(customer, fake_rasa)
    await at_opening(2 * 3600)
    assert await notices(customer) == ["wait_closed", "wait_open"]
    await later(91)
    assert await notices(customer) == ["wait_closed", "wait_open", "wait_place"]


async def test_a_day_that_was_missed_whole_is_told_as_it_is(
    customer, agents_sign_in, fake_rasa, at_opening, later
) -> None:
    await called(customer, fake_rasa)
    await at_opening(10 * 3600)  # closed again
    assert await notices(customer) == ["wait_closed", "wait_closed"]
    await at_opening(GRACE_S + 1)
    assert (await notices(customer))[2:] == ["wait_open"]


async def test_every_morning_is_told(
    customer, agents_sign_in, fake_rasa, at_opening, later
) -> None:
    await called(customer, fake_rasa)
    for _ in range(2):
        await at_opening(GRACE_S + 1)
        await later(9 * 3600)  # up to closing time, and past it
    said = await notices(customer)
    assert said.count("wait_open") == 2
    assert said[-1] == "wait_closed"


async def test_the_page_hears_that_it_is_open(
    customer, agents_sign_in, fake_rasa, at_opening, app
) -> None:
    await called(customer, fake_rasa)
    await at_opening(1)
    shape = await app[STORE].read(read_conversation, customer.id)
    assert (shape["hours"]["open"], shape["anybody"]) == (True, True)


async def test_who_still_waits_at_closing_time_hears_the_next_opening(
    customer, agents_sign_in, fake_rasa, at_opening, later, clock, hours
) -> None:
    await at_opening(3600)
    await called(customer, fake_rasa)
    await later((closing(hours, clock()) - clock()).total_seconds() + 1)
    assert await notices(customer) == ["wait_closed"]
    await at_opening(GRACE_S + 1)
    assert await notices(customer) == ["wait_closed", "wait_open"]


class TestWithoutClosingTime:
    @pytest.fixture
    def hours(self) -> OpeningHours:
        return ALWAYS

    async def test_no_opening_is_awaited(
        self, customer, agents_sign_in, fake_rasa, sessions
    ) -> None:
        await called(customer, fake_rasa)
        with sessions() as session:
            kinds = set(session.scalars(sa.select(Timer.kind)))
        assert kinds >= {TimerKind.REASSURANCE.value}
        assert TimerKind.OPENING.value not in kinds
