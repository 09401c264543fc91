from __future__ import annotations

import pytest

from bot.influence.tier_advice import Kind, advise
from bot.influence.words import Goal
from bot.knowledge.influencer_tiers import TierId, default_tiers

NANO, MICRO, MACRO, MEGA = TierId
AWARENESS, ENGAGEMENT, SALES = Goal


@pytest.mark.parametrize(
    ("audience", "goal", "kind", "tier", "accounts"),
    [
        (1, AWARENESS, Kind.ONE, NANO, 1),
        (9_999, SALES, Kind.ONE, NANO, 1),
        (10_000, AWARENESS, Kind.ONE, MICRO, 1),
        (50_000, ENGAGEMENT, Kind.ONE, MICRO, 1),
        (250_000, AWARENESS, Kind.ONE, MACRO, 1),
        (250_000, ENGAGEMENT, Kind.SEVERAL, MICRO, 3),
        (100_000, SALES, Kind.SEVERAL, MICRO, 2),
        (1_000_000, SALES, Kind.SEVERAL, MICRO, 10),
        (1_000_000, AWARENESS, Kind.MIXED, MEGA, 1),
        (2_000_000, None, Kind.MIXED, MEGA, 1),
        (250_000, None, Kind.ONE, MACRO, 1),
        (None, AWARENESS, Kind.ONE, MACRO, 1),
        (None, ENGAGEMENT, Kind.ONE, MICRO, 1),
        (None, SALES, Kind.ONE, MICRO, 1),
        (None, None, Kind.MIXED, MACRO, 1),
    ],
)
def test_a_size_is_chosen(
    audience: int | None, goal: Goal | None, kind: Kind, tier: TierId, accounts: int
):
    advice = advise(audience, goal, default_tiers())
    found = (advice.kind, advice.tier.id, advice.accounts)
    assert found == (kind, tier, accounts)


@pytest.mark.parametrize("goal", [None, *Goal])
@pytest.mark.parametrize("audience", [None, 1, 12_000, 100_000, 3_000_000])
def test_advice_always_has_figures(audience: int | None, goal: Goal | None):
    assert advise(audience, goal, default_tiers()).rates
