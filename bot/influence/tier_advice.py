"""Which size of influencer fits an audience and a goal, by the magazine of July 2020.

What it founds: sizes, and a few stars among many small ones (« Un chiffre »);
big accounts for reach, smaller ones for engagement (« Trois avis »); small and
involved ones for engagement and return (« Un hashtag »).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from bot.influence.words import Goal
from bot.knowledge.influencer_tiers import Engagement, InfluencerTiers, Tier, TierId

# Above, one account has an audience, and not a community.
LARGEST_FOR_CLOSENESS = TierId.MICRO
FEWEST_ACCOUNTS = 2  # to speak of several


class Kind(str, Enum):
    """How many accounts the advice is about."""

    ONE = "one"
    SEVERAL = "several"
    MIXED = "mixed"


@dataclass(frozen=True)
class Advice:
    """The size to begin with, and what it rests on.

    Attributes:
        kind: One account, several of the same size, or a few big and many small ones.
        tier: The size.
        accounts: How many it takes at least, if each has the largest audience of its
            size and no follower in common; 1 unless `kind` is `SEVERAL`.
        rates: Average engagement of accounts of this size.
    """

    kind: Kind
    tier: Tier
    accounts: int
    rates: tuple[Engagement, ...]


def advise(audience: int | None, goal: Goal | None, table: InfluencerTiers) -> Advice:
    """Chooses a size.

    Args:
        audience: Persons to reach, at least 1; `None` when the customer does not know.
        goal: `None` when he leaves it open.
        table: Sizes and engagement.
    """
    is_close = goal in (Goal.ENGAGEMENT, Goal.SALES)
    if audience is None:
        tier = table.find(LARGEST_FOR_CLOSENESS if is_close else TierId.MACRO)
        kind = Kind.MIXED if goal is None else Kind.ONE
        return _advice(kind, tier, 1, table)
    tier = table.tier_of(audience)
    if is_close and _is_above(tier, LARGEST_FOR_CLOSENESS):
        small = table.find(LARGEST_FOR_CLOSENESS)
        assert small.to is not None
        accounts = max(math.ceil(audience / small.to), FEWEST_ACCOUNTS)
        return _advice(Kind.SEVERAL, small, accounts, table)
    kind = Kind.MIXED if tier.id is TierId.MEGA else Kind.ONE
    return _advice(kind, tier, 1, table)


def _advice(kind: Kind, tier: Tier, accounts: int, table: InfluencerTiers) -> Advice:
    return Advice(kind, tier, accounts, tuple(table.rates_of(tier)))


def _is_above(tier: Tier, limit: TierId) -> bool:
    order = list(TierId)
    return order.index(tier.id) > order.index(limit)
