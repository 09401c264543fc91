from __future__ import annotations

import pytest

from bot.contracts.people import Permission, Role
from bot.desk.permissions import PERMISSIONS, may, may_invite


def test_every_role_is_in_the_table_and_has_an_account() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert all(may(role, Permission.OWN_ACCOUNT) for role in Role)


def test_every_permission_is_somebodys() -> None:
    assert set().union(*PERMISSIONS.values()) == set(Permission)


@pytest.mark.parametrize("permission", Permission)
def test_supervisors_may_what_agents_may(permission: Permission) -> None:
    if may(Role.AGENT, permission):
        assert may(Role.SUPERVISOR, permission)


def test_designers_see_no_conversation() -> None:
    assert not may(Role.DESIGNER, Permission.SEE_CONVERSATIONS)
    assert not may(Role.DESIGNER, Permission.EXPORT)


@pytest.mark.parametrize("invited", Role)
def test_only_administrators_invite_more_than_agents(invited: Role) -> None:
    assert may_invite(Role.ADMINISTRATOR, invited)
    assert may_invite(Role.SUPERVISOR, invited) is (invited is Role.AGENT)
    assert not may_invite(Role.AGENT, invited)
    assert not may_invite(Role.DESIGNER, invited)
