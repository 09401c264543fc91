"""Who stands behind a company: shares followed through holdings. Pure.

A person's share is the sum, over every way from the person down to the company, of the
product of the shares on that way. Shares are exact fractions until the end, and the
result is rounded **up** to a basis point: for a threshold in whole basis points, the
rounded share is above it exactly when the true share is.

Source: CMF R. 561-1 (direct and indirect holdings); docs/kyc.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from bot.kyc.kyc_rules import OwnerRules

WHOLE_BP = 10_000


class Kind(str, Enum):
    """What a shareholder is."""

    PERSON = "person"
    COMPANY = "company"


class Reason(str, Enum):
    """Why a file needs more than the online way, or a further look."""

    COMPANY_AMONG_SHAREHOLDERS = "company_among_shareholders"
    LEGAL_REPRESENTATIVE = "legal_representative"
    SHARES_MISSING = "shares_missing"
    SHARES_EXCEED_WHOLE = "shares_exceed_whole"
    HOLDING_UNKNOWN = "holding_unknown"
    HOLDING_CIRCULAR = "holding_circular"
    TOO_MANY_HOLDERS = "too_many_holders"


class OwnershipPath(str, Enum):
    """Which way of the loan the shareholders allow, as far as they are known."""

    FLASH = "flash"
    CLASSIC = "classic"
    TO_CHECK = "to_check"


@dataclass(frozen=True)
class Stake:
    """One shareholder's part of one company.

    Attributes:
        holder: Key of the shareholder, unique in the file.
        kind: What the shareholder is.
        share_bp: Basis points, in [0, 10000].
        company: Key of the company held; the empty key is the applicant itself.
    """

    holder: str
    kind: Kind
    share_bp: int
    company: str = ""

    def __post_init__(self) -> None:
        """Refuses a share that cannot be.

        Raises:
            ValueError: The share is outside [0, 10000].
        """
        if not 0 <= self.share_bp <= WHOLE_BP:
            raise ValueError(
                f"Expected a share in [0, {WHOLE_BP}] basis points, but found "
                f"{self.share_bp}."
            )


@dataclass(frozen=True)
class Owner:
    """A natural person with what they hold in the end.

    Attributes:
        holder: Key of the person.
        share_bp: Direct and indirect share, basis points, rounded up.
        direct: Whether some of it is held without a holding between.
        above_house: Whether the share is above the threshold of this loan's checks.
        above_law: Whether it is above the threshold of the law.
    """

    holder: str
    share_bp: int
    direct: bool
    above_house: bool
    above_law: bool


@dataclass(frozen=True)
class Ownership:
    """What is known of the capital.

    Attributes:
        owners: Natural persons, largest share first, then by key.
        reasons: What stands in the way of an answer, in the order of `Reason`.
        path: The way that is left.
        declared_bp: Sum of the direct shares, as declared.
    """

    owners: tuple[Owner, ...]
    reasons: tuple[Reason, ...]
    path: OwnershipPath
    declared_bp: int

    @property
    def to_identify(self) -> tuple[Owner, ...]:
        """Whose identity the loan's checks look at."""
        return tuple(owner for owner in self.owners if owner.above_house)


def find_owners(stakes: Iterable[Stake], rules: OwnerRules) -> Ownership:
    """Follows every share and says who is above which threshold.

    The order of the stakes does not matter; two stakes of the same holder in the same
    company are added up.
    """
    held = _by_company(stakes)
    effective, circular = _effective_shares(held)
    owners = _owners(held, effective, rules)
    found = _doubts_about_shares(held, rules)
    found[Reason.HOLDING_CIRCULAR] = circular
    found[Reason.LEGAL_REPRESENTATIVE] = not any(owner.above_law for owner in owners)
    reasons = tuple(reason for reason in Reason if found[reason])
    declared_bp = sum(stake.share_bp for stake in held.get("", ()))
    return Ownership(tuple(owners), reasons, _path(reasons), declared_bp)


def _doubts_about_shares(
    held: Mapping[str, tuple[Stake, ...]], rules: OwnerRules
) -> dict[Reason, bool]:
    totals = [sum(s.share_bp for s in held.get(c, ())) for c in {"", *held}]
    every = [stake for its in held.values() for stake in its]
    companies = [s for s in every if s.kind is Kind.COMPANY and s.share_bp]
    low, high = WHOLE_BP - rules.tolerance_bp, WHOLE_BP + rules.tolerance_bp
    return {
        Reason.COMPANY_AMONG_SHAREHOLDERS: any(s.company == "" for s in companies),
        Reason.SHARES_MISSING: any(total < low for total in totals),
        Reason.SHARES_EXCEED_WHOLE: any(total > high for total in totals),
        Reason.HOLDING_UNKNOWN: any(s.holder not in held for s in companies),
        Reason.TOO_MANY_HOLDERS: len({s.holder for s in every}) > rules.max_holders,
    }


def _path(reasons: tuple[Reason, ...]) -> OwnershipPath:
    """A company closes the online way for good; a doubt leaves it to be checked."""
    if Reason.COMPANY_AMONG_SHAREHOLDERS in reasons:
        return OwnershipPath.CLASSIC
    doubts = {
        Reason.SHARES_MISSING,
        Reason.SHARES_EXCEED_WHOLE,
        Reason.TOO_MANY_HOLDERS,
    }
    return OwnershipPath.TO_CHECK if doubts & set(reasons) else OwnershipPath.FLASH


def _by_company(stakes: Iterable[Stake]) -> dict[str, tuple[Stake, ...]]:
    held: dict[str, list[Stake]] = defaultdict(list)
    for stake in stakes:
        held[stake.company].append(stake)
    return {company: tuple(its) for company, its in held.items()}


def _effective_shares(
    held: Mapping[str, tuple[Stake, ...]],
) -> tuple[dict[str, Fraction], bool]:
    """The applicant's part that each company in the chain holds; and any circle.

    Companies are taken from the applicant upwards, each one when every company that it
    holds is done. Inside a circle none ever is: its shares would ask for a system of
    equations, so they stay as far as they are known and a person must look.
    """
    holders = {
        company: [s for s in its if s.kind is Kind.COMPANY and s.share_bp]
        for company, its in held.items()
    }
    open_ways = Counter(s.holder for its in holders.values() for s in its)
    shares: dict[str, Fraction] = defaultdict(Fraction, {"": Fraction(1)})
    ready = [company for company in holders if not open_ways[company]]
    while ready:
        company = ready.pop()
        for stake in holders.get(company, ()):
            part = Fraction(stake.share_bp, WHOLE_BP)
            shares[stake.holder] += shares[company] * part
            open_ways[stake.holder] -= 1
            if not open_ways[stake.holder]:
                ready.append(stake.holder)
    return shares, any(open_ways.values())


def _owners(
    held: Mapping[str, tuple[Stake, ...]],
    effective: Mapping[str, Fraction],
    rules: OwnerRules,
) -> list[Owner]:
    shares: dict[str, Fraction] = defaultdict(Fraction)
    direct: set[str] = set()
    for company, stakes in held.items():
        for stake in stakes:
            if stake.kind is not Kind.PERSON:
                continue
            part = Fraction(stake.share_bp, WHOLE_BP)
            shares[stake.holder] += part * effective.get(company, Fraction(0))
            if company == "" and stake.share_bp:
                direct.add(stake.holder)
    owners = [
        Owner(
            holder=holder,
            share_bp=(share_bp := min(WHOLE_BP, _round_up(share * WHOLE_BP))),
            direct=holder in direct,
            above_house=share_bp > rules.house.above_bp,
            above_law=share_bp > rules.law.above_bp,
        )
        for holder, share in shares.items()
    ]
    return sorted(owners, key=lambda owner: (-owner.share_bp, owner.holder))


def _round_up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)
