"""The last administrator cannot go: nobody could let anybody in again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.contracts.people import Role


@dataclass(frozen=True)
class Member:
    """What the rule looks at of somebody."""

    username: str
    role: Role
    enabled: bool

    @property
    def administers(self) -> bool:
        """Whether this one can let others in today."""
        return self.enabled and self.role is Role.ADMINISTRATOR


def leaves_an_administrator(people: Iterable[Member], changed: Member) -> bool:
    """Whether an administrator remains once `changed` is as it is given.

    Args:
        people: Everybody as they are now.
        changed: One of them as he would be; replaces the one of that name.
    """
    if changed.administers:
        return True
    return any(
        person.administers for person in people if person.username != changed.username
    )
