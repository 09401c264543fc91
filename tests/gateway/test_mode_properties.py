"""Whatever happens in whatever order, the bot is silent while a human speaks."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import sessionmaker

from bot.contracts.escalation import EscalationReason
from bot.contracts.modes import Mode
from bot.errors import Refused
from bot.gateway import mode_changes, reopening
from bot.gateway.desk_service import _add_agent_message
from bot.gateway.modes import Event
from bot.gateway.outcomes import Escalation, Outcome, Reply
from bot.gateway.schemas import AgentMessage, CustomerMessage
from bot.gateway.turn_steps import Turn, accept, begin, finish
from bot.store.agents import AgentIdentity
from bot.store.conversations import add_conversation, list_mode_changes
from bot.store.desk_models import Handoff
from bot.store.engine import create_engine, sessions_for
from bot.store.messages import list_messages
from bot.store.models import Agent, Base, Conversation

GATEWAYS = ("one", "two")
WORDS = {Mode.BOT: "de retour", Mode.CLOSED: "terminé"}


class ConversationLife(RuleBasedStateMachine):
    """Customers, two agents and two gateways act in any order on one conversation."""

    def __init__(self) -> None:
        super().__init__()
        engine = create_engine("sqlite://")
        Base.metadata.create_all(engine)
        self.sessions: sessionmaker = sessions_for(engine)
        with self.sessions.begin() as session:
            self.id = add_conversation(session)[0].id
            self.agents = []
            for name in ("camille", "ines"):
                agent = Agent(username=name, name=name, password_hash="x")
                session.add(agent)
                session.flush()
                self.agents.append(AgentIdentity(agent.id, name, name))
        self.thinking: list[tuple[Turn, Outcome]] = []
        self.sent: list[uuid.UUID] = []

    def _do(self, function, *args, **kwargs):
        try:
            with self.sessions.begin() as session:
                return function(session, *args, **kwargs)
        except Refused as refused:
            assert refused.status in (409, 429)
            return None

    @rule(repeat=st.booleans())
    def customer_writes(self, repeat: bool) -> None:
        message_id = self.sent[-1] if repeat and self.sent else uuid.uuid4()
        said = CustomerMessage(message_id=message_id, text="bonjour")
        if self._do(accept, self.id, said) is not None:
            self.sent.append(message_id)

    @rule(
        gateway=st.sampled_from(GATEWAYS),
        escalates=st.booleans(),
        cancels=st.booleans(),
    )
    def a_gateway_takes_up_a_turn(self, gateway, escalates, cancels) -> None:
        turn = self._do(begin, self.id, gateway, 3600)
        if not isinstance(turn, Turn):
            return
        escalation = Escalation(EscalationReason.REQUESTED) if escalates else None
        outcome = Outcome(
            replies=(Reply("réponse"),),
            escalation=escalation,
            cancels_handoff=cancels and turn.mode is Mode.QUEUED,
        )
        self.thinking.append((turn, outcome))

    @precondition(lambda self: self.thinking)
    @rule(data=st.data())
    def a_turn_is_finished_late(self, data) -> None:
        index = data.draw(st.integers(0, len(self.thinking) - 1))
        turn, outcome = self.thinking.pop(index)
        self._do(finish, turn, outcome, str)

    @rule(who=st.integers(0, 1))
    def an_agent_claims(self, who) -> None:
        self._do(mode_changes.claim, self.id, self.agents[who], "bonjour")

    @rule(who=st.integers(0, 1))
    def an_agent_releases(self, who) -> None:
        self._do(mode_changes.release, self.id, self.agents[who], "à bientôt")

    @rule(who=st.integers(0, 1))
    def an_agent_transfers(self, who) -> None:
        self._do(
            mode_changes.transfer,
            self.id,
            self.agents[who],
            self.agents[1 - who],
            "bonjour",
        )

    @rule(who=st.integers(0, 1))
    def an_agent_writes(self, who) -> None:
        said = AgentMessage(message_id=uuid.uuid4(), text="je regarde")
        self._do(_add_agent_message, self.id, self.agents[who], said)

    @rule(who=st.integers(0, 1), returns=st.booleans())
    def an_agent_wraps_up(self, who, returns) -> None:
        event = Event.RETURN_TO_BOT if returns else Event.CLOSE
        self._do(mode_changes.begin_wrap_up, self.id, self.agents[who], event)

    @rule(who=st.integers(0, 1))
    def an_agent_reopens(self, who) -> None:
        self._do(reopening.reopen, self.id, self.agents[who], "me revoilà")

    @rule()
    def the_wrap_up_settles(self) -> None:
        self._do(mode_changes.settle, self.id, WORDS)

    @invariant()
    def the_bot_speaks_only_in_its_mode(self) -> None:
        with self.sessions() as session:
            messages = list_messages(session, self.id)
            changes = list_mode_changes(session, self.id)
        for message in messages:
            before = [c.to_mode for c in changes if c.at < message.at]
            mode = before[-1] if before else "bot"
            if message.sender == "bot":
                assert mode == "bot"
            if message.sender == "agent":
                assert mode == "human"

    @invariant()
    def numbers_have_no_gap_and_nothing_is_answered_twice(self) -> None:
        with self.sessions() as session:
            messages = list_messages(session, self.id)
            waiting = session.scalars(
                sa.select(Handoff).where(Handoff.ended_at.is_(None))
            ).all()
            conversation = session.get(Conversation, self.id)
        assert [m.seq for m in messages] == list(range(1, len(messages) + 1))
        customers = [m for m in messages if m.sender == "customer"]
        assert len(customers) == len(set(self.sent))
        replies = [m.reply_to for m in messages if m.sender == "bot"]
        assert len(replies) == len(set(replies))
        called = conversation.mode in ("queued", "human", "wrap_up")
        assert len(waiting) == (1 if called else 0)
        assert (conversation.agent_id is not None) == (
            conversation.mode in ("human", "wrap_up")
        )


def test_any_sequence_of_events_keeps_the_promises() -> None:
    run_state_machine_as_test(
        ConversationLife,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
