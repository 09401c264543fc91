from __future__ import annotations

import asyncio
import uuid

import sqlalchemy as sa

from bot.store.models import Base, Erasure, Message
from tests.gateway.fake_rasa import answer


async def test_a_turn_is_answered_and_numbered(customer, fake_rasa) -> None:
    fake_rasa.will(answer("Bonjour !", "Que puis-je pour vous ?"))
    said = await customer.says("bonjour")
    assert said["seq"] == 1
    assert said["mode"] == "bot"
    assert said["escalation"] is None
    assert [(m["seq"], m["sender"], m["text"]) for m in said["replies"]] == [
        (2, "bot", "Bonjour !"),
        (3, "bot", "Que puis-je pour vous ?"),
    ]


async def test_who_asks_over_http_learns_where_he_stands(customer, fake_rasa) -> None:
    fake_rasa.will(answer("Bien.", handoff="requested"))
    await customer.says("un conseiller")
    response = await customer.client.get(
        customer.path("/messages?after=2"), headers=customer.headers
    )
    standing = (await response.json())["conversation"]
    assert (standing["mode"], standing["position"]) == ("queued", 1)
    assert set(standing["hours"]) == {"open", "next_opening", "time_zone"}
    assert (standing["anybody"], standing["left_message"]) == (False, False)


async def test_the_same_message_id_gets_the_first_answer_and_does_nothing_twice(
    customer, fake_rasa
) -> None:
    message_id = str(uuid.uuid4())
    first = await customer.says("le taux ?", message_id)
    again = await customer.says("autre chose", message_id)
    assert again == first
    assert len(fake_rasa.turns) == 1
    assert len(await customer.messages()) == 2


async def test_the_same_message_sent_at_once_from_everywhere_is_one_turn(
    customer, fake_rasa
) -> None:
    fake_rasa.delay_s = 0.05
    message_id = str(uuid.uuid4())
    answers = await asyncio.gather(*(customer.says("x", message_id) for _ in range(8)))
    assert all(found == answers[0] for found in answers)
    assert len(fake_rasa.turns) == 1


async def test_rasa_sees_one_turn_at_a_time_of_a_conversation(
    customer, fake_rasa
) -> None:
    fake_rasa.delay_s = 0.02
    await asyncio.gather(*(customer.says(f"question {i}") for i in range(10)))
    assert fake_rasa.most_at_once == 1
    seqs = [m["seq"] for m in await customer.messages()]
    assert seqs == list(range(1, 21))


async def test_messages_after_a_number_come_in_order_without_gap(customer) -> None:
    for text in ("un", "deux", "trois"):
        await customer.says(text)
    assert [m["seq"] for m in await customer.messages(after=2)] == [3, 4, 5, 6]


async def test_a_button_shows_its_title_and_sends_its_payload(
    customer, fake_rasa
) -> None:
    await customer.presses("/ask_rate", "Le taux")
    assert fake_rasa.turns[0].text == "/ask_rate"
    assert (await customer.messages())[0]["text"] == "Le taux"


async def test_a_turn_that_was_only_asked_about_is_marked(
    customer, fake_rasa, sessions
) -> None:
    fake_rasa.will(answer("Parlez-vous de…", clarified=True), answer("Voici."))
    await customer.says("hum")
    await customer.says("le taux")
    with sessions() as session:
        asked = sa.select(Message).where(Message.sender == "customer")
        outcomes = [m.outcome for m in session.scalars(asked.order_by(Message.seq))]
    assert [outcome.get("clarified", False) for outcome in outcomes] == [True, False]


async def test_feedback_replaces_earlier_feedback(customer, agent) -> None:
    for score in (1, 5):
        response = await customer.client.post(
            customer.path("/feedback"), json={"score": score}, headers=customer.headers
        )
        assert response.status == 200
    assert (await agent.sees(customer.id))["feedback"]["score"] == 5


async def test_erasure_leaves_nothing_but_a_receipt(
    customer, agent, fake_rasa, sessions
) -> None:
    fake_rasa.will(answer("Je comprends.", handoff="negative_sentiment"))
    await customer.says("c’est honteux")
    await agent.does("claim", customer.id)
    await agent.says(customer.id, "note", private=True)
    response = await customer.client.delete(customer.path(), headers=customer.headers)
    receipt = await response.json()
    assert response.status == 200
    assert receipt["counts"]["messages"] == 3
    assert receipt["counts"]["notes"] == 1
    assert fake_rasa.forgotten == [customer.id]
    with sessions() as session:
        for table in Base.metadata.sorted_tables:
            # The audit trail says that something was done to a conversation without
            # owner or words: it is about agents, and may not be changed.
            # The service's own clock is about nobody.
            about_others = ("agents", "agent_sessions", "erasures", "audit_events")
            if table.name in (*about_others, "service_timers"):
                continue
            rows = session.scalar(sa.select(sa.func.count()).select_from(table))
            assert rows == 0, table.name
        kept = session.scalars(sa.select(Erasure)).all()
        assert [e.receipt for e in kept] == [receipt["receipt"]]
    gone = await customer.client.get(
        customer.path("/messages"), headers=customer.headers
    )
    assert gone.status == 401
