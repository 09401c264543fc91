"""« Télécharger ma conversation »: everything the customer may see, and no more."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.contracts.loan_files import CheckKind, CheckOutcome
from bot.gateway.export_text import export_text
from bot.knowledge.customer_export import default_export_words
from bot.store.callbacks import NewCallback, book_callback
from bot.store.complaints import add_complaint
from bot.store.conversations import set_feedback
from bot.store.kyc_records import OwnerRow, add_check, replace_owners
from bot.store.loan_files import open_pre_file
from tests.gateway.fake_rasa import answer

NOON = datetime(2026, 11, 30, 12, tzinfo=timezone.utc)


async def download(customer: Any, query: str = "", expect: int = 200) -> Any:
    response = await customer.client.get(
        customer.path(f"/export{query}"), headers=customer.headers
    )
    assert response.status == expect, await response.text()
    return response


@pytest.fixture
async def told(customer, agent, fake_rasa, sessions) -> Any:
    """A customer who was handed over, and left everything that can be left."""
    fake_rasa.will(answer("Je vous passe un conseiller.", handoff="requested"))
    await customer.says("Je veux parler à quelqu’un")
    await agent.does("claim", customer.id)
    await agent.says(customer.id, "Bonjour, je vous lis.")
    await agent.says(customer.id, "ton agacé, dossier sensible", private=True)
    with sessions.begin() as session:
        file, _ = open_pre_file(
            session,
            customer.id,
            {"region": "Bretagne"},
            {"path": "to_check", "reasons": ["secret-reason"]},
            siren="000000018",
        )
        replace_owners(session, file.id, [OwnerRow("Nadia", "Belkacem", 6000)])
        add_check(
            session,
            file.id,
            CheckKind.SCREENING,
            CheckOutcome.TO_REVIEW,
            {"list": "treasury"},
        )
        wanted = NewCallback("+33612345678", NOON, NOON + timedelta(minutes=30))
        book_callback(session, customer.id, wanted)
        add_complaint(session, customer.id, "Trop long.", None)
        set_feedback(session, customer.id, 4, "Merci")
    return customer


async def test_it_holds_all_that_the_customer_may_see(told) -> None:
    response = await download(told)
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    found = await response.json()
    assert found["messages"] == await told.messages()
    assert found["feedback"]["score"] == 4
    assert found["file"]["answers"] == {"region": "Bretagne"}
    assert found["file"]["owners"] == [{"name": "Nadia Belkacem", "share_bp": 6000}]
    assert found["callbacks"][0]["phone"] == "+33612345678"
    assert found["complaints"][0]["text"] == "Trop long."


async def test_it_holds_nothing_that_only_agents_may_see(told) -> None:
    for query in ("", "?format=txt"):
        text = await (await download(told, query)).text()
        for word in (
            "agacé",
            "treasury",
            "secret-reason",
            "nlu",
            "signals",
            "screening",
        ):
            assert word not in text


async def test_as_a_text_it_can_be_read_by_anybody(told) -> None:
    response = await download(told, "?format=txt")
    assert response.content_type == "text/plain"
    text = await response.text()
    assert "Votre conversation avec Écoute" in text
    assert "Camille (conseiller)\nBonjour, je vous lis." in text
    assert "Belkacem (60\u202f%)" in text
    assert "30/11/2026 à 13:00 au +33612345678" in text
    english = await (await download(told, "?format=txt&lang=en")).text()
    assert "Camille (adviser)" in english
    assert "Votre" not in english


@pytest.mark.parametrize("query", ["?format=pdf", "?lang=de", "?lang=fr&lang=en"])
async def test_what_is_not_offered_is_refused(customer, query: str) -> None:
    refused = await (await download(customer, query, expect=400)).json()
    assert refused["error"]["code"] == "invalid_request"


async def test_only_its_own_customer_downloads_it(new_customer) -> None:
    mine, other = await new_customer(), await new_customer()
    response = await mine.client.get(other.path("/export"), headers=mine.headers)
    assert response.status == 404
    response = await mine.client.get(mine.path("/export"))
    assert response.status == 401


async def test_it_is_not_asked_for_all_the_time(customer) -> None:
    for _ in range(10):
        await download(customer)
    await download(customer, expect=429)


def test_both_languages_fill_in_every_line() -> None:
    export: dict[str, Any] = {
        "exported_at": NOON.isoformat(),
        "customer": None,
        "messages": [],
        "feedback": None,
        "file": None,
        "callbacks": [],
        "complaints": [],
        "kept": [{"seq": 1, "text": "J’ai tout fermé.", "at": NOON.isoformat()}],
    }
    languages = default_export_words()
    for words in (languages.fr, languages.en):
        text = export_text(export, words, brand="Écoute", zone="Europe/Paris")
        assert words.nothing_said in text
        assert "- J’ai tout fermé." in text
        assert "{" not in text


def test_the_french_words_have_french_typography() -> None:
    words = json.dumps(default_export_words().fr.dict(), ensure_ascii=False)
    plain = words.replace('": ', "").replace("%H:%M", "")
    for mark in (" ?", " !", " ;", "« ", " »", " :", "'"):
        assert mark not in plain
