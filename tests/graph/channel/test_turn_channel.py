"""The turn channel on the pinned Rasa: turns, retries, humans, failures, strangers."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from .service import ActionServer, Gateway, texts

pytestmark = pytest.mark.graph


async def test_a_turn_gives_the_answer_and_how_it_was_read(gateway: Gateway):
    answer = await gateway.says("/ask_rate")
    assert texts(answer) == ["rate"]
    assert answer["nlu"]["intent"] == "ask_rate"
    assert answer["failed_actions"] == []
    assert answer["escalation"] is None


async def test_each_message_names_its_response(gateway: Gateway, actions: ActionServer):
    answer = await gateway.says("/ask_rate", message_id="once")
    assert [m["response"] for m in answer["messages"]] == ["utter_rate"]
    again = await gateway.says("/ask_rate", message_id="once", retry=True)
    assert again["messages"] == answer["messages"]
    said = [{"response": "utter_named"}, {"text": "un\n\ndeux"}]
    actions.answer = {"events": [], "responses": said}
    answer = await gateway.says("/complain")
    assert texts(answer) == ["named", "un", "deux"]
    assert [m["response"] for m in answer["messages"]] == ["utter_named", None, None]


async def test_a_conversation_goes_on_from_turn_to_turn(gateway: Gateway):
    await gateway.says("/greet")
    assert texts(await gateway.says("/tell_name")) == ["named"]


async def test_a_turn_delivered_twice_is_answered_from_the_tracker(gateway: Gateway):
    first = await gateway.says("/ask_rate", message_id="once")
    await gateway.says("/greet")
    again = await gateway.says("/ask_rate", message_id="once", retry=True)
    assert texts(again) == texts(first)
    assert again["nlu"] == first["nlu"]
    heard = [e for e in (await gateway.tracker()).events if isinstance(e, UserUttered)]
    assert [e.text for e in heard] == ["/ask_rate", "/greet"]


async def test_a_retry_of_a_turn_that_was_lost_is_answered_now(gateway: Gateway):
    assert texts(await gateway.says("/ask_rate", retry=True)) == ["rate"]


async def test_what_a_human_answers_is_read_but_not_replied_to(gateway: Gateway):
    answer = await gateway.says("/ask_rate", path="observe")
    assert answer["messages"] == []
    assert answer["nlu"]["intent"] == "ask_rate"
    events = (await gateway.tracker()).events
    assert [e.text for e in events if isinstance(e, UserUttered)] == ["/ask_rate"]
    assert not any(isinstance(e, BotUttered) for e in events)


async def test_the_same_message_is_observed_once(gateway: Gateway):
    for _ in range(2):
        await gateway.says("/ask_rate", path="observe", message_id="once")
    events = (await gateway.tracker()).events
    assert len([e for e in events if isinstance(e, UserUttered)]) == 1


async def test_hand_back_closes_the_form_and_keeps_what_was_told(gateway: Gateway):
    assert texts(await gateway.says("/start_form")) == ["which company"]
    await gateway.says("Dupont", path="observe")
    status, answer = await hand_back(gateway)
    assert (status, answer) == (200, {"learned": 0})
    tracker = await gateway.agent.tracker_store.retrieve(gateway.conversation)
    assert tracker.active_loop_name is None
    assert tracker.get_slot("requested_slot") is None
    assert texts(await gateway.says("/ask_rate")) == ["rate"]


async def test_a_slot_survives_the_hand_back(gateway: Gateway):
    await gateway.says("/start_form")
    await gateway.says("/tell_name")
    before = (await gateway.tracker()).get_slot("company")
    assert before == "/tell_name"
    await hand_back(gateway)
    tracker = await gateway.agent.tracker_store.retrieve(gateway.conversation)
    assert tracker.get_slot("company") == before


async def test_hand_back_teaches_what_was_said_meanwhile_once(gateway: Gateway):
    for number in range(14):  # more than a tracker in memory holds
        await gateway.says("/ask_rate", path="observe", message_id=f"seen-{number}")
    said = [
        {"message_id": "seen-0", "by_customer": True, "text": "/ask_rate"},
        {"message_id": "agent-1", "by_customer": False, "text": "Bonjour"},
        {"message_id": "new", "by_customer": True, "text": "merci"},
    ]
    await hand_back(gateway, said)
    events = (await gateway.tracker()).events
    heard = [e.message_id for e in events if isinstance(e, UserUttered)]
    assert heard == [*(f"seen-{number}" for number in range(14)), "new"]
    assert [e.text for e in events if isinstance(e, BotUttered)] == ["Bonjour"]


async def hand_back(gateway: Gateway, said: list[object] | None = None):
    body = {"conversation_id": gateway.conversation, "said": said or []}
    return await gateway.ask("hand_back", body)


async def test_an_action_that_works_is_not_reported(
    gateway: Gateway, actions: ActionServer
):
    answer = await gateway.says("/complain")
    assert "action_look_up done" in texts(answer)
    assert answer["failed_actions"] == []


@pytest.mark.parametrize(
    ("fails", "delay_s"), [(500, 0.0), (404, 0.0), (None, 1.0)],
    ids=["crashed", "unknown", "too slow"],
)  # fmt: skip
async def test_an_action_that_fails_is_reported(
    gateway: Gateway, actions: ActionServer, fails: int | None, delay_s: float
):
    actions.fails, actions.delay_s = fails, delay_s
    answer = await gateway.says("/complain")
    assert answer["failed_actions"] == ["action_look_up"]


async def test_an_action_server_out_of_reach_is_reported(
    gateway: Gateway, actions: ActionServer
):
    await actions.stop()
    answer = await gateway.says("/complain")
    assert answer["failed_actions"] == ["action_look_up"]


async def test_a_lost_handoff_action_leaves_its_decision(
    gateway: Gateway, actions: ActionServer
):
    actions.fails = 500
    answer = await gateway.says("/ask_human")
    assert answer["failed_actions"] == ["action_handoff"]
    assert answer["escalation"]["reason"] == "requested"


async def test_an_answer_of_the_wrong_shape_loses_the_action_only(
    gateway: Gateway, actions: ActionServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(actions, "answer", {"events": "none", "responses": []})
    answer = await gateway.says("/complain")
    assert texts(answer) == []
    assert texts(await gateway.says("/ask_rate")) == ["rate"]


async def test_actions_get_the_latest_turns_and_no_domain(
    gateway: Gateway, actions: ActionServer
):
    for _ in range(5):
        await gateway.says("/ask_rate")
    await gateway.says("/complain")
    asked = actions.asked[-1]
    events = asked["tracker"]["events"]
    assert [e["text"] for e in events if e["event"] == "user"] == [
        "/ask_rate", "/ask_rate", "/complain",
    ]  # fmt: skip
    assert "domain" not in asked


@pytest.mark.parametrize("path", ["webhook", "observe", "hand_back", "forget"])
async def test_a_stranger_is_turned_away(gateway: Gateway, path: str):
    status, answer = await gateway.ask(path, {}, token="guessed")
    assert status == 401
    assert answer == {"error": {"code": "unauthorized"}}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"message_id": "1", "text": "x"}, "conversation_id"),
        ({"conversation_id": "c", "message_id": "1", "text": "x" * 20_001}, "text"),
        ({"conversation_id": "c", "message_id": "1", "text": "x", "y": 1}, "y"),
        ("text", "__root__"),
    ],
    ids=["field missing", "too long", "field unknown", "not an object"],
)
async def test_a_bad_body_says_which_field(gateway: Gateway, body: object, field: str):
    status, answer = await gateway.ask("webhook", body)
    assert status == 400
    assert answer == {"error": {"code": "invalid_request", "fields": [field]}}


async def test_health_says_ready(gateway: Gateway):
    async with gateway.http.get(gateway.url) as answer:
        assert (answer.status, await answer.json()) == (200, {"ready": True})


async def test_without_a_model_turns_are_refused_and_health_says_so(gateway: Gateway):
    gateway.agent.processor = None
    body = {"conversation_id": "c", "message_id": "1", "text": "x"}
    assert await gateway.ask("webhook", body) == (
        503, {"error": {"code": "bot_unavailable"}},
    )  # fmt: skip
    async with gateway.http.get(gateway.url) as answer:
        assert answer.status == 503
