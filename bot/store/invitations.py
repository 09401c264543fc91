"""Invitations: a link that lets one person in, once, before it runs out."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.people import Role
from bot.store.agents import hash_token
from bot.store.models import utc_now
from bot.store.people_models import Invitation


def add_invitation(
    session: Session,
    token: str,
    role: Role,
    invited_by: int,
    expires_at: datetime,
    for_whom: str | None,
) -> Invitation:
    """Keeps an invitation by the hash of its token."""
    invitation = Invitation(
        token_hash=hash_token(token),
        role=role.value,
        for_whom=for_whom,
        invited_by=invited_by,
        expires_at=expires_at,
    )
    session.add(invitation)
    session.flush()
    return invitation


def _is_open() -> tuple[sa.sql.ColumnElement, ...]:
    return (
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > utc_now(),
    )


def find_open_invitation(session: Session, token: str) -> Invitation | None:
    """The invitation of a token, if it can still be accepted."""
    return session.scalar(
        sa.select(Invitation).where(
            Invitation.token_hash == hash_token(token), *_is_open()
        )
    )


def take_invitation(session: Session, token: str) -> Invitation | None:
    """Marks an invitation as accepted; of several at once, one gets it."""
    taken = session.execute(
        sa.update(Invitation)
        .where(Invitation.token_hash == hash_token(token), *_is_open())
        .values(accepted_at=utc_now())
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:
        return None
    return session.scalar(
        sa.select(Invitation).where(Invitation.token_hash == hash_token(token))
    )


def find_invitation(session: Session, invitation_id: str) -> Invitation | None:
    """The invitation of an id, open or not."""
    return session.get(Invitation, invitation_id)


def list_open_invitations(session: Session) -> list[Invitation]:
    """Those that can still be accepted, the newest first."""
    return list(
        session.scalars(
            sa.select(Invitation)
            .where(*_is_open())
            .order_by(Invitation.created_at.desc())
        )
    )


def revoke_invitation(session: Session, invitation_id: str) -> bool:
    """Makes a link useless; False when it was accepted, revoked or out of date."""
    revoked = session.execute(
        sa.update(Invitation)
        .where(Invitation.id == invitation_id, *_is_open())
        .values(revoked_at=utc_now())
        .execution_options(synchronize_session=False)
    )
    return bool(revoked.rowcount == 1)


def revoke_invitations_of(session: Session, agent_id: int) -> int:
    """Makes the links of somebody no longer trusted useless; returns how many."""
    revoked = session.execute(
        sa.update(Invitation)
        .where(Invitation.invited_by == agent_id, *_is_open())
        .values(revoked_at=utc_now())
        .execution_options(synchronize_session=False)
    )
    return int(revoked.rowcount)
