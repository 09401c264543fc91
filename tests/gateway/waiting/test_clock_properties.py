"""Whatever happens in whatever order, clocks say only what is true, and only once."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.desk import TimerKind
from bot.contracts.escalation import EscalationReason
from bot.contracts.modes import Mode
from bot.desk import waiting
from bot.errors import Refused
from bot.gateway import mode_changes
from bot.gateway.desk_service import _add_agent_message
from bot.gateway.desk_time import SESSION_KEY
from bot.gateway.modes import Event
from bot.gateway.outcomes import Escalation
from bot.gateway.schemas import AgentMessage, CustomerMessage
from bot.gateway.timekeeper import fire_clocks
from bot.gateway.turn_steps import accept
from bot.gateway.wording import SAID_BY_GATEWAY, Wording
from bot.knowledge.opening_hours import OpeningHours, Span
from bot.store.agents import AgentIdentity
from bot.store.conversations import (
    add_conversation,
    list_mode_changes,
    lock_conversation,
)
from bot.store.desk_models import Handoff, Timer
from bot.store.engine import create_engine, sessions_for
from bot.store.messages import list_messages
from bot.store.models import Agent, Base, utc_now
from bot.store.timers import PROMISES
from tests.gateway.desk_times import FakeClock, open_time

WORDING = Wording({name: [{"text": name}] for name in SAID_BY_GATEWAY})
ENDS = {Mode.BOT: "de retour", Mode.CLOSED: "terminé"}
STEPS = [kind.value for kind in waiting.STEPS]
# Half an hour open, half an hour closed, so that both happen often.
HALF_HOURS = tuple(Span(60 * hour, 60 * hour + 30) for hour in range(24))
HOURS = OpeningHours(ZoneInfo("Europe/Paris"), dict.fromkeys(range(7), HALF_HOURS))
OWED = [kind.value for kind in PROMISES]


class Waiting(RuleBasedStateMachine):
    """A customer calls, waits, writes and leaves; an agent comes and goes."""

    def __init__(self) -> None:
        super().__init__()
        engine = create_engine("sqlite://")
        Base.metadata.create_all(engine)
        self.sessions: sessionmaker = sessions_for(engine)
        self.clock = FakeClock()
        self.time = open_time(self.clock, hours=HOURS)
        with self.sessions.begin() as session:
            self.id = add_conversation(session)[0].id
            agent = Agent(username="camille", name="Camille", password_hash="x")
            session.add(agent)
            session.flush()
            self.agent = AgentIdentity(agent.id, "camille", "Camille")

    def _do(self, function, *args):
        try:
            with self.sessions.begin() as session:
                session.info[SESSION_KEY] = self.time
                return function(session, *args)
        except Refused:
            return None

    @rule()
    def the_bot_calls_a_human(self) -> None:
        def call(session: Session) -> None:
            conversation = lock_conversation(session, self.id)
            escalation = Escalation(EscalationReason.REQUESTED)
            mode_changes.escalate(session, conversation, escalation, before_seq=0)

        self._do(call)

    @rule()
    def the_customer_leaves_the_queue(self) -> None:
        self._do(lambda s: mode_changes.cancel(s, lock_conversation(s, self.id)))

    @rule()
    def the_customer_writes(self) -> None:
        said = CustomerMessage(message_id=uuid.uuid4(), text="bonjour")
        self._do(accept, self.id, said)

    @rule()
    def an_agent_claims(self) -> None:
        self._do(mode_changes.claim, self.id, self.agent, "bonjour")

    @rule()
    def an_agent_releases(self) -> None:
        self._do(mode_changes.release, self.id, self.agent, "à bientôt")

    @rule()
    def an_agent_answers(self) -> None:
        said = AgentMessage(message_id=uuid.uuid4(), text="voici")
        self._do(_add_agent_message, self.id, self.agent, said)

    @rule()
    def an_agent_hands_back(self) -> None:
        event = Event.RETURN_TO_BOT
        self._do(mode_changes.begin_wrap_up, self.id, self.agent, event)
        self._do(mode_changes.settle, self.id, ENDS)

    @rule(there=st.booleans())
    def the_agent_comes_or_goes(self, there: bool) -> None:
        seen_at = utc_now() + timedelta(days=30) if there else None
        self._do(lambda s: s.execute(sa.update(Agent).values(seen_at=seen_at)))

    @rule(seconds=st.integers(1, 1000))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @rule()
    def the_timekeeper_looks(self) -> None:
        before = self._read(list_messages, self.id)
        self._do(fire_clocks, self.id, WORDING)
        after = self._read(list_messages, self.id)
        assert len(after) - len(before) <= 1
        self._do(fire_clocks, self.id, WORDING)
        late = [t for t in self._timers() if t.fired_at is None and not t.cancelled_at]
        assert all(t.due_at > self.clock() - timedelta(seconds=5) for t in late)

    def _read(self, function, *args):
        with self.sessions() as session:
            return function(session, *args)

    def _timers(self) -> list[Timer]:
        return self._read(lambda s: list(s.scalars(sa.select(Timer))))

    @invariant()
    def only_who_waits_is_on_the_ladder(self) -> None:
        mode = self._read(lambda s: lock_conversation(s, self.id).mode)
        running = [t.kind for t in self._timers() if not t.cancelled_at]
        pending = [t.kind for t in self._timers() if not (t.cancelled_at or t.fired_at)]
        if mode != "queued":
            assert not set(pending) & set(STEPS)
        else:
            assert pending.count(TimerKind.OPENING.value) == 1
        if mode not in ("queued", "human"):
            assert not set(running) & set(OWED)
        else:
            assert "resolution" in running
            assert max(Counter(k for k in running if k in OWED).values()) == 1

    @invariant()
    def words_about_waiting_are_said_to_who_waits_only(self) -> None:
        messages = self._read(list_messages, self.id)
        changes = self._read(list_mode_changes, self.id)
        for message in messages:
            if (message.custom or {}).get("notice", "").startswith("wait_"):
                before = [c.to_mode for c in changes if c.at < message.at]
                assert before[-1] == "queued"

    @invariant()
    def each_missed_promise_is_one_breach(self) -> None:
        handoffs = self._read(lambda s: list(s.scalars(sa.select(Handoff))))
        breaches = sum(len(h.breaches) for h in handoffs)
        fired = [t for t in self._timers() if t.fired_at and t.kind in OWED]
        assert breaches == len(fired)

    @invariant()
    def unanswered_words_are_dated(self) -> None:
        handoffs = self._read(lambda s: list(s.scalars(sa.select(Handoff))))
        for handoff in handoffs:
            if handoff.first_answer_at is None:
                assert handoff.waiting_since is not None
            if handoff.ended_at is None and handoff.waiting_since is None:
                owed = [
                    t.kind for t in self._timers()
                    if t.handoff_id == handoff.id and not t.cancelled_at
                ]  # fmt: skip
                assert not {"first_answer", "next_answer"} & set(owed)


def test_any_sequence_of_events_keeps_the_clocks_true() -> None:
    run_state_machine_as_test(
        Waiting,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
