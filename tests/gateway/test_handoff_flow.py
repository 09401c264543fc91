from __future__ import annotations

import asyncio

from tests.gateway.fake_rasa import answer


async def _escalated(customer, fake_rasa, reason: str = "negative_sentiment"):
    fake_rasa.will(answer("Je vous passe un conseiller.", handoff=reason))
    return await customer.says("c’est honteux")


async def test_an_escalation_queues_with_reason_position_and_signals(
    customer, agent, fake_rasa
) -> None:
    said = await _escalated(customer, fake_rasa)
    assert said["mode"] == "queued"
    assert said["escalation"] == {"reason": "negative_sentiment", "position": 1}
    assert [m["text"] for m in said["replies"]] == ["Je vous passe un conseiller."]
    (item,) = (await agent.call("GET", "/queue"))["waiting"]
    assert item["id"] == customer.id
    assert item["preview"] == "c’est honteux"
    assert item["signals"] == [
        {"rule": "strong_negative", "value": -0.9, "threshold": -0.6}
    ]


async def test_the_most_urgent_waits_first(new_customer, agent, fake_rasa) -> None:
    reasons = ["low_confidence", "requested", "negative_sentiment", "distress"]
    expected = {}
    for reason in reasons:
        customer = await new_customer()
        said = await _escalated(customer, fake_rasa, reason)
        expected[customer.id] = reason
        assert said["escalation"]["position"] == 1
    waiting = (await agent.call("GET", "/queue"))["waiting"]
    assert [item["reason"] for item in waiting] == reasons[::-1]


async def test_the_whole_way_to_an_agent_and_back(customer, agent, fake_rasa) -> None:
    await customer.says("bonjour")
    await _escalated(customer, fake_rasa)
    waiting = await customer.says("vous êtes là ?")
    assert waiting["mode"] == "queued"
    assert waiting["replies"] == []
    claimed = await agent.does("claim", customer.id)
    assert claimed == {"id": customer.id, "mode": "human", "agent": {"name": "Camille"}}
    await agent.says(customer.id, "Bonjour, je regarde.")
    answered = await customer.says("merci")
    assert (answered["mode"], answered["replies"]) == ("human", [])
    assert len(fake_rasa.turns) == 2  # the bot was asked nothing since the handoff
    back = await agent.does("return_to_bot", customer.id)
    assert (back["mode"], back["agent"]) == ("bot", None)
    (handed_back,) = fake_rasa.handed_back
    assert [(s.by_customer, s.text) for s in handed_back.said] == [
        (True, "c’est honteux"),
        (True, "vous êtes là ?"),
        (False, "Bonjour, je regarde."),
        (True, "merci"),
    ]
    again = await customer.says("et le taux ?")
    assert again["replies"][0]["text"] == "Écho : et le taux ?"
    changes = (await agent.sees(customer.id))["mode_changes"]
    assert [(c["from"], c["to"]) for c in changes] == [
        ("bot", "queued"),
        ("queued", "human"),
        ("human", "wrap_up"),
        ("wrap_up", "bot"),
    ]
    assert [c["actor"] for c in changes] == [
        "bot", "agent:camille", "agent:camille", "system",
    ]  # fmt: skip


async def test_the_agent_sees_the_evidence(customer, agent, fake_rasa) -> None:
    await _escalated(customer, fake_rasa)
    seen = await agent.sees(customer.id)
    assert seen["reason"] == "negative_sentiment"
    assert seen["signals"][0]["rule"] == "strong_negative"
    assert seen["messages"][0]["nlu"]["intent"] == "ask_rate"
    assert seen["messages"][0]["nlu"]["sentiment"]["label"] == "neutral"
    assert seen["suggestions"] == [
        {
            "intent": "ask_rate",
            "text": "Le taux est de 0 % en Île-de-France.",
            "source": "unanswered",
            "label": "Le taux",
        }
    ]


async def test_what_is_said_to_a_human_is_read_by_the_bot(
    customer, agent, fake_rasa
) -> None:
    await _escalated(customer, fake_rasa)
    await customer.says("il me manque une pièce")
    for _ in range(50):
        seen = await agent.sees(customer.id)
        if seen["messages"][-1]["nlu"]:
            break
        await asyncio.sleep(0.02)
    assert seen["messages"][-1]["nlu"]["confidence"] == 0.9
    assert [turn.text for turn in fake_rasa.observed] == ["il me manque une pièce"]


async def test_a_private_note_never_reaches_the_customer(
    customer, agent, fake_rasa
) -> None:
    await _escalated(customer, fake_rasa)
    await agent.does("claim", customer.id)
    before = len(await customer.messages())
    note = await agent.says(customer.id, "client très énervé", private=True)
    assert note["agent"] == "Camille"
    assert (await agent.sees(customer.id))["notes"] == [note]
    said = await customer.messages()
    assert len(said) == before
    assert "énervé" not in str(said)


async def test_the_customer_leaves_the_queue(customer, agent, fake_rasa) -> None:
    await _escalated(customer, fake_rasa)
    said = await customer.presses("/cancel_handoff", "Continuer avec l’assistant")
    assert said["mode"] == "bot"
    assert (await agent.call("GET", "/queue"))["waiting"] == []
    again = await customer.says("le taux ?")
    assert again["replies"][0]["text"] == "Écho : le taux ?"
    assert len(fake_rasa.handed_back) == 1  # before the next turn, once


async def test_release_puts_the_conversation_back_at_its_place(
    customer, new_customer, agent, fake_rasa
) -> None:
    await _escalated(customer, fake_rasa)
    await _escalated(await new_customer(), fake_rasa)
    await agent.does("claim", customer.id)
    released = await agent.does("release", customer.id)
    assert released["mode"] == "queued"
    waiting = (await agent.call("GET", "/queue"))["waiting"]
    assert waiting[0]["id"] == customer.id


async def test_transfer_gives_the_conversation_to_a_colleague(
    customer, agent, new_agent, fake_rasa
) -> None:
    colleague = await new_agent("ines")
    await _escalated(customer, fake_rasa)
    await agent.does("claim", customer.id)
    path = f"/conversations/{customer.id}/transfer"
    moved = await agent.call("POST", path, {"to": "ines"})
    assert moved["agent"] == {"name": "Ines"}
    await agent.says(customer.id, "encore moi", expect=409)
    await colleague.says(customer.id, "Bonjour, Inès à l’appareil.")
    await colleague.call("POST", path, {"to": "personne"}, expect=404)


async def test_a_closed_conversation_takes_no_more_messages(
    customer, agent, fake_rasa
) -> None:
    await _escalated(customer, fake_rasa)
    await agent.does("claim", customer.id)
    closed = await agent.does("close", customer.id)
    assert closed["mode"] == "closed"
    refused = await customer.post(
        {"message_id": "6a7b2f2e-0c9c-4a53-9b6e-0d2b7c9f1a11", "text": "encore"}, 409
    )
    assert refused["error"]["code"] == "conversation_closed"


async def test_fifty_agents_claim_at_once_and_one_wins(
    customer, new_agent, fake_rasa
) -> None:
    agents = [await new_agent(f"agent{i}") for i in range(50)]
    await _escalated(customer, fake_rasa)
    path = f"/conversations/{customer.id}/claim"
    statuses = await asyncio.gather(
        *(agent.call("POST", path, expect=None) for agent in agents)
    )
    assert sorted(statuses) == [200] + [409] * 49


async def test_nobody_but_the_agent_in_charge_speaks(
    customer, agent, new_agent, fake_rasa
) -> None:
    await agent.says(customer.id, "trop tôt", expect=409)
    await _escalated(customer, fake_rasa)
    await agent.says(customer.id, "pas encore", expect=409)
    await agent.does("claim", customer.id)
    other = await new_agent("ines")
    await other.says(customer.id, "et moi ?", expect=409)
    await other.does("close", customer.id, expect=409)
    await other.does("return_to_bot", customer.id, expect=409)
