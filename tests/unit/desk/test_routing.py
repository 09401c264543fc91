from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.routing import AtWork, Demand, choose_agent, plan, suits
from bot.desk.routing_policy import default_routing_policy

POLICY = default_routing_policy().copy(
    update={"overflow_seconds": 180, "preferred_agent_seconds": 60}
)
EIGHT = datetime(2026, 11, 23, 8, tzinfo=timezone.utc)
NINE = EIGHT.replace(hour=9)
CAMILLE = AtWork(1, is_here=True, load=0, capacity=4)
INES = AtWork(2, is_here=True, load=0, capacity=4)
RATE_IN_BRITTANY = Demand("a", 0, "rate", "Bretagne", "fr-FR")


@pytest.mark.parametrize(
    ("skills", "expected"),
    [
        pytest.param({}, True, id="no list means everything"),
        pytest.param({"topics": []}, True, id="an empty list means everything"),
        pytest.param({"topics": ["rate"]}, True, id="knows the topic"),
        pytest.param({"topics": ["kyc"]}, False, id="knows other topics"),
        pytest.param({"regions": ["bretagne"]}, True, id="capitals do not count"),
        pytest.param(
            {"topics": ["rate"], "regions": ["Corse"]}, False, id="all must suit"
        ),
        pytest.param({"languages": ["fr"]}, True, id="a language of any country"),
        pytest.param({"languages": ["en"]}, False, id="another language"),
    ],
)
def test_skills(skills, expected):
    assert suits(skills, RATE_IN_BRITTANY) is expected


def test_what_is_not_known_of_a_conversation_asks_for_nothing():
    assert suits({"topics": ["kyc"], "languages": ["en"]}, Demand("a", 0))


@pytest.mark.parametrize(
    ("demand", "agents", "expected"),
    [
        pytest.param(Demand("a", 0), [replace(CAMILLE, is_here=False)], None,
                     id="nobody is here"),
        pytest.param(Demand("a", 0), [replace(CAMILLE, load=4)], None,
                     id="everybody is full"),
        pytest.param(Demand("a", 0), [replace(CAMILLE, load=1), INES], 2,
                     id="the least loaded"),
        pytest.param(Demand("a", 0), [replace(CAMILLE, idle_since=NINE),
                                      replace(INES, idle_since=EIGHT)], 2,
                     id="the longest idle of two as loaded"),
        pytest.param(Demand("a", 0), [replace(CAMILLE, idle_since=EIGHT), INES], 2,
                     id="who has done nothing yet is the longest idle"),
        pytest.param(Demand("a", 0, topic="kyc"),
                     [replace(CAMILLE, skills={"topics": ["rate"]})], None,
                     id="waits for the skill"),
        pytest.param(Demand("a", 180, topic="kyc"),
                     [replace(CAMILLE, skills={"topics": ["rate"]})], 1,
                     id="anybody after the overflow"),
        pytest.param(Demand("a", 0, preferred_agent_id=1),
                     [replace(CAMILLE, load=3), INES], 1,
                     id="the preferred one although busier"),
        pytest.param(Demand("a", 59, preferred_agent_id=1),
                     [replace(CAMILLE, load=4), INES], None,
                     id="waits a while for the preferred one"),
        pytest.param(Demand("a", 60, preferred_agent_id=1),
                     [replace(CAMILLE, load=4), INES], 2, id="but not for ever"),
        pytest.param(Demand("a", 0, preferred_agent_id=1),
                     [replace(CAMILLE, is_here=False), INES], 2,
                     id="nor for a preferred one who is not here"),
        pytest.param(Demand("a", 0, released_by=1), [CAMILLE], None,
                     id="not back to who gave it back"),
        pytest.param(Demand("a", 180, released_by=1), [CAMILLE], 1,
                     id="unless nobody else came"),
    ],
)  # fmt: skip
def test_who_gets_it(demand, agents, expected):
    chosen = choose_agent(demand, agents, POLICY)
    assert (chosen and chosen.agent_id) == expected


def test_what_is_given_counts_for_the_next():
    waiting = [Demand(name, 0) for name in "abc"]
    agents = [CAMILLE, replace(INES, capacity=1)]
    assert plan(waiting, agents, POLICY) == [("a", 1), ("b", 2), ("c", 1)]


@given(
    st.lists(
        st.builds(
            AtWork,
            agent_id=st.integers(1, 100),
            is_here=st.booleans(),
            load=st.integers(0, 5),
            capacity=st.integers(0, 5),
        ),
        max_size=6,
        unique_by=lambda agent: agent.agent_id,
    ),
    st.integers(0, 20),
)
def test_nobody_absent_or_full_ever_gets_anything(agents, count):
    given_away = plan([Demand(str(n), 0) for n in range(count)], agents, POLICY)
    for agent in agents:
        got = sum(agent_id == agent.agent_id for _, agent_id in given_away)
        room = max(0, agent.capacity - agent.load) if agent.is_here else 0
        assert got <= room
    room = sum(max(0, a.capacity - a.load) for a in agents if a.is_here)
    assert len(given_away) == min(count, room)
