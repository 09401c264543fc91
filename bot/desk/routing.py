"""Which agent a waiting conversation goes to. Pure: who is there is told, not asked.

In order: nobody who is away, disconnected or full; whoever served the customer last,
and for a while nobody else when he is at work; those with the skills, until it has
waited too long for skills; of these the least loaded; then the longest idle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.desk.routing_policy import RoutingPolicy

# Lists of an agent's skills, and the field of a conversation that each speaks of.
SKILLS: Mapping[str, str] = {
    "topics": "topic",
    "regions": "region",
    "languages": "language",
}


@dataclass(frozen=True)
class AtWork:
    """An agent, as far as routing looks at him.

    Attributes:
        agent_id: Who.
        is_here: Available, and a console is open.
        load: Conversations that he holds.
        capacity: Conversations that he can hold.
        skills: `SKILLS` lists; a missing or empty one means everything.
        idle_since: When he last took or ended one, aware; `None`: not lately.
    """

    agent_id: int
    is_here: bool
    load: int
    capacity: int
    skills: Mapping[str, Sequence[str]] = field(default_factory=dict)
    idle_since: datetime | None = None

    @property
    def has_room(self) -> bool:
        """Whether one more conversation fits."""
        return self.load < self.capacity


@dataclass(frozen=True)
class Demand:
    """A waiting conversation, as far as routing looks at it.

    Attributes:
        conversation_id: Which.
        waited_s: Seconds since it last came to the queue.
        topic: What it is about; `None` when not known, then anybody suits.
        region: The same for the Région.
        language: The same for the language, a code such as `fr` or `fr-FR`.
        preferred_agent_id: Who served this customer last.
        released_by: Who gave it back by hand: not asked again before the overflow.
    """

    conversation_id: str
    waited_s: float
    topic: str | None = None
    region: str | None = None
    language: str | None = None
    preferred_agent_id: int | None = None
    released_by: int | None = None


def suits(skills: Mapping[str, Sequence[str]], demand: Demand) -> bool:
    """Whether an agent has the skills that a conversation asks for."""
    for listed, asked in SKILLS.items():
        wanted = getattr(demand, asked)
        known = skills.get(listed) or ()
        if wanted and known and not _knows(known, wanted, is_code=asked == "language"):
            return False
    return True


def choose_agent(
    demand: Demand, agents: Iterable[AtWork], policy: RoutingPolicy
) -> AtWork | None:
    """The agent for a conversation.

    Returns:
        `None` when nobody fits now: it goes on waiting.
    """
    here = [agent for agent in agents if agent.is_here]
    preferred = next((a for a in here if a.agent_id == demand.preferred_agent_id), None)
    if preferred is not None and preferred.has_room:
        return preferred
    if preferred is not None and demand.waited_s < policy.preferred_agent_seconds:
        return None
    free = [agent for agent in here if agent.has_room]
    if demand.waited_s < policy.overflow_seconds:
        free = [
            agent
            for agent in free
            if suits(agent.skills, demand) and agent.agent_id != demand.released_by
        ]
    return min(free, key=_turn, default=None)


def plan(
    waiting: Iterable[Demand], agents: Iterable[AtWork], policy: RoutingPolicy
) -> list[tuple[str, int]]:
    """Gives away what can be given, the most urgent first.

    Args:
        waiting: In the order of the queue.
        agents: Everybody who may work.
        policy: The numbers.

    Returns:
        Pairs of conversation and agent; each given counts in the agent's load.
    """
    by_id = {agent.agent_id: agent for agent in agents}
    given = []
    for demand in waiting:
        chosen = choose_agent(demand, by_id.values(), policy)
        if chosen is not None:
            by_id[chosen.agent_id] = replace(chosen, load=chosen.load + 1)
            given.append((demand.conversation_id, chosen.agent_id))
    return given


def _turn(agent: AtWork) -> tuple[int, float, int]:
    idle = agent.idle_since.timestamp() if agent.idle_since else 0.0
    return agent.load, idle, agent.agent_id


def _knows(known: Sequence[str], wanted: str, *, is_code: bool) -> bool:
    if is_code:
        return _language(wanted) in {_language(each) for each in known}
    return wanted.casefold() in {each.casefold() for each in known}


def _language(code: str) -> str:
    return code.replace("_", "-").split("-")[0].casefold()
