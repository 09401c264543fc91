"""What customers can do instead of waiting."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.gateway.keys import STORE
from bot.gateway.standing import read_places
from bot.gateway.timekeeper import Timekeeper
from bot.store.desk_models import Handoff
from tests.gateway.fake_rasa import answer
from tests.gateway.test_sockets import new_tab  # noqa: F401
from tests.gateway.waiting.calls import called, notices


async def test_who_leaves_a_message_may_go_and_agents_know(
    customer, agent_there, fake_rasa, later
) -> None:
    await called(customer, fake_rasa)
    said = await customer.presses("/leave_message", "Laisser un message")
    assert said["mode"] == "queued"
    assert "utter_leave_message_now" in said["replies"][0]["text"]
    assert (await customer.says("Mon dossier est bloqué."))["replies"] == []
    await later(2000)
    assert await notices(customer) == []
    (item,) = (await agent_there.call("GET", "/queue"))["waiting"]
    assert item["left_message"] is True
    assert item["preview"] == "Mon dossier est bloqué."
    assert [turn.text for turn in fake_rasa.turns] == ["un conseiller, s’il vous plaît"]


@pytest.fixture
def no_refresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told of hours and people now and then: news has a reason of its own."""

    async def nothing(_: Timekeeper) -> None: ...

    monkeypatch.setattr(Timekeeper, "tell_prospects", nothing)


async def test_the_page_hears_that_a_message_was_left(
    no_refresh,
    customer,
    agent_there,
    fake_rasa,
    new_tab,  # noqa: F811
) -> None:
    tab = await new_tab()
    await tab.call("resume", {"token": customer.token, "after_seq": 0})
    assert (await tab.waits_for("conversation"))["left_message"] is None
    await called(customer, fake_rasa)
    assert (await tab.waits_for("conversation", 2))["left_message"] is False
    await customer.presses("/leave_message", "Laisser un message")
    assert (await tab.waits_for("conversation", 3))["left_message"] is True
    again = await new_tab()
    await again.call("resume", {"token": customer.token, "after_seq": 0})
    assert (await again.waits_for("conversation"))["left_message"] is True
    await agent_there.does("claim", customer.id)
    assert (await tab.waits_for("conversation", 4))["left_message"] is None


async def test_who_moves_up_keeps_having_left_a_message(
    customer, new_customer, agent_there, fake_rasa, app
) -> None:
    other = await new_customer()
    for each in (other, customer):
        await called(each, fake_rasa)
    await customer.presses("/leave_message", "Laisser un message")
    places = {other.id: 1, customer.id: 2}
    shapes = await app[STORE].read(read_places, places)
    assert [shape["left_message"] for shape in shapes] == [False, True]


async def test_leaving_a_message_twice_is_noted_once(
    customer, agent, fake_rasa
) -> None:
    await called(customer, fake_rasa)
    for _ in range(2):
        await customer.presses("/leave_message", "Laisser un message")
    (item,) = (await agent.call("GET", "/queue"))["waiting"]
    rules = [signal["rule"] for signal in item["signals"]]
    assert rules.count("left_message") == 1


async def test_who_wants_a_call_leaves_the_queue_for_the_bots_questions(
    customer, agent_there, fake_rasa, sessions, later
) -> None:
    await called(customer, fake_rasa)
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
    assert await notices(customer) == []
    with sessions() as session:
        assert session.scalar(sa.select(Handoff.outcome)) == "callback"


async def test_a_bot_that_is_away_takes_nobody_out_of_the_queue(
    customer, agent_there, fake_rasa
) -> None:
    await called(customer, fake_rasa)
    fake_rasa.down = True
    said = await customer.presses("/request_callback", "Être rappelé")
    assert said["mode"] == "queued"
    assert "utter_callback_unavailable" in said["replies"][0]["text"]
    assert len((await agent_there.call("GET", "/queue"))["waiting"]) == 1


async def test_a_stale_button_does_nothing_to_an_agents_conversation(
    customer, agent_there, fake_rasa
) -> None:
    await called(customer, fake_rasa)
    await agent_there.does("claim", customer.id)
    for payload in ("/leave_message", "/request_callback", "/cancel_handoff"):
        said = await customer.presses(payload, "vieux bouton")
        assert (said["mode"], said["replies"]) == ("human", [])
