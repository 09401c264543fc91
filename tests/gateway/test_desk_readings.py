"""What agents see of readings: answers by full name, and what was said unasked."""

from __future__ import annotations

from typing import Any

from tests.gateway.fake_rasa import answer
from tests.gateway.test_desk_evidence import known_before, reading


async def test_a_question_with_many_answers_is_named_and_answered_in_full(
    customer, agent, fake_rasa
) -> None:
    read = reading("magazine", 0.7, -0.9, faq=0.2)
    read["answers"] = [
        {"name": "magazine/dark_social", "confidence": 0.9},
        {"name": "magazine/dark_social_why", "confidence": 0.1},
        {"name": "faq/magazine", "confidence": 0.01},
    ]
    fake_rasa.will(answer("Un instant.", handoff="negative_sentiment", nlu=read))
    await customer.says("C'est quoi ce dark social, à la fin ?")
    seen = await agent.sees(customer.id)
    assert [(w["intent"], w["label"]) for w in seen["wants"]] == [
        ("magazine/dark_social", "Le dark social")
    ]
    assert [(each["intent"], each["source"]) for each in seen["suggestions"]] == [
        ("magazine/dark_social", "unanswered"),
        ("faq/magazine", "runner_up"),
        ("magazine/dark_social_why", "runner_up"),
    ]
    assert seen["messages"][0]["nlu"]["answer_title"] == "Le dark social"
    await agent.does("claim", customer.id)
    left = {"settled": ["magazine/dark_social", "magazine/conversation_2020"]}
    await agent.call("POST", f"/conversations/{customer.id}/return_to_bot", left)


async def test_a_reading_stored_before_answers_were_kept_still_shows(
    customer, agent, fake_rasa
) -> None:
    read = reading("faq", 0.8, -0.9, ask_delay=0.1)
    fake_rasa.will(answer("Un instant.", handoff="negative_sentiment", nlu=read))
    await customer.says("Et le fonds de solidarité ?")
    seen = await agent.sees(customer.id)
    assert seen["wants"][0]["label"] == "Une question fréquente"
    assert [each["intent"] for each in seen["suggestions"]] == ["ask_delay"]
    assert "answer_title" not in seen["messages"][0]["nlu"]


async def test_what_an_angry_message_says_need_not_be_said_again(
    customer, agent, fake_rasa, sessions
) -> None:
    known_before(sessions, customer.id, region="Bretagne")
    text = "Dossier RB-2020-004217, SIREN 552 100 554, en Bretagne : une honte !"

    def entity(kind: str, written: str, value: str) -> dict[str, Any]:
        start = text.index(written)
        end = start + len(written)
        return {"entity": kind, "start": start, "end": end, "value": value}

    read = reading("express_frustration", 0.9, -0.9)
    read["entities"] = [
        entity("dossier_reference", "RB-2020-004217", "RB-2020-004217"),
        entity("siren", "552 100 554", "552100554"),
        entity("region", "Bretagne", "Bretagne"),
    ]
    fake_rasa.will(answer("Un instant.", handoff="negative_sentiment", nlu=read))
    await customer.says(text)
    known = (await agent.sees(customer.id))["known"]
    assert [(k["label"], k["value"], k["seq"]) for k in known] == [
        ("Région", "Bretagne", None),
        ("Référence citée", "RB-2020-004217", 1),
        ("SIREN cité", "••••\xa0554", 1),
    ]
    assert "552" not in str(known)
