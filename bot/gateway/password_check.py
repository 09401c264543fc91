"""Refuses passwords that are too easy, and says why."""

from __future__ import annotations

from collections.abc import Collection

from bot.desk.passwords import find_faults
from bot.errors import Refused
from bot.knowledge.password_policy import default_password_policy


def refuse_weak(password: str, names: Collection[str]) -> None:
    """Checks a new password against data/desk/passwords.yml.

    Args:
        password: As typed.
        names: Username and name of its owner.

    Raises:
        Refused: 400 `weak_password`, with everything that is wrong in French.
    """
    policy = default_password_policy()
    faults = find_faults(
        password,
        names=names,
        common=policy.common,
        min_chars=policy.min_chars,
        min_distinct=policy.min_distinct,
    )
    if faults:
        words = " ".join(getattr(policy.faults, fault.value) for fault in faults)
        raise Refused(400, "weak_password", words)
