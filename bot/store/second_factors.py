"""Second factors of agents: started, confirmed, used once, removed."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.errors import SecretUnreadable
from bot.privacy.secret_box import SEALED, SecretBox
from bot.store.models import utc_now
from bot.store.people_models import SecondFactor


def find_factor(session: Session, agent_id: int) -> SecondFactor | None:
    """The second factor of an agent, locked, confirmed or not; `None` without one.

    The lock lets one login at a time use a password: of two with the same, one wins.
    """
    return session.scalar(
        sa.select(SecondFactor)
        .where(SecondFactor.agent_id == agent_id)
        .with_for_update()
    )


def find_confirmed_factor(session: Session, agent_id: int) -> SecondFactor | None:
    """The same, if it already guards the account."""
    factor = find_factor(session, agent_id)
    return factor if factor is not None and factor.confirmed_at else None


def start_factor(session: Session, agent_id: int, secret: str, box: SecretBox) -> None:
    """Keeps a secret, sealed, that is not asked for before it is confirmed.

    Raises:
        KeyMissing: There is no key to seal it with.
    """
    sealed = box.seal(secret)
    remove_factor(session, agent_id)
    session.add(SecondFactor(agent_id=agent_id, secret=sealed, recovery_hashes=[]))


def count_in_clear(session: Session) -> int:
    """How many secrets anybody could read who reads the store."""
    factors = session.scalars(sa.select(SecondFactor.secret))
    return sum(not secret.startswith(SEALED) for secret in factors)


def seal_all(session: Session, box: SecretBox) -> tuple[int, int]:
    """Seals every secret by the newest key, those in clear and those of old keys.

    Returns:
        How many it sealed anew, and how many no key opens: those people need a recovery
        code, or somebody who takes their second factor away.
    """
    anew = unreadable = 0
    for factor in session.scalars(sa.select(SecondFactor).with_for_update()).all():
        if box.is_sealed_by_newest(factor.secret):
            continue
        try:
            factor.secret = box.seal(box.open(factor.secret))
        except SecretUnreadable:
            unreadable += 1
        else:
            anew += 1
    return anew, unreadable


def confirm_factor(factor: SecondFactor, step: int, recovery_hashes: list[str]) -> None:
    """From now on logins need it."""
    factor.confirmed_at = utc_now()
    factor.last_step = step
    factor.recovery_hashes = recovery_hashes


def take_recovery_code(factor: SecondFactor, code_hash: str) -> bool:
    """Uses a code for a lost phone, once; False when it is not one of them."""
    left = [each for each in factor.recovery_hashes if each != code_hash]
    taken = len(left) < len(factor.recovery_hashes)
    factor.recovery_hashes = left
    return taken


def remove_factor(session: Session, agent_id: int) -> bool:
    """Forgets the second factor; False when there was none."""
    removed = session.execute(
        sa.delete(SecondFactor).where(SecondFactor.agent_id == agent_id)
    )
    return bool(removed.rowcount)
