"""Slows guessing down: of passwords, codes and links, over restarts and gateways."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy.orm import Session

from bot.contracts.people import AuditAction, AuditSubject
from bot.errors import Refused
from bot.gateway.access import client_address, hashed
from bot.gateway.keys import SETTINGS, STORE
from bot.store.agents import count_failed_logins, find_agent, note_failed_login
from bot.store.audit import audit

UNKNOWN_ACTOR = "unknown"


def subjects_of(request: web.Request, username: str | None) -> list[str]:
    """Whom failures are counted against: the address, and the account if any."""
    subjects = [hashed("at", client_address(request))]
    return subjects + ([hashed("name", username)] if username else [])


async def check_brake(request: web.Request, subjects: list[str]) -> None:
    """Lets nobody try who failed too often in the last minute.

    Raises:
        Refused: 429.
    """
    limit = request.app[SETTINGS].login_attempts_per_minute
    if limit and await request.app[STORE].write(_failures, subjects) >= limit:
        raise Refused(
            429, "too_many_logins", "Trop d’essais. Réessayez dans une minute."
        )


def _failures(session: Session, subjects: list[str]) -> int:
    return max(count_failed_logins(session, subject) for subject in subjects)


async def note_failure(
    request: web.Request, subjects: list[str], username: str | None, why: str
) -> None:
    """Counts a failure, and writes it into the audit trail."""
    await request.app[STORE].write(_note_failure, subjects, username, why)


def _note_failure(
    session: Session, subjects: list[str], username: str | None, why: str
) -> None:
    for subject in subjects:
        note_failed_login(session, subject)
    # A name that nobody has may be a password, typed into the wrong field.
    known = username is not None and find_agent(session, username) is not None
    audit(
        session,
        UNKNOWN_ACTOR,
        AuditAction.LOGIN_FAILED,
        AuditSubject.AGENT if known else None,
        username if known else None,
        {"why": why},
    )
