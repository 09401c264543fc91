"""A simulated afternoon in which more work arrives than agents can do."""

from __future__ import annotations

import pytest

from bot.bench.queue import figures, play
from bot.bench.queue_simulation import Afternoon
from bot.desk.routing_policy import default_routing_policy

STARTS = default_routing_policy().head_start_minutes


@pytest.fixture(scope="module", params=[1, 2, 3], ids="seed {}".format)
def played(request: pytest.FixtureRequest):
    return play(Afternoon(seed=request.param), STARTS)


def test_nobody_starves_while_more_comes_than_can_be_done(played):
    ours, by_arrival = played["points"], played["first_come"]
    assert len(ours.order) == len(by_arrival.order)
    assert ours.longest_overtaking() <= STARTS.greatest
    # Whoever waits longest waits no longer than by order of arrival and the bound.
    assert ours.waits()[-1] <= by_arrival.waits()[-1] + STARTS.greatest


def test_strict_ranks_would_let_the_last_rank_starve(played):
    last = played["strict_ranks"].waits("low_confidence")[-1]
    assert last > 1.5 * played["points"].waits("low_confidence")[-1]
    assert played["strict_ranks"].longest_overtaking() > STARTS.greatest


def test_people_in_distress_are_served_almost_at_once(played):
    waits = figures(played, STARTS)["waits_min"]["points"]  # type: ignore[index]
    assert waits["distress"]["max"] < 15
    assert waits["distress"]["max"] < waits["low_confidence"]["median"]
