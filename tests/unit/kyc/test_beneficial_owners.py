from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kyc.beneficial_owners import (
    Kind,
    Owner,
    OwnershipPath,
    Reason,
    Stake,
    find_owners,
)
from bot.kyc.kyc_rules import default_kyc_rules

RULES = default_kyc_rules().beneficial_owners


def person(name: str, share_bp: int, company: str = "") -> Stake:
    return Stake(name, Kind.PERSON, share_bp, company)


def company(name: str, share_bp: int, held: str = "") -> Stake:
    return Stake(name, Kind.COMPANY, share_bp, held)


@pytest.mark.parametrize(
    ("share_bp", "above_house", "above_law"),
    [
        pytest.param(2_000, False, False, id="exactly 20 % is not above 20 %"),
        pytest.param(2_001, True, False, id="a basis point above 20 %"),
        pytest.param(2_500, True, False, id="exactly 25 % is above the house's only"),
        pytest.param(2_501, True, True, id="a basis point above 25 %"),
        pytest.param(10_000, True, True, id="everything"),
        pytest.param(0, False, False, id="nothing"),
    ],
)
def test_both_thresholds_are_strict(share_bp, above_house, above_law):
    owner = find_owners([person("anna", share_bp)], RULES).owners[0]
    assert (owner.above_house, owner.above_law) == (above_house, above_law)


def test_direct_and_indirect_shares_are_summed_over_every_way():
    ownership = find_owners(
        [
            person("anna", 1_000),
            company("h1", 6_000),
            company("h2", 3_000),
            person("anna", 5_000, "h1"),  # 30 %
            company("h2", 5_000, "h1"),  # h2: 30 % + 30 % = 60 %
            person("anna", 2_000, "h2"),  # 12 %
            person("bruno", 8_000, "h2"),  # 48 %
        ],
        RULES,
    )
    assert ownership.owners == (
        Owner("anna", 5_200, direct=True, above_house=True, above_law=True),
        Owner("bruno", 4_800, direct=False, above_house=True, above_law=True),
    )
    assert ownership.reasons == (Reason.COMPANY_AMONG_SHAREHOLDERS,)
    assert ownership.path is OwnershipPath.CLASSIC


def test_a_product_just_above_the_threshold_is_not_rounded_away():
    # 44.73 % of 44.73 % is 20.0077 %.
    stakes = [company("h", 4_473), person("anna", 4_473, "h")]
    owner = find_owners(stakes, RULES).owners[0]
    assert owner.share_bp == 2_001
    assert owner.above_house


def test_a_product_of_exactly_the_threshold_is_not_above():
    stakes = [company("h", 5_000), person("anna", 4_000, "h")]
    owner = find_owners(stakes, RULES).owners[0]
    assert (owner.share_bp, owner.above_house) == (2_000, False)


@pytest.mark.parametrize(
    ("stakes", "reasons", "path"),
    [
        pytest.param(
            [person("a", 6_000), person("b", 4_000)],
            (),
            OwnershipPath.FLASH,
            id="two persons",
        ),
        pytest.param(
            [person("a", 3_333), person("b", 3_333), person("c", 3_333)],
            (),
            OwnershipPath.FLASH,
            id="thirds are a whole",
        ),
        pytest.param(
            [person(str(i), 2_000) for i in range(5)],
            (Reason.LEGAL_REPRESENTATIVE,),
            OwnershipPath.FLASH,
            id="five fifths: nobody above, the legal representative",
        ),
        pytest.param(
            [person(str(i), 2_500) for i in range(4)],
            (Reason.LEGAL_REPRESENTATIVE,),
            OwnershipPath.FLASH,
            id="four quarters: above the house's, not the law's",
        ),
        pytest.param(
            [person("a", 6_000)],
            (Reason.SHARES_MISSING,),
            OwnershipPath.TO_CHECK,
            id="a part is missing",
        ),
        pytest.param(
            [person("a", 8_000), person("b", 8_000)],
            (Reason.SHARES_EXCEED_WHOLE,),
            OwnershipPath.TO_CHECK,
            id="more than the whole",
        ),
        pytest.param(
            [],
            (Reason.LEGAL_REPRESENTATIVE, Reason.SHARES_MISSING),
            OwnershipPath.TO_CHECK,
            id="nothing declared",
        ),
        pytest.param(
            [person("a", 4_900), company("h", 5_100)],
            (Reason.COMPANY_AMONG_SHAREHOLDERS, Reason.HOLDING_UNKNOWN),
            OwnershipPath.CLASSIC,
            id="a holding nobody knows more about",
        ),
        pytest.param(
            [person("a", 10_000), company("h", 0)],
            (),
            OwnershipPath.FLASH,
            id="a company with nothing is no shareholder",
        ),
        pytest.param(
            [
                person("a", 5_000),
                company("h1", 5_000),
                company("h2", 10_000, "h1"),
                company("h1", 10_000, "h2"),
            ],
            (Reason.COMPANY_AMONG_SHAREHOLDERS, Reason.HOLDING_CIRCULAR),
            OwnershipPath.CLASSIC,
            id="holdings in a circle",
        ),
        pytest.param(
            [person(str(i), 250) for i in range(40)],
            (Reason.LEGAL_REPRESENTATIVE, Reason.TOO_MANY_HOLDERS),
            OwnershipPath.TO_CHECK,
            id="too many for a conversation",
        ),
    ],
)
def test_reasons_and_path(stakes, reasons, path):
    ownership = find_owners(stakes, RULES)
    assert set(ownership.reasons) == set(reasons)
    assert ownership.path is path


@pytest.mark.parametrize("share_bp", [-1, 10_001])
def test_an_impossible_share_is_refused(share_bp):
    with pytest.raises(ValueError, match="basis points"):
        person("anna", share_bp)


def test_a_dense_chain_is_followed_quickly():
    layers = 25
    stakes = [
        company(f"h{i}", 100, f"h{j}" if j else "")
        for i in range(1, layers)
        for j in range(i)
    ]
    assert find_owners([*stakes, person("a", 10_000, "h24")], RULES).owners


# Chains without circles: a company holds only companies with a smaller number.
shares = st.integers(0, 10_000)
names = st.sampled_from(["anna", "bruno", "chloé"])
numbers = st.integers(1, 4)
stakes_of = st.lists(
    st.one_of(
        st.builds(lambda n, s, c: person(n, s, f"h{c}" if c else ""), names, shares,
                  st.integers(0, 4)),
        st.builds(lambda a, b, s: company(f"h{a}", s, f"h{b}" if 0 < b < a else ""),
                  numbers, st.integers(0, 4), shares),
    ),
    max_size=9,
)  # fmt: skip


@given(stakes_of, st.randoms(use_true_random=False))
def test_the_order_of_declaration_does_not_matter(stakes, shuffler: random.Random):
    other = list(stakes)
    shuffler.shuffle(other)
    assert find_owners(other, RULES) == find_owners(stakes, RULES)


@given(stakes_of, names, shares)
def test_one_more_stake_never_lowers_anyone(stakes, name, share_bp):
    before = {o.holder: o for o in find_owners(stakes, RULES).owners}
    more = find_owners([*stakes, person(name, share_bp)], RULES)
    after = {o.holder: o for o in more.owners}
    for holder, owner in before.items():
        assert after[holder].share_bp >= owner.share_bp
        assert after[holder].above_house >= owner.above_house


@given(stakes_of)
def test_whoever_is_above_the_law_is_above_the_house(stakes):
    owners = find_owners(stakes, RULES).owners
    assert all(o.above_house for o in owners if o.above_law)
    assert all(isinstance(o.share_bp, int) for o in owners)


def ways(stakes: list[Stake], holder: str, held: str = "") -> Fraction:
    """The definition, written naively: every way from the company up to the person."""
    return sum(
        (
            Fraction(s.share_bp, 10_000)
            * (Fraction(s.holder == holder) if s.kind is Kind.PERSON
               else ways(stakes, holder, s.holder))
            for s in stakes
            if s.company == held
        ),
        Fraction(0),
    )  # fmt: skip


@given(stakes_of)
def test_shares_are_those_of_the_definition(stakes):
    for owner in find_owners(stakes, RULES).owners:
        exact = ways(stakes, owner.holder)
        assert owner.above_house == (exact > Fraction(20, 100))
        assert owner.above_law == (exact > Fraction(25, 100))


@given(st.lists(shares, min_size=1, max_size=6))
def test_a_sum_is_whole_exactly_within_the_tolerance(parts):
    reasons = find_owners(
        [person(str(i), part) for i, part in enumerate(parts)], RULES
    ).reasons
    total = sum(parts)
    assert (Reason.SHARES_MISSING in reasons) == (total < 9_900)
    assert (Reason.SHARES_EXCEED_WHOLE in reasons) == (total > 10_100)
