from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.people import Role
from bot.desk.administrators import Member, leaves_an_administrator

NAMES = ["ada", "bea", "cyd", "dov"]
members = st.builds(
    Member, st.sampled_from(NAMES), st.sampled_from(Role), st.booleans()
)


@given(
    people=st.lists(members, unique_by=lambda member: member.username),
    changes=st.lists(members, max_size=30),
)
def test_no_order_of_changes_takes_the_last_administrator(people, changes) -> None:
    desk = {"root": Member("root", Role.ADMINISTRATOR, True)}
    desk |= {member.username: member for member in people}
    for wanted in [*changes, Member("root", Role.AGENT, True)]:
        if leaves_an_administrator(desk.values(), wanted):
            desk[wanted.username] = wanted
        assert any(member.administers for member in desk.values())


@given(people=st.lists(members, unique_by=lambda member: member.username))
def test_what_makes_an_administrator_is_always_allowed(people) -> None:
    assert leaves_an_administrator(people, Member("ada", Role.ADMINISTRATOR, True))


def test_a_disabled_administrator_lets_nobody_in() -> None:
    away = Member("ada", Role.ADMINISTRATOR, enabled=False)
    last = Member("bea", Role.ADMINISTRATOR, enabled=True)
    assert not leaves_an_administrator([away, last], Member("bea", Role.AGENT, True))
