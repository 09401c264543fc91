from __future__ import annotations

import asyncio
import uuid

from bot.contracts.modes import Mode, Sender
from bot.gateway.schemas import CustomerMessage
from bot.gateway.turn_steps import accept, begin
from bot.store.conversations import (
    add_conversation,
    find_conversation,
    lock_conversation,
)
from bot.store.messages import list_messages
from bot.store.models import Conversation


def _accepted_conversation(session) -> str:
    conversation, _ = add_conversation(session)
    said = CustomerMessage(message_id=uuid.uuid4(), text="bonjour")
    accept(session, conversation.id, said)
    return str(conversation.id)


async def _senders(sessions, conversation_id: str, count: int) -> list[str]:
    for _ in range(100):
        with sessions() as session:
            found = [m.sender for m in list_messages(session, conversation_id)]
        if len(found) >= count:
            return found
        await asyncio.sleep(0.02)
    return found


async def test_a_turn_left_by_a_crash_is_answered_at_the_next_start(
    sessions, settings, app, aiohttp_client, fake_rasa
) -> None:
    with sessions.begin() as session:
        conversation_id = _accepted_conversation(session)
    with sessions.begin() as session:  # the crashed gateway held the lease
        begin(session, conversation_id, settings.instance, lease_s=3600)
    await aiohttp_client(app)
    assert await _senders(sessions, conversation_id, 2) == ["customer", "bot"]
    (turn,) = fake_rasa.turns
    assert turn.retry  # Rasa may know this message already


async def test_a_turn_that_another_gateway_answers_is_left_to_it(
    sessions, settings, app, aiohttp_client, fake_rasa
) -> None:
    with sessions.begin() as session:
        conversation_id = _accepted_conversation(session)
    with sessions.begin() as session:
        begin(session, conversation_id, "another:1", lease_s=3600)
    await aiohttp_client(app)
    await asyncio.sleep(0.2)
    assert fake_rasa.turns == []


async def test_a_wrap_up_left_by_a_crash_is_ended(
    sessions, app, aiohttp_client
) -> None:
    with sessions.begin() as session:
        conversation, _ = add_conversation(session)
        locked = lock_conversation(session, conversation.id)
        locked.mode, locked.wrap_up_to = Mode.WRAP_UP.value, Mode.BOT.value
    await aiohttp_client(app)
    assert await _senders(sessions, conversation.id, 1) == [Sender.SYSTEM.value]
    with sessions() as session:
        found: Conversation = find_conversation(session, conversation.id)
        assert (found.mode, found.wrap_up_to) == ("bot", None)


async def test_a_turn_that_keeps_crashing_gateways_ends_with_an_apology(
    sessions, settings, app, aiohttp_client, fake_rasa
) -> None:
    with sessions.begin() as session:
        conversation_id = _accepted_conversation(session)
    for _ in range(3):
        with sessions.begin() as session:
            begin(session, conversation_id, settings.instance, lease_s=3600)
    await aiohttp_client(app)
    assert await _senders(sessions, conversation_id, 2) == ["customer", "bot"]
    assert fake_rasa.turns == []
