"""What agents at work do: end, take back, transfer, name colleagues, look things up."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from bot.store.desk_models import Handoff, Note
from bot.store.models import Conversation, utc_now
from bot.store.people_models import AuditEvent
from tests.gateway.conftest import Customer, DeskAgent
from tests.gateway.fake_rasa import FakeRasa, answer


@pytest.fixture
async def held(customer: Customer, agent: DeskAgent, fake_rasa: FakeRasa) -> Customer:
    """A customer whom Camille serves."""
    fake_rasa.will(answer("Je vous passe un conseiller.", handoff="requested"))
    await customer.says("Où en est mon DOSSIER bloqué à la région ?")
    await agent.does("claim", customer.id)
    return customer


def _handoffs(sessions: sessionmaker, conversation_id: str) -> list[Handoff]:
    with sessions() as session:
        return list(
            session.scalars(
                sa.select(Handoff)
                .where(Handoff.conversation_id == conversation_id)
                .order_by(Handoff.created_at)
            )
        )


async def _post(
    agent: DeskAgent, id_: str, verb: str, body: Any, expect: int = 200
) -> Any:
    return await agent.call("POST", f"/conversations/{id_}/{verb}", body, expect=expect)


async def test_closing_keeps_outcome_tags_and_summary(held, agent, sessions) -> None:
    body = {"resolution": "informed", "tags": ["documents"], "summary": "Kbis reçu."}
    closed = await _post(agent, held.id, "close", body)
    assert closed["mode"] == "closed"
    (handoff,) = _handoffs(sessions, held.id)
    assert (handoff.resolution, handoff.tags) == ("informed", ["documents"])
    assert (handoff.outcome, handoff.summary) == ("closed", "Kbis reçu.")


@pytest.mark.parametrize(
    "body",
    [
        {"resolution": "perfect"},
        {"tags": ["invented"]},
        {"tags": ["fraud", "fraud"]},
        {"tags": ["file_status", "documents", "terms", "fraud", "refusal", "brand"]},
        {"summary": "x" * 2001},
        {"mood": "good"},
    ],
    ids=["outcome", "unknown tag", "twice", "too many", "too long", "extra field"],
)
async def test_a_closing_that_makes_no_sense_closes_nothing(held, agent, body) -> None:
    await _post(agent, held.id, "close", body, expect=400)
    assert (await agent.sees(held.id))["mode"] == "human"


@pytest.mark.parametrize("ending", ["close", "return_to_bot"])
async def test_an_ended_conversation_is_taken_back(
    held, agent, sessions, fake_rasa, ending
) -> None:
    await agent.does(ending, held.id)
    reopened = await agent.does("reopen", held.id)
    assert (reopened["mode"], reopened["agent"]) == ("human", {"name": "Camille"})
    first, second = _handoffs(sessions, held.id)
    assert (second.reason, second.signals) == (first.reason, first.signals)
    assert second.ended_at is None
    assert second.claimed_at == second.created_at  # nobody waited
    last = (await held.messages())[-1]
    assert (last["sender"], last["text"]) == (
        "system", "utter_conversation_reopened Camille",
    )  # fmt: skip
    turns = len(fake_rasa.turns)
    assert (await held.says("merci"))["mode"] == "human"
    assert len(fake_rasa.turns) == turns  # the bot keeps silent
    await agent.says(held.id, "Je suis là.")
    await agent.does("return_to_bot", held.id)
    said = [each.text for each in fake_rasa.handed_back[-1].said]
    assert said == ["merci", "Je suis là."]  # told once, nothing of before again


async def test_only_an_ended_human_part_can_be_reopened(
    customer, agent, fake_rasa
) -> None:
    await customer.says("bonjour")
    await agent.does("reopen", customer.id, expect=409)
    fake_rasa.will(answer("Un instant.", handoff="requested"))
    await customer.says("un humain svp")
    await agent.does("reopen", customer.id, expect=409)
    await agent.does("claim", customer.id)
    await agent.does("reopen", customer.id, expect=409)


async def test_a_conversation_that_its_customer_cannot_open_stays_closed(
    held, agent, sessions, settings
) -> None:
    await agent.does("close", held.id)
    past = utc_now() - timedelta(hours=settings.conversation_ttl_h + 1)
    with sessions.begin() as session:
        session.get(Conversation, held.id).updated_at = past
    refused = await agent.does("reopen", held.id, expect=409)
    assert refused["error"]["code"] == "conversation_expired"


async def test_a_full_agent_reopens_nothing_but_a_supervisor_may(
    held, agent, supervisor, escalate, set_agent
) -> None:
    await agent.does("close", held.id)
    set_agent("camille", capacity=1)
    set_agent("sacha", capacity=0)
    other = await escalate()
    await agent.does("claim", other.id)
    refused = await agent.does("reopen", held.id, expect=409)
    assert refused["error"]["code"] == "at_capacity"
    assert "1 conversation, votre maximum" in refused["error"]["message"]
    assert (await agent.sees(held.id))["mode"] == "closed"
    await supervisor.does("reopen", held.id)


async def test_a_claim_and_a_reopening_at_once_respect_the_capacity(
    held, agent, escalate, set_agent
) -> None:
    await agent.does("close", held.id)
    set_agent("camille", capacity=1)
    other = await escalate()
    paths = [f"/conversations/{held.id}/reopen", f"/conversations/{other.id}/claim"]
    calls = [agent.call("POST", path, expect=None) for path in paths]
    assert sorted(await asyncio.gather(*calls)) == [200, 409]


async def test_of_two_who_reopen_one_wins(held, agent, new_agent) -> None:
    rival = await new_agent("noor")
    await agent.does("close", held.id)
    path = f"/conversations/{held.id}/reopen"
    calls = [who.call("POST", path, expect=None) for who in (agent, rival)]
    assert sorted(await asyncio.gather(*calls)) == [200, 409]


async def test_a_transfer_and_its_note_are_one(
    held, agent, new_agent, sessions
) -> None:
    noor = await new_agent("noor")
    refused = {"to": "nobody", "note": "à perdre"}
    await _post(agent, held.id, "transfer", refused, expect=404)
    moved = await _post(
        agent, held.id, "transfer", {"to": "noor", "note": "Voir le Kbis"}
    )
    assert moved["agent"] == {"name": "Noor"}
    await _post(
        agent, held.id, "transfer", {"to": "noor", "note": "trop tard"}, expect=409
    )
    with sessions() as session:
        assert [n.text for n in session.scalars(sa.select(Note))] == ["Voir le Kbis"]
    (mention,) = (await noor.call("GET", "/mentions"))["mentions"]
    assert (mention["text"], mention["by"]) == ("Voir le Kbis", "Camille")
    assert "Kbis" not in str(await held.messages())


async def test_a_named_colleague_finds_the_note_until_he_has_seen_it(
    held, agent, new_agent
) -> None:
    noor = await new_agent("noor")
    text = "@Noor et @camille et @inconnu : à lire"
    body = {"message_id": str(uuid.uuid4()), "text": text, "private": True}
    path = f"/conversations/{held.id}/messages"
    for _ in range(2):  # a repeated delivery names nobody twice
        await agent.call("POST", path, body)
    listed = await noor.call("GET", "/mentions")
    assert listed["unseen"] == 1
    assert [m["conversation_id"] for m in listed["mentions"]] == [held.id]
    assert (await agent.call("GET", "/mentions"))["mentions"] == []  # not oneself
    seen = await noor.does("mentions/seen", held.id)
    assert seen == {"unseen": 0}
    assert (await noor.call("GET", "/mentions"))["mentions"][0]["seen"] is True


async def test_canned_answers_are_filled_and_their_gaps_stay_visible(
    held, agent, sessions
) -> None:
    async def texts() -> dict[str, str]:
        path = f"/canned_answers?conversation={held.id}"
        found = (await agent.call("GET", path))["answers"]
        return {each["id"]: each["text"] for each in found}

    before = await texts()
    assert before["greeting"].startswith("Bonjour ⟦nom du client⟧, je suis Camille.")
    assert "⟦référence du dossier⟧" in before["file_found"]
    assert "10\u202f000\u202f€" in before["amounts"] or "10 000" in before["amounts"]
    with sessions.begin() as session:
        session.get(Conversation, held.id).customer_name = "Mme Essai"
    assert (await texts())["greeting"].startswith("Bonjour Mme Essai, je suis")
    await agent.call("GET", "/canned_answers?conversation=unknown", expect=404)
    await agent.call("GET", "/canned_answers?other=1", expect=400)


async def test_a_gap_never_reaches_a_customer(held, agent) -> None:
    said = len(await held.messages())
    refused = await agent.says(held.id, "Bonjour ⟦nom du client⟧,", expect=400)
    assert refused["error"]["code"] == "gap_not_filled"
    assert len(await held.messages()) == said
    await agent.says(held.id, "à compléter : ⟦Région⟧", private=True)


async def test_search_ignores_capitals_and_accents_and_says_where(
    held, agent, new_customer
) -> None:
    other = await new_customer()
    await other.says("100% autre chose")
    await agent.says(held.id, "rappeler le médiateur", private=True)

    async def ids(query: str) -> list[str]:
        return [r["id"] for r in (await agent.call("GET", query))["results"]]

    assert await ids("/search?q=bloque%20REGION") == [held.id]
    (note,) = (await agent.call("GET", "/search?q=MEDIATEUR"))["results"]
    assert (note["kind"], note["excerpt"]) == ("note", "rappeler le médiateur")
    assert await ids("/search?q=100%25") == [other.id]
    assert await ids("/search?q=1_0") == []  # taken literally
    assert await ids(f"/search?q={held.id[:13]}") == [held.id]
    assert await ids("/search?mode=human") == [held.id]
    assert await ids("/search?agent=camille") == [held.id]
    assert await ids("/search?until=2001-01-01") == []
    await agent.call("GET", "/search?page=0", expect=400)
    await agent.call("GET", "/search?q=a&q=b", expect=400)


async def test_search_by_tag_and_the_trail_it_leaves(held, agent, sessions) -> None:
    await _post(agent, held.id, "close", {"tags": ["fraud"]})
    found = (await agent.call("GET", "/search?tag=fraud"))["results"]
    assert [(r["id"], r["tags"]) for r in found] == [(held.id, ["fraud"])]
    assert (await agent.call("GET", "/search?tag=terms"))["results"] == []
    with sessions() as session:
        rows = list(session.scalars(sa.select(AuditEvent)))
    assert [row.detail for row in rows if row.action == "searched"] == [
        {"found": 1},
        {"found": 0},
    ]


async def test_results_come_in_pages(agent, new_customer) -> None:
    for _ in range(22):
        await new_customer()
    first = await agent.call("GET", "/search")
    second = await agent.call("GET", "/search?page=2")
    assert (len(first["results"]), first["more"]) == (20, True)
    assert (len(second["results"]), second["more"]) == (2, False)
    ids = {each["id"] for each in first["results"] + second["results"]}
    assert len(ids) == 22


@pytest.mark.parametrize("written_as", ["txt", "json", "html"])
async def test_a_transcript_is_masked_and_without_notes_unless_asked(
    held, agent, client, sessions, written_as
) -> None:
    await held.says("mon numéro est le 06 12 34 56 78 <b>")
    await agent.says(held.id, "note interne", private=True)

    async def take(more: str = "") -> str:
        path = f"/api/v1/desk/conversations/{held.id}/transcript"
        headers = {"Authorization": f"Bearer {agent.token}"}
        response = await client.get(
            f"{path}?format={written_as}{more}", headers=headers
        )
        assert response.status == 200
        assert "attachment" in response.headers["Content-Disposition"]
        return await response.text()

    shy = await take()
    assert "06 12" not in shy
    assert "note interne" not in shy
    whole = await take("&masked=false&notes=true")
    assert "06 12 34 56 78" in whole
    assert "note interne" in whole
    assert written_as != "html" or "<b>" not in whole
    with sessions() as session:
        trail = session.scalars(
            sa.select(AuditEvent).where(AuditEvent.action == "transcript_exported")
        )
        assert [(r.actor, r.subject_id, r.detail["masked"]) for r in trail] == [
            ("agent:camille", held.id, True),
            ("agent:camille", held.id, False),
        ]


async def test_the_mark_of_an_agent_moves_forward_only(held, agent, new_agent) -> None:
    rival = await new_agent("noor")
    last = (await held.messages())[-1]["seq"]
    await _post(agent, held.id, "read", {"seq": 1})
    assert await _post(agent, held.id, "read", {"seq": 0}) == {"seq": 1}
    assert await _post(agent, held.id, "read", {"seq": 999}) == {"seq": last}
    await _post(rival, held.id, "read", {"seq": 1}, expect=409)
    seen = await agent.sees(held.id)
    assert (seen["agent_read_seq"], seen["customer_read_seq"]) == (last, 0)
