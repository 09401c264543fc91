"""What agents do, as operations: store first, then tell everyone concerned."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.contracts.modes import Mode, Sender
from bot.errors import RasaUnavailable, Refused
from bot.gateway import handoff_clocks, mode_changes, reopening
from bot.gateway.broadcaster import Broadcaster
from bot.gateway.closing import begin_wrap_up
from bot.gateway.hand_back import begin_hand_back
from bot.gateway.hand_back_schemas import HandBack
from bot.gateway.modes import Event
from bot.gateway.private_notes import (
    AddedNote,
    add_private_note,
    transfer_with_note,
)
from bot.gateway.rasa_client import RasaClient
from bot.gateway.schemas import AgentMessage
from bot.gateway.shapes import desk_message_shape
from bot.gateway.standing import read_conversation
from bot.gateway.store_access import AsyncStore
from bot.gateway.told_to_bot import mark_handed_back, read_said_to_human
from bot.gateway.turn_runner import TurnRunner
from bot.gateway.wording import (
    AGENT_JOINED,
    AGENT_LEFT,
    CONVERSATION_CLOSED,
    CONVERSATION_REOPENED,
    RETURNED_TO_BOT,
    Wording,
)
from bot.gateway.work_schemas import Closing
from bot.store.agents import AgentIdentity, find_agent
from bot.store.messages import add_message, find_message
from bot.store.models import Conversation, Message

logger = logging.getLogger(__name__)

ModeOperation = Callable[..., tuple[Conversation, Message]]


class DeskService:
    """Claims, releases, transfers, answers and hands back conversations."""

    def __init__(
        self,
        store: AsyncStore,
        rasa: RasaClient,
        broadcaster: Broadcaster,
        turns: TurnRunner,
        wording: Wording,
    ) -> None:
        """Keeps its collaborators."""
        self._store = store
        self._rasa = rasa
        self._broadcaster = broadcaster
        self._turns = turns
        self._wording = wording

    async def claim(self, conversation_id: str, agent: AgentIdentity) -> dict[str, Any]:
        """Takes a waiting conversation; of several agents, one wins.

        Raises:
            Refused: 404 unknown; 409 taken by somebody else, or not waiting.
        """
        words = self._wording.say(AGENT_JOINED, agent=agent.name)
        return await self._change(mode_changes.claim, conversation_id, agent, words)

    async def release(
        self, conversation_id: str, agent: AgentIdentity
    ) -> dict[str, Any]:
        """Puts a conversation back into the queue.

        Raises:
            Refused: 404 unknown; 409 not in charge.
        """
        words = self._wording.say(AGENT_LEFT, agent=agent.name)
        return await self._change(mode_changes.release, conversation_id, agent, words)

    async def transfer(
        self, conversation_id: str, agent: AgentIdentity, to: str | None, note: str = ""
    ) -> dict[str, Any]:
        """Gives a conversation to another agent, or back to the queue, with a note.

        Raises:
            Refused: 404 unknown conversation or agent; 409 not in charge.
        """
        target = await self._store.read(find_agent, to) if to else None
        if to and target is None:
            raise Refused(404, "unknown_agent", "Ce conseiller n’existe pas.")
        words = (
            self._wording.say(AGENT_JOINED, agent=target.name)
            if target
            else self._wording.say(AGENT_LEFT, agent=agent.name)
        )
        added, said = await self._store.write(
            transfer_with_note, conversation_id, agent, target, words, note
        )
        await self._broadcaster.message(said)
        if added is not None:
            await self._tell_note(added)
        return await self._tell_mode(conversation_id)

    async def reopen(
        self, conversation_id: str, agent: AgentIdentity
    ) -> dict[str, Any]:
        """Takes back a conversation that was returned to the bot or closed.

        Raises:
            Refused: 404 unknown; 409 nothing has ended there, somebody holds it, or
                the agent holds as many as he can.
        """
        words = self._wording.say(CONVERSATION_REOPENED, agent=agent.name)
        return await self._change(reopening.reopen, conversation_id, agent, words)

    async def _change(
        self, operation: ModeOperation, conversation_id: str, *args: Any
    ) -> dict[str, Any]:
        _, said = await self._store.write(operation, conversation_id, *args)
        await self._broadcaster.message(said)
        return await self._tell_mode(conversation_id)

    async def _tell_mode(self, conversation_id: str) -> dict[str, Any]:
        await self._broadcaster.conversation(conversation_id)
        self._broadcaster.queue_changed()
        shape = await self._store.read(read_conversation, conversation_id)
        if shape is None:
            raise Refused(
                404, "unknown_conversation", "Cette conversation n’existe pas."
            )
        return {key: shape[key] for key in ("id", "mode", "agent")}

    async def return_to_bot(
        self, conversation_id: str, agent: AgentIdentity, left: HandBack
    ) -> dict[str, Any]:
        """Ends the human part; the bot goes on, and the next human reads what was left.

        Raises:
            Refused: 404 unknown; 409 not in charge.
        """
        await self._store.write(begin_hand_back, conversation_id, agent, left)
        await self.settle(conversation_id)
        return await self._tell_mode(conversation_id)

    async def close(
        self, conversation_id: str, agent: AgentIdentity, closing: Closing
    ) -> dict[str, Any]:
        """Ends the conversation; `closing` says how it ended and what it was about.

        Raises:
            Refused: 404 unknown; 409 not in charge.
        """
        await self._store.write(
            begin_wrap_up, conversation_id, agent, Event.CLOSE, closing
        )
        await self.settle(conversation_id)
        return await self._tell_mode(conversation_id)

    async def settle(self, conversation_id: str) -> None:
        """Ends a wrap-up: Rasa learns what was said, then the mode changes.

        A Rasa that does not answer delays nothing: the turn runner hands back before
        the next turn.
        """
        async with self._turns.lock(conversation_id):
            standing = await self._store.read(read_conversation, conversation_id) or {}
            agent = (standing.get("agent") or {}).get("name", "")
            said = await self._store.read(read_said_to_human, conversation_id)
            if said is not None:
                try:
                    await self._rasa.hand_back(conversation_id, said)
                    await self._store.write(mark_handed_back, conversation_id)
                except RasaUnavailable as error:
                    logger.warning("hand-back of %s waits: %s", conversation_id, error)
            words = {
                Mode.BOT: self._wording.say(RETURNED_TO_BOT, agent=agent),
                Mode.CLOSED: self._wording.say(CONVERSATION_CLOSED, agent=agent),
            }
            settled = await self._store.write(
                mode_changes.settle, conversation_id, words
            )
        if settled is not None:
            await self._broadcaster.message(settled[1])
            self._turns.start(conversation_id)

    async def say(
        self, conversation_id: str, agent: AgentIdentity, said: AgentMessage
    ) -> dict[str, Any]:
        """An agent's message to the customer; the same `message_id` says it once.

        Raises:
            Refused: 404 unknown; 409 not in charge.
        """
        message, is_new = await self._store.write(
            _add_agent_message, conversation_id, agent, said
        )
        if is_new:
            await self._broadcaster.typing(conversation_id, Sender.AGENT, False)
            await self._broadcaster.message(message)
            self._broadcaster.queue_changed()  # What is promised next has changed.
        return desk_message_shape(message)

    async def annotate(
        self, conversation_id: str, agent: AgentIdentity, said: AgentMessage
    ) -> dict[str, Any]:
        """An agent's private note.

        Raises:
            Refused: 404 unknown.
        """
        added = await self._store.write(
            add_private_note, conversation_id, agent, str(said.message_id), said.text
        )
        await self._tell_note(added)
        return added.shape

    async def _tell_note(self, added: AddedNote) -> None:
        await self._broadcaster.note(added.conversation_id, added.shape)
        for agent_id, news in added.mentions:
            await self._broadcaster.mention(agent_id, news)


def _add_agent_message(
    session: Session, conversation_id: str, agent: AgentIdentity, said: AgentMessage
) -> tuple[Message, bool]:
    message_id = str(said.message_id)
    existing = find_message(session, conversation_id, message_id)
    if existing is not None and existing.agent_id == agent.id:
        return existing, False
    conversation = mode_changes.get_owned(session, conversation_id, agent)
    if existing is not None:
        raise Refused(409, "message_id_taken", "Cet identifiant est déjà pris.")
    message = add_message(
        session,
        conversation,
        Sender.AGENT,
        said.text,
        message_id=message_id,
        agent_id=agent.id,
        custom={"agent": agent.name},
    )
    handoff_clocks.agent_answered(session, conversation)
    return message, True
