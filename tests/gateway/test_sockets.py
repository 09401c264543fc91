from __future__ import annotations

import asyncio
import uuid
from typing import Any

import async_timeout
import pytest
import socketio

from tests.gateway.fake_rasa import answer

PATIENCE_S = 20.0  # of a machine that runs other tests too


class Browser:
    """One tab: remembers everything it hears."""

    def __init__(self, namespace: str = "/") -> None:
        self.sio = socketio.AsyncClient(reconnection=False)
        self.namespace = namespace
        self.heard: list[tuple[str, Any]] = []
        self.sio.on("*", self._hear, namespace=namespace)

    async def _hear(self, event: str, data: Any = None) -> None:
        self.heard.append((event, data))

    async def connect(self, client: Any, **options: Any) -> Browser:
        await self.sio.connect(
            str(client.make_url("")),
            namespaces=[self.namespace],
            transports=["websocket"],
            wait_timeout=PATIENCE_S,
            **options,
        )
        return self

    async def call(self, event: str, data: Any = None) -> Any:
        return await self.sio.call(
            event, data, namespace=self.namespace, timeout=PATIENCE_S
        )

    async def emit(self, event: str, data: Any = None) -> None:
        await self.sio.emit(event, data, namespace=self.namespace)

    def all(self, event: str) -> list[Any]:
        return [data for name, data in self.heard if name == event]

    async def waits_for(
        self, event: str, count: int = 1, timeout_s: float = PATIENCE_S
    ) -> Any:
        async with async_timeout.timeout(timeout_s):
            while len(self.all(event)) < count:
                await asyncio.sleep(0.01)
        return self.all(event)[count - 1]


@pytest.fixture
async def new_tab(client):
    tabs: list[Browser] = []

    async def make(namespace: str = "/", **options: Any) -> Browser:
        tab = Browser(namespace)
        tabs.append(tab)
        return await tab.connect(client, **options)

    yield make
    for tab in tabs:
        await tab.sio.disconnect()


async def test_a_published_rasa_widget_works_unchanged(new_tab, fake_rasa) -> None:
    fake_rasa.will(
        {
            **answer(),
            "messages": [
                {
                    "text": "Bonjour !",
                    "buttons": [{"title": "Le taux", "payload": "/ask_rate"}],
                }
            ],
        }
    )
    widget = await new_tab()
    await widget.emit("session_request", {"session_id": None})
    session_id = await widget.waits_for("session_confirm")
    assert isinstance(session_id, str)
    await widget.emit(
        "user_uttered",
        {"message": "bonjour", "session_id": session_id, "customData": {"l": "fr"}},
    )
    uttered = await widget.waits_for("bot_uttered")
    assert uttered["text"] == "Bonjour !"
    assert uttered["quick_replies"] == [
        {"content_type": "text", "title": "Le taux", "payload": "/ask_rate"}
    ]
    back = await new_tab()
    await back.emit("session_request", {"session_id": session_id})
    assert await back.waits_for("session_confirm") == session_id


async def test_an_invented_session_id_is_replaced(new_tab) -> None:
    widget = await new_tab()
    opened = await widget.call("session_request", {"session_id": "moi-je"})
    assert opened["token"] != "moi-je"


async def test_the_acknowledgement_says_the_number_before_the_answer(
    new_tab, fake_rasa
) -> None:
    fake_rasa.delay_s = 0.2
    tab = await new_tab()
    await tab.call("session_request", {})
    said = {"message": "bonjour", "message_id": str(uuid.uuid4())}
    assert await tab.call("user_uttered", said) == {"seq": 1}
    assert tab.all("bot_uttered") == []
    assert await tab.call("user_uttered", said) == {"seq": 1}
    await tab.waits_for("bot_uttered")
    assert len(fake_rasa.turns) == 1
    typing = [t["typing"] for t in tab.all("typing")]
    assert typing == [True, False]


async def test_messages_sent_in_a_burst_keep_their_order(new_tab, fake_rasa) -> None:
    tab = await new_tab()
    await tab.call("session_request", {})
    for i in range(20):
        await tab.emit("user_uttered", {"message": f"m{i}"})
    await tab.waits_for("bot_uttered", 20)
    assert [t.text for t in fake_rasa.turns] == [f"m{i}" for i in range(20)]


async def test_two_tabs_hear_the_same_conversation(new_tab) -> None:
    first, second = await new_tab(), await new_tab()
    opened = await first.call("session_request", {})
    await second.call("resume", {"token": opened["token"], "after_seq": 0})
    await first.call("user_uttered", {"message": "bonjour"})
    assert (await second.waits_for("customer_uttered"))["text"] == "bonjour"
    assert (await second.waits_for("bot_uttered"))["seq"] == 2
    assert first.all("customer_uttered") == []


async def test_resume_replays_exactly_what_was_missed(new_tab) -> None:
    tab = await new_tab()
    opened = await tab.call("session_request", {})
    for text in ("un", "deux"):
        await tab.call("user_uttered", {"message": text})
    await tab.waits_for("bot_uttered", 2)
    await tab.sio.disconnect()
    back = await new_tab()
    answer_ = await back.call("resume", {"token": opened["token"], "after_seq": 1})
    assert answer_ == {"id": opened["id"], "mode": "bot", "seq": 4}
    await back.waits_for("conversation")
    said = [
        (name, data["seq"])
        for name, data in back.heard
        if name in ("bot_uttered", "customer_uttered")
    ]
    assert [seq for _, seq in said] == sorted(seq for _, seq in said)
    assert len(said) == 3


@pytest.mark.parametrize(
    ("event", "data", "code"),
    [
        ("resume", {"token": "inconnu", "after_seq": 0}, "unknown_token"),
        ("resume", "rien", "invalid_request"),
        ("resume", {"token": "x", "after_seq": -1}, "invalid_request"),
        ("user_uttered", {"message": "bonjour"}, "unauthorized"),
        ("user_uttered", {"message": ["x"]}, "invalid_request"),
        ("user_uttered", None, "invalid_request"),
    ],
)
async def test_bad_events_get_the_contracts_error(new_tab, event, data, code) -> None:
    tab = await new_tab()
    refused = await tab.call(event, data)
    assert refused["error"]["code"] == code
    assert (await tab.waits_for("refused")) == refused


async def test_agents_see_the_queue_and_the_words_live(
    new_tab, customer, agent, fake_rasa
) -> None:
    desk = await new_tab("/desk", auth={"token": agent.token})
    assert await desk.waits_for("queue") == {"waiting": [], "active": []}
    fake_rasa.will(answer("Je vous passe quelqu’un.", handoff="requested"))
    await customer.says("un humain")
    assert (await desk.waits_for("queue", 2))["waiting"][0]["id"] == customer.id
    await agent.does("claim", customer.id)
    assert (await desk.call("watch", {"id": customer.id}))["seq"] == 3
    await customer.says("bonjour ?")
    heard = await desk.waits_for("message")
    assert heard["message"]["text"] == "bonjour ?"


async def test_an_answer_ends_the_wait_for_it_on_every_console(
    new_tab, agent, escalate
) -> None:
    customer = await escalate()
    await agent.does("claim", customer.id)
    desk = await new_tab("/desk", auth={"token": agent.token})
    await desk.waits_for("queue")
    assert _next_clock(desk) == "first_answer"
    await agent.says(customer.id, "Bonjour, je regarde.")
    async with async_timeout.timeout(PATIENCE_S):
        while _next_clock(desk) != "resolution":
            await asyncio.sleep(0.01)


def _next_clock(desk: Browser) -> str:
    """What the customer of the only conversation was last said to be owed next."""
    (item,) = desk.all("queue")[-1]["active"]
    return item["promise"]["clock"]


async def test_the_customer_hears_the_mode_the_agent_and_the_words(
    new_tab, agent, fake_rasa
) -> None:
    tab = await new_tab()
    opened = await tab.call("session_request", {})
    fake_rasa.will(answer("Je vous passe quelqu’un.", handoff="requested"))
    await tab.call("user_uttered", {"message": "un humain"})
    queued = await tab.waits_for("conversation", 2)
    assert (queued["mode"], queued["position"]) == ("queued", 1)
    await agent.does("claim", opened["id"])
    human = await tab.waits_for("conversation", 3)
    assert (human["mode"], human["agent"]) == ("human", {"name": "Camille"})
    await agent.says(opened["id"], "Bonjour, Camille à votre écoute.")
    heard = await tab.waits_for("bot_uttered", 3)
    assert (heard["sender"], heard["custom"]) == ("agent", {"agent": "Camille"})
    await agent.says(opened["id"], "note", private=True)
    await agent.does("return_to_bot", opened["id"])
    await tab.waits_for("conversation", 4)
    assert "note" not in [m["text"] for m in tab.all("bot_uttered")]


@pytest.mark.parametrize("auth", [None, {"token": "inventé"}, {"token": 3}])
async def test_the_desk_socket_refuses_strangers(new_tab, auth) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        await new_tab("/desk", auth=auth)


async def test_a_cross_origin_socket_is_refused(new_tab) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        await new_tab(headers={"Origin": "https://ailleurs.example"})


async def test_waiting_customers_hear_that_they_move_up(
    new_tab, customer, agent, fake_rasa
) -> None:
    fake_rasa.will(answer("Un instant.", handoff="requested"))
    await customer.says("un humain")
    tab = await new_tab()
    await tab.call("session_request", {})
    fake_rasa.will(answer("Un instant.", handoff="requested"))
    await tab.call("user_uttered", {"message": "un humain"})
    assert (await tab.waits_for("conversation", 2))["position"] == 2
    await agent.does("claim", customer.id)
    assert (await tab.waits_for("conversation", 3))["position"] == 1
