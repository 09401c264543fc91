from __future__ import annotations

import pytest

from bot.gateway.caretaker import Caretaker
from bot.gateway.keys import BROADCASTER, DESK, RASA, STORE, TURNS, WORDING
from tests.gateway.fake_rasa import answer


@pytest.mark.parametrize(
    ("scripted", "cause"),
    [
        pytest.param(500, "status_500", id="rasa crashes"),
        pytest.param("pas du JSON", "unreadable", id="rasa answers nonsense"),
        pytest.param({"autre": 1}, "unreadable", id="rasa answers something else"),
        pytest.param(answer(), "empty_reply", id="rasa says nothing"),
    ],
)
async def test_a_failing_bot_apologises_and_queues(
    customer, agent, fake_rasa, scripted, cause
) -> None:
    fake_rasa.will(scripted)
    said = await customer.says("bonjour")
    assert said["mode"] == "queued"
    assert said["escalation"]["reason"] == "bot_unavailable"
    assert said["replies"][0]["text"].startswith("utter_bot_unavailable")
    assert (await agent.sees(customer.id))["signals"] == [
        {"rule": "bot_unavailable", "value": cause, "threshold": None}
    ]


async def test_a_slow_bot_is_not_waited_for(customer, fake_rasa) -> None:
    fake_rasa.delay_s = 5
    said = await customer.says("bonjour")
    assert said["escalation"]["reason"] == "bot_unavailable"


async def test_a_failed_action_is_told_and_queued(customer, agent, fake_rasa) -> None:
    fake_rasa.will(answer("Voyons.", failed_actions=["action_tell_terms"]))
    said = await customer.says("quel taux ?")
    assert said["escalation"]["reason"] == "action_failed"
    assert [m["text"] for m in said["replies"]] == [
        "Voyons.",
        "utter_action_failed {agent}",
    ]
    (signal,) = (await agent.sees(customer.id))["signals"]
    assert signal["value"] == "action_tell_terms"


async def test_the_bot_serves_again_when_it_is_back(
    customer, new_customer, fake_rasa
) -> None:
    fake_rasa.down = True
    assert (await customer.says("bonjour"))["mode"] == "queued"
    fake_rasa.down = False
    someone_else = await new_customer()
    assert (await someone_else.says("bonjour"))["mode"] == "bot"
    back = await customer.presses("/cancel_handoff", "Continuer avec l’assistant")
    assert back["mode"] == "bot"
    said = await customer.says("me revoilà")
    assert said["replies"][0]["text"] == "Écho : me revoilà"
    (handed_back,) = fake_rasa.handed_back
    assert handed_back.said[0].text == "bonjour"  # the bot learns what it missed


async def test_a_hand_back_that_fails_is_made_up_for(
    customer, agent, fake_rasa
) -> None:
    fake_rasa.will(answer("Un instant.", handoff="requested"))
    await customer.says("un humain svp")
    await agent.does("claim", customer.id)
    fake_rasa.down = True
    assert (await agent.does("return_to_bot", customer.id))["mode"] == "bot"
    fake_rasa.down = False
    said = await customer.says("le taux ?")
    assert said["mode"] == "bot"
    assert len(fake_rasa.handed_back) == 1


async def test_readiness_says_what_is_missing(client, fake_rasa) -> None:
    assert (await client.get("/readyz")).status == 200
    fake_rasa.down = True
    response = await client.get("/readyz")
    assert response.status == 503
    checks = (await response.json())["checks"]
    assert checks == {"rasa": False, "actions": False, "store": True}
    assert (await client.get("/healthz")).status == 200


async def test_metrics_count_turns_and_escalations(customer, fake_rasa) -> None:
    fake_rasa.will(500)
    await customer.says("bonjour")
    text = await (await customer.client.get("/metrics")).text()
    assert 'ecoute_escalations_total{reason="bot_unavailable"}' in text
    assert "ecoute_waiting" in text


async def test_who_waits_for_the_bot_hears_once_that_it_is_back(
    app, customer, new_customer, fake_rasa
) -> None:
    caretaker = Caretaker(
        app[STORE], app[RASA], app[TURNS], app[DESK], app[BROADCASTER], app[WORDING]
    )
    wants_a_human = await new_customer()
    fake_rasa.will(answer("Un instant.", handoff="requested"))
    await wants_a_human.says("un humain")
    fake_rasa.down = True
    await customer.says("bonjour")
    await caretaker.tell_bot_is_back()
    assert len(await customer.messages()) == 2  # it is not
    fake_rasa.down = False
    await caretaker.tell_bot_is_back()
    await caretaker.tell_bot_is_back()
    said = await customer.messages()
    assert [m["sender"] for m in said] == ["customer", "bot", "system"]
    assert said[-1]["text"].startswith("utter_bot_back")
    assert len(await wants_a_human.messages()) == 2
