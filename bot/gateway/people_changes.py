"""What administrators change about people, inside a transaction.

Everybody's row is locked first, in one order: of two administrators who demote each
other at once, one is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from bot.contracts.people import AuditAction, AuditSubject, Role
from bot.desk.administrators import Member, leaves_an_administrator
from bot.errors import Refused
from bot.gateway import second_factor
from bot.gateway.mode_changes import give_back
from bot.store import people
from bot.store.agent_sessions import revoke_sessions
from bot.store.audit import audit
from bot.store.invitations import revoke_invitations_of
from bot.store.models import Agent, Message


def _member(agent: Agent) -> Member:
    return Member(agent.username, Role(agent.role), agent.disabled_at is None)


def _lock(session: Session, username: str) -> tuple[list[Agent], Agent]:
    everybody = people.lock_people(session)
    for agent in everybody:
        if agent.username == username:
            return everybody, agent
    raise Refused(404, "unknown_agent", "Ce membre de l’équipe n’existe pas.")


def _refuse_last(everybody: list[Agent], changed: Member) -> None:
    if not leaves_an_administrator(map(_member, everybody), changed):
        raise Refused(
            409,
            "last_administrator",
            "C’est le dernier administrateur actif\u202f: nommez-en d’abord un autre.",
        )


def change_role(session: Session, actor: str, username: str, role: Role) -> None:
    """Gives somebody another role; it counts from the next request on.

    Raises:
        Refused: 404 unknown; 409 the last administrator.
    """
    everybody, agent = _lock(session, username)
    _refuse_last(everybody, Member(username, role, agent.disabled_at is None))
    was = agent.role
    if was == role.value:
        return
    people.set_role(agent, role)
    detail = {"from": was, "to": role.value}
    _write(session, actor, AuditAction.ROLE_CHANGED, username, detail)


def disable(session: Session, actor: str, username: str, words: str) -> list[Message]:
    """Keeps somebody out: sessions and invitations end, conversations wait again.

    Args:
        session: A writing session.
        actor: Who decides: `agent:<username>` or `cli`.
        username: Whom.
        words: What customers of the conversations read.

    Returns:
        What was said to customers, one message for each conversation given back.

    Raises:
        Refused: 404 unknown; 409 the last administrator.
    """
    everybody, agent = _lock(session, username)
    _refuse_last(everybody, Member(username, Role(agent.role), enabled=False))
    if agent.disabled_at is not None:
        return []
    people.disable(agent)
    revoke_sessions(session, agent.id)
    revoke_invitations_of(session, agent.id)
    held = people.list_held(session, agent.id)
    detail = {"conversations": len(held)}
    _write(session, actor, AuditAction.PERSON_DISABLED, username, detail)
    said = [give_back(session, each, agent.id, actor, words) for each in held]
    return [message for message in said if message is not None]


def enable(session: Session, actor: str, username: str) -> None:
    """Lets somebody in again.

    Raises:
        Refused: 404 unknown.
    """
    _, agent = _lock(session, username)
    if agent.disabled_at is not None:
        people.enable(agent)
        _write(session, actor, AuditAction.PERSON_ENABLED, username)


def reset_second_factor(session: Session, actor: str, username: str) -> None:
    """Takes away the second factor of a lost phone, and ends the sessions.

    Raises:
        Refused: 404 unknown; 409 there is none.
    """
    _, agent = _lock(session, username)
    if not second_factor.reset(session, actor, agent.id, username):
        raise Refused(
            409, "second_factor_off", "La double authentification n’est pas active."
        )
    revoke_sessions(session, agent.id)


def _write(
    session: Session,
    actor: str,
    action: AuditAction,
    username: str,
    detail: Mapping[str, object] | None = None,
) -> None:
    audit(session, actor, action, AuditSubject.AGENT, username, detail)
