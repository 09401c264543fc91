"""Answers passed on: who may share what, what the page shows, and what is counted."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy.orm import sessionmaker
from yarl import URL

from bot.contracts.shares import ShareChannel
from bot.knowledge.shareable import Shareable
from bot.settings import Settings
from bot.store.shared_answers import opens_by_channel, shares_by_channel
from tests.gateway.conftest import Customer, DeskAgent
from tests.gateway.fake_rasa import FakeRasa, answer

SHAREABLE = "utter_faq/credit_mediation"
WORDS = "La Médiation du crédit est <gratuite> & **confidentielle**."
SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
NONE = dict.fromkeys(ShareChannel, 0)
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0"}


def said(*messages: Any) -> dict[str, Any]:
    return {**answer(), "messages": list(messages)}


async def ask(customer: Customer, rasa: FakeRasa, *messages: Any) -> Any:
    """A turn that the bot answers so; gives the replies."""
    rasa.will(said(*messages))
    return (await customer.says("Et alors ?"))["replies"]


async def ask_shareable(customer: Customer, rasa: FakeRasa) -> int:
    replies = await ask(customer, rasa, {"text": WORDS, "response": SHAREABLE})
    return int(replies[0]["seq"])


async def share(
    customer: Customer, seq: int, channel: Any = "email", expect: int = 201, **more: Any
) -> Any:
    response = await customer.client.post(
        customer.path(f"/messages/{seq}/share"),
        json={"channel": channel},
        headers={**customer.headers, **more},
    )
    data = await response.json()
    assert response.status == expect, data
    assert "Set-Cookie" not in response.headers
    return data


# ---- what may be shared --------------------------------------------------------------


@SQLITE
async def test_a_reply_says_that_it_can_be_shared(customer, fake_rasa):
    replies = await ask(
        customer,
        fake_rasa,
        {"text": "Je comprends.", "response": "utter_acknowledge_worry"},
        {"text": WORDS, "response": SHAREABLE},
        {"text": "Des mots d’une action."},
    )
    marks = [reply["custom"] for reply in replies]
    assert marks == [None, {"shareable": SHAREABLE}, None]


async def test_a_share_gives_a_link_that_names_its_channel(
    customer, fake_rasa, settings: Settings, sessions: sessionmaker
):
    seq = await ask_shareable(customer, fake_rasa)
    link = await share(customer, seq, "whatsapp")
    assert link["url"] == f"{settings.public_url}/s/{link['code']}?c=whatsapp"
    assert (await share(customer, seq, "copy"))["code"] == link["code"]
    with sessions.begin() as session:
        assert shares_by_channel(session) == {
            **NONE, ShareChannel.WHATSAPP: 1, ShareChannel.COPY: 1,
        }  # fmt: skip
        assert opens_by_channel(session) == NONE


@SQLITE
async def test_two_customers_who_share_an_answer_have_one_link(new_customer, fake_rasa):
    codes = set()
    for _ in range(2):
        customer = await new_customer()
        seq = await ask_shareable(customer, fake_rasa)
        codes.add((await share(customer, seq))["code"])
    assert len(codes) == 1


@SQLITE
async def test_a_response_of_several_messages_is_shared_whole(
    customer, fake_rasa, client: TestClient
):
    replies = await ask(
        customer,
        fake_rasa,
        {"text": "Je comprends.", "response": "utter_acknowledge_worry"},
        {"text": "Un.", "response": SHAREABLE},
        {"text": "Deux.", "response": SHAREABLE},
        {"text": "Trois.", "response": "utter_fees"},
    )
    links = [await share(customer, reply["seq"]) for reply in replies[1:3]]
    codes = {link["code"] for link in links}
    assert len(codes) == 1
    page = await (await client.get(f"/s/{codes.pop()}")).text()
    assert "<p>Un.</p>\n<p>Deux.</p>" in page
    assert "comprends" not in page
    assert "Trois" not in page


@SQLITE
async def test_what_is_said_of_one_customer_cannot_be_shared(
    customer, fake_rasa, agent: DeskAgent
):
    fake_rasa.will(
        said(
            {"text": "Dossier RB-1.", "response": "utter_file_status_paid"},
            {"custom": {"shareable": SHAREABLE}},
        ),
        answer("Un instant.", handoff="requested"),
    )
    await customer.says("Mon dossier ?")
    await customer.says("Un conseiller.")
    await agent.does("claim", customer.id)
    await agent.says(customer.id, "Bonjour.")
    messages = await customer.messages()
    assert {m["sender"] for m in messages} >= {"customer", "bot", "agent"}
    for message in messages:
        error = await share(customer, message["seq"], expect=404)
        assert error["error"]["code"] == "not_shareable"


async def test_a_message_that_is_not_there_cannot_be_shared(customer):
    for seq in (0, 99, 2**31, 9_999_999_999):
        error = await share(customer, seq, expect=404)
        assert error["error"]["code"] == "not_shareable"


@SQLITE
async def test_only_the_customer_shares_and_only_what_the_server_stored(
    customer, new_customer, fake_rasa, client: TestClient
):
    seq = await ask_shareable(customer, fake_rasa)
    path, channel = customer.path(f"/messages/{seq}/share"), {"channel": "sms"}
    assert (await client.post(path, json=channel)).status == 401
    stranger = await new_customer()
    response = await client.post(path, json=channel, headers=stranger.headers)
    assert response.status == 404
    forged = {**channel, "text": "Appelez le 08 99 …"}
    response = await client.post(path, json=forged, headers=customer.headers)
    assert response.status == 400
    for channel in ("web", "unknown", "telegram", "", None, 1, ["copy"]):
        await share(customer, seq, channel, expect=400)


@pytest.fixture
def two_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gateway.rate_limit.SHARES_PER_MINUTE", 2)


@SQLITE
async def test_links_are_asked_for_at_a_human_pace(two_a_minute, customer, fake_rasa):
    seq = await ask_shareable(customer, fake_rasa)
    for expected in (201, 201, 429):
        await share(customer, seq, expect=expected)


# ---- the public page -----------------------------------------------------------------


@SQLITE
async def test_the_page_shows_the_answer_to_anybody(
    customer, fake_rasa, client: TestClient, settings: Settings
):
    link = await share(customer, await ask_shareable(customer, fake_rasa))
    response = await client.get(str(URL(link["url"]).relative()), headers=FIREFOX)
    page = await response.text()
    assert response.status == 200
    assert response.content_type == "text/html"
    assert "est &lt;gratuite&gt; &amp; <strong>confidentielle</strong>." in page
    assert '<meta property="og:title" content="La Médiation du crédit" />' in page
    assert "liée à aucune banque" in page
    assert "<strong>2020</strong>" in page
    assert "lafinancepourtous.com" in page
    assert '<a href="/">' in page
    assert f"{settings.public_url}/s/{link['code']}" in page
    assert customer.id not in page
    assert "{{" not in page


@SQLITE
async def test_the_page_runs_nothing_and_stores_nothing(
    customer, fake_rasa, client: TestClient
):
    link = await share(customer, await ask_shareable(customer, fake_rasa))
    for path in (f"/s/{link['code']}", "/s/nothing"):
        response = await client.get(path)
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'")
        assert "unsafe" not in policy
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in response.headers
        page = await response.text()
        assert "<script" not in page
        assert " style=" not in page


HOSTILE = [
    "",
    "0",
    "0000000000",
    "0000000000/",
    "COPY",
    "é",
    "%00",
    "%0d%0aSet-Cookie:%20a=b",
    "%0d%0aLocation:%20https://evil.example",
    "https://evil.example",
    "//evil.example",
    "%2f%2fevil.example",
    "..%2f..%2fetc%2fpasswd",
    "..%5c..%5cwindows",
    "<script>alert(1)</script>",
    "{{ brand_name }}",
    "' OR 1=1 --",
    "a" * 4000,
]


@SQLITE
async def test_a_code_that_leads_nowhere_is_a_friendly_page(client: TestClient):
    for code in HOSTILE:
        encoded = code if "%" in code else URL.build(path=f"/s/{code}").raw_path[3:]
        url = URL(f"/s/{encoded}?c=email&next=https://evil.example", encoded=True)
        response = await client.get(url, allow_redirects=False)
        page = await response.text()
        assert response.status == 404, code
        assert "Nous ne trouvons pas cette réponse" in page, code
        assert not {"Location", "Set-Cookie"} & set(response.headers), code
        assert "evil" not in page, code
        assert "alert(1)" not in page, code


@SQLITE
async def test_no_header_of_a_request_reaches_a_link_or_a_page(
    customer, fake_rasa, client: TestClient, settings: Settings
):
    seq = await ask_shareable(customer, fake_rasa)
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    link = await share(customer, seq, **forged)
    assert link["url"].startswith(f"{settings.public_url}/s/")
    path = f"/s/{link['code']}?c=https://evil.example&url=//evil.example"
    response = await client.get(path, headers=forged, allow_redirects=False)
    assert response.status == 200
    assert "evil" not in await response.text()
    assert "evil" not in str(response.headers)


@SQLITE
async def test_an_answer_that_is_taken_off_the_list_is_off_the_net(
    customer, fake_rasa, client: TestClient, monkeypatch: pytest.MonkeyPatch
):
    seq = await ask_shareable(customer, fake_rasa)
    link = await share(customer, seq)
    shorter = Shareable(arguments=[], answers={"utter_fees": "Les frais"})
    monkeypatch.setattr("bot.gateway.answer_sharing.default_shareable", lambda: shorter)
    assert (await client.get(f"/s/{link['code']}")).status == 404
    await share(customer, seq, expect=404)


async def test_erasing_the_conversation_leaves_the_public_answer(
    customer, fake_rasa, client: TestClient
):
    link = await share(customer, await ask_shareable(customer, fake_rasa))
    response = await client.delete(customer.path(), headers=customer.headers)
    assert response.status == 200
    assert (await client.get(f"/s/{link['code']}")).status == 200


# ---- what is counted -----------------------------------------------------------------


async def test_two_hundred_readers_at_once_are_counted_each(
    customer, fake_rasa, client: TestClient, sessions: sessionmaker
):
    link = await share(customer, await ask_shareable(customer, fake_rasa))

    async def read(channel: str) -> int:
        response = await client.get(f"/s/{link['code']}?c={channel}", headers=FIREFOX)
        return response.status

    words = ["email", "sms", "web", "evil"] * 50
    assert set(await asyncio.gather(*map(read, words))) == {200}
    counted = {
        ShareChannel.EMAIL: 50,
        ShareChannel.SMS: 50,
        ShareChannel.WEB: 50,
        ShareChannel.UNKNOWN: 50,
    }
    with sessions.begin() as session:
        assert opens_by_channel(session) == {**NONE, **counted}


@SQLITE
async def test_what_looks_ahead_for_a_preview_is_not_counted(
    customer, fake_rasa, client: TestClient, sessions: sessionmaker
):
    link = await share(customer, await ask_shareable(customer, fake_rasa))
    path = f"/s/{link['code']}?c=whatsapp"
    assert (await client.head(path, headers=FIREFOX)).status == 200
    for name in (
        "WhatsApp/2.23.20.0 A",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "TelegramBot (like TwitterBot)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    ):
        assert (await client.get(path, headers={"User-Agent": name})).status == 200
    for header in ({"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}):
        await client.get(path, headers={**FIREFOX, **header})
    with sessions.begin() as session:
        assert opens_by_channel(session) == NONE
    # A program that says nothing of previews may be a person's.
    await client.get(path)
    with sessions.begin() as session:
        assert opens_by_channel(session) == {**NONE, ShareChannel.WHATSAPP: 1}
