"""The second factor of an account, inside a transaction: asked, set up, taken away."""

from __future__ import annotations

import logging
from typing import Any

import segno
from sqlalchemy.orm import Session

from bot.contracts.people import AuditAction, AuditSubject
from bot.desk.one_time_passwords import (
    STEP_S,
    hash_recovery_code,
    matching_step,
    new_recovery_codes,
    new_secret,
    provisioning_uri,
)
from bot.errors import KeyMissing, Refused, SecretUnreadable
from bot.gateway.mode_changes import actor_of
from bot.store.agents import AgentIdentity
from bot.store.audit import audit
from bot.store.models import utc_now
from bot.store.people_models import SecondFactor
from bot.store.second_factors import (
    confirm_factor,
    find_confirmed_factor,
    find_factor,
    remove_factor,
    start_factor,
    take_recovery_code,
)
from bot.store.secret_keys import box_of

logger = logging.getLogger(__name__)

WRONG_CODE, UNREADABLE = "wrong_code", "second_factor_unreadable"
# Answers that count against guessing.
GUESSES = frozenset({WRONG_CODE, UNREADABLE})
BY_CODE, BY_RECOVERY_CODE = "code", "recovery_code"


def wrong_code(status: int = 401) -> Refused:
    """The answer to a code that opens nothing, whatever is wrong with it."""
    return Refused(status, WRONG_CODE, "Ce code n’est pas valable, ou a déjà servi.")


def unreadable() -> Refused:
    """The answer when no key opens the secret: the person learns what helps."""
    return Refused(
        403,
        UNREADABLE,
        "Le code de votre application ne peut plus être vérifié ici. Saisissez un code "
        "de secours, ou demandez à un administrateur de retirer votre double "
        "authentification.",
    )


def check_second_factor(
    session: Session, agent: AgentIdentity, code: str | None, *, status: int = 401
) -> str | None:
    """Lets somebody with a second factor through who shows it.

    Returns:
        `code`, `recovery_code`, or `None` when the account has no second factor.

    Raises:
        Refused: `second_factor_needed` without a code; `wrong_code`; 403
            `second_factor_unreadable` when no key opens the secret.
    """
    factor = find_confirmed_factor(session, agent.id)
    if factor is None:
        return None
    if not code:
        raise Refused(
            status, "second_factor_needed", "Saisissez le code de votre application."
        )
    lost = False
    try:
        if _use_code(session, factor, code):
            return BY_CODE
    except SecretUnreadable as error:
        logger.error("a second factor cannot be checked: %s", error)
        lost = True  # recovery codes need no key
    if take_recovery_code(factor, hash_recovery_code(code)):
        left = {"left": len(factor.recovery_hashes)}
        audit(session, actor_of(agent), AuditAction.RECOVERY_CODE_USED, detail=left)
        return BY_RECOVERY_CODE
    raise unreadable() if lost else wrong_code(status)


def _use_code(session: Session, factor: SecondFactor, code: str) -> bool:
    now_step = int(utc_now().timestamp()) // STEP_S
    secret = box_of(session).open(factor.secret)
    step = matching_step(secret, code, now_step, factor.last_step)
    if step is None:
        return False
    factor.last_step = step
    return True


def start(session: Session, agent: AgentIdentity, issuer: str) -> dict[str, Any]:
    """Draws a secret; nothing is asked at login before it is confirmed.

    Raises:
        Refused: 409, the account has a second factor already, or there is no key to
            seal one with.
    """
    if find_confirmed_factor(session, agent.id) is not None:
        raise Refused(
            409, "second_factor_on", "La double authentification est déjà active."
        )
    secret = new_secret()
    try:
        start_factor(session, agent.id, secret, box_of(session))
    except KeyMissing as error:
        logger.error("a second factor cannot be set up: BOT_SECRETS_KEY is not set")
        raise Refused(
            409,
            "second_factor_unavailable",
            "La double authentification n’est pas encore possible ici : la clé qui "
            "protège ses secrets manque. Prévenez la personne qui gère le service.",
        ) from error
    uri = provisioning_uri(secret, agent.username, issuer)
    return {"secret": secret, "uri": uri, "qr": draw_qr(uri)}


def draw_qr(text: str) -> dict[str, Any]:
    """A QR code as the path of an SVG of `size` units: nothing to run or fetch."""
    code = segno.make(text, error="m", micro=False)
    strokes = [
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(code.matrix)
        for column, dark in enumerate(line)
        if dark
    ]
    return {"size": len(code.matrix), "path": "".join(strokes)}


def confirm(session: Session, agent: AgentIdentity, code: str) -> list[str]:
    """Turns the second factor on; returns the recovery codes, shown this once.

    Raises:
        Refused: 409, none was started or one is on already; 403 `wrong_code`, or
            `second_factor_unreadable` when its key went away meanwhile.
    """
    factor = find_factor(session, agent.id)
    if factor is None or factor.confirmed_at is not None:
        raise Refused(
            409,
            "second_factor_not_started",
            "Aucune activation n’est en cours. Recommencez.",
        )
    now_step = int(utc_now().timestamp()) // STEP_S
    try:
        secret = box_of(session).open(factor.secret)
    except SecretUnreadable as error:
        raise unreadable() from error
    step = matching_step(secret, code, now_step, None)
    if step is None:
        raise wrong_code(403)
    codes = new_recovery_codes()
    confirm_factor(factor, step, [hash_recovery_code(each) for each in codes])
    audit(session, actor_of(agent), AuditAction.SECOND_FACTOR_ENABLED)
    return codes


def disable(session: Session, agent: AgentIdentity, code: str) -> None:
    """Turns the second factor off, for who can show it.

    Raises:
        Refused: 409, there is none; 403 `wrong_code`.
    """
    if check_second_factor(session, agent, code, status=403) is None:
        raise Refused(
            409, "second_factor_off", "La double authentification n’est pas active."
        )
    remove_factor(session, agent.id)
    audit(session, actor_of(agent), AuditAction.SECOND_FACTOR_DISABLED)


def reset(session: Session, actor: str, agent_id: int, username: str) -> bool:
    """Takes a lost second factor away; False when there was none."""
    removed = remove_factor(session, agent_id)
    if removed:
        kind = AuditSubject.AGENT
        audit(session, actor, AuditAction.SECOND_FACTOR_RESET, kind, username)
    return removed
