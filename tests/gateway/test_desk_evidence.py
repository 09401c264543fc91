"""What an agent is told of a conversation, and what he leaves for the next one."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from bot.store.conversations import find_conversation
from bot.store.desk_models import Handoff
from bot.store.handoffs import open_handoff
from tests.gateway.fake_rasa import answer, nlu


def reading(intent: str, confidence: float = 0.9, polarity: float = 0.0, **others: Any):
    read = nlu(intent, confidence, polarity)
    read["ranking"] += [{"name": n, "confidence": c} for n, c in others.items()]
    return read


def handoff_of(sessions: Any, conversation_id: str) -> Handoff:
    with sessions() as session:
        return session.scalars(
            sa.select(Handoff)
            .where(Handoff.conversation_id == conversation_id)
            .order_by(Handoff.created_at.desc())
        ).first()


def known_before(sessions: Any, conversation_id: str, **slots: Any) -> None:
    """What action_handoff writes down before the gateway hears of it."""
    with sessions.begin() as session:
        open_handoff(
            session,
            conversation_id=conversation_id,
            reason="negative_sentiment",
            signals=[],
            slots=slots,
        )


async def talk(customer: Any, fake_rasa: Any) -> None:
    """A question that is answered, then anger that calls a human."""
    fake_rasa.will(
        answer("Le taux était de 0 %.", nlu=reading("ask_repayment")),
        answer(
            "Je vous passe un conseiller.",
            handoff="negative_sentiment",
            nlu=reading("ask_delay", 0.6, -0.9, file_complaint=0.3),
        ),
    )
    await customer.says("Bonjour, comment se rembourse mon prêt de 30 000 € ?")
    await customer.says(
        "Trois semaines sans nouvelles au 06 12 34 56 78, c'est quand ?"
    )


async def test_the_card_says_what_he_wants_was_told_and_may_have_meant(
    customer, agent, fake_rasa
) -> None:
    await talk(customer, fake_rasa)
    seen = await agent.sees(customer.id)
    assert [(w["intent"], w["label"], w["seq"]) for w in seen["wants"]] == [
        ("ask_delay", "Les délais", 3),
        ("ask_repayment", "Le remboursement", 1),
    ]
    assert seen["told"] == [{"seq": 2, "text": "Le taux était de 0 %."}]
    assert seen["runners_up"] == [
        {
            "intent": "file_complaint",
            "label": "Déposer une réclamation",
            "seq": 3,
            "confidence": 0.3,
        }
    ]


async def test_the_summary_is_his_own_words_without_personal_data(
    customer, agent, fake_rasa
) -> None:
    await talk(customer, fake_rasa)
    seen = await agent.sees(customer.id)
    assert seen["summary"] == [
        {"seq": 1, "text": "Bonjour, comment se rembourse mon prêt de 30 000 € ?"},
        {"seq": 3, "text": "Trois semaines sans nouvelles au ••••, c'est quand ?"},
    ]
    assert "06 12" not in str(seen["wants"])


async def test_slots_are_said_in_words(customer, agent, fake_rasa, sessions) -> None:
    known_before(
        sessions,
        customer.id,
        region="Bretagne",
        magazine_topic="dark_social",
        requested_slot="eligibility_staff",
    )
    await talk(customer, fake_rasa)
    seen = await agent.sees(customer.id)
    assert [(k["label"], k["value"]) for k in seen["known"]] == [
        ("Question ouverte", "Effectif"),
        ("Région", "Bretagne"),
        ("Sujet de la revue", "Le dark social"),
    ]
    assert seen["slots"]["magazine_topic"] == "dark_social"


async def test_the_question_nobody_answered_has_an_answer_ready(
    customer, agent, fake_rasa
) -> None:
    await talk(customer, fake_rasa)
    (first, *_) = (await agent.sees(customer.id))["suggestions"]
    assert (first["intent"], first["source"]) == ("ask_delay", "unanswered")
    assert first["label"] == "Les délais"
    assert "{" not in first["text"]


async def test_a_handoff_notes_its_topic_region_language_and_mood(
    customer, agent, fake_rasa, sessions
) -> None:
    known_before(sessions, customer.id, region="Bretagne", language="en")
    await talk(customer, fake_rasa)
    handoff = handoff_of(sessions, customer.id)
    assert handoff.topic == "follow_up"
    assert (handoff.region, handoff.language) == ("Bretagne", "en")
    assert (handoff.polarity_start, handoff.polarity_end) == (-0.9, None)


async def test_the_end_of_a_handoff_notes_the_mood_of_the_last_words(
    customer, agent, fake_rasa, sessions
) -> None:
    await talk(customer, fake_rasa)
    await agent.does("claim", customer.id)
    await customer.says("merci beaucoup")
    for _ in range(50):
        if (await agent.sees(customer.id))["messages"][-1]["nlu"]:
            break
    await agent.does("return_to_bot", customer.id)
    assert handoff_of(sessions, customer.id).polarity_end == 0.0


async def test_a_customer_who_cancels_leaves_his_mood_too(
    customer, fake_rasa, sessions
) -> None:
    await talk(customer, fake_rasa)
    await customer.presses("/cancel_handoff", "Continuer avec l’assistant")
    handoff = handoff_of(sessions, customer.id)
    assert handoff.outcome == "cancelled"
    assert handoff.polarity_end is None  # a button has no mood


async def test_what_an_agent_leaves_is_on_top_when_the_customer_comes_back(
    customer, agent, fake_rasa
) -> None:
    await talk(customer, fake_rasa)
    assert (await agent.sees(customer.id))["left"] is None
    await agent.does("claim", customer.id)
    left = {"summary": " Attend le bilan pour jeudi. ", "settled": ["ask_repayment"]}
    path = f"/conversations/{customer.id}/return_to_bot"
    back = await agent.call("POST", path, left)
    assert back["mode"] == "bot"
    await talk(customer, fake_rasa)
    seen = await agent.sees(customer.id)
    assert seen["left"]["agent"] == "Camille"
    assert seen["left"]["text"] == (
        "Réglé\u202f: le remboursement. Attend le bilan pour jeudi."
    )
    assert "bilan" not in str(await customer.messages())


@pytest.mark.parametrize(
    "body",
    [
        {"summary": "x" * 501},
        {"settled": ["ask_rate"] * 11},
        {"settled": ["<b>"]},
        {"summary": 3, "settled": None},
        {"odd": 1},
    ],
    ids=["too long", "too many", "no intent", "wrong types", "extra"],
)
async def test_a_hand_back_that_is_not_one_is_refused(
    customer, agent, fake_rasa, body
) -> None:
    await talk(customer, fake_rasa)
    await agent.does("claim", customer.id)
    path = f"/conversations/{customer.id}/return_to_bot"
    await agent.call("POST", path, body, expect=400)
    assert (await agent.sees(customer.id))["mode"] == "human"


async def test_only_who_holds_it_hands_it_back(customer, new_agent, fake_rasa) -> None:
    await talk(customer, fake_rasa)
    camille, noor = await new_agent("camille"), await new_agent("noor")
    await camille.does("claim", customer.id)
    path = f"/conversations/{customer.id}/return_to_bot"
    await noor.call("POST", path, {"summary": "à moi"}, expect=409)
    assert (await camille.sees(customer.id))["left"] is None


async def test_earlier_conversations_need_a_verified_identity(
    new_customer, agent, fake_rasa, sessions
) -> None:
    before, now, other = [await new_customer() for _ in range(3)]
    await talk(before, fake_rasa)
    await agent.does("claim", before.id)
    await agent.call(
        "POST",
        f"/conversations/{before.id}/return_to_bot",
        {"summary": "Tout est dit."},
    )
    assert (await agent.sees(now.id))["earlier"] == []
    with sessions.begin() as session:
        for one in (before, now):
            conversation = find_conversation(session, one.id)
            conversation.customer_id = "c-17"
    seen = await agent.sees(now.id)
    (earlier,) = seen["earlier"]
    assert earlier == {
        "id": before.id,
        "at": earlier["at"],
        "mode": "bot",
        "reason": "negative_sentiment",
        "resolution": None,
        "tags": [],
        "summary": "Tout est dit.",
        "score": None,
    }
    assert (await agent.sees(other.id))["earlier"] == []
