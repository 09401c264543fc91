"""HTTP for invitations: made and revoked inside, looked at and accepted outside.

The token travels in the fragment of the link and in bodies only, so no log holds it.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from aiohttp import web
from sqlalchemy.orm import Session

from bot.contracts.people import AuditAction, AuditSubject, Role
from bot.desk.permissions import may_invite
from bot.errors import Refused, StoreError
from bot.gateway.access import current_agent, not_allowed
from bot.gateway.body import read_body
from bot.gateway.keys import SETTINGS, STORE
from bot.gateway.login_brake import check_brake, note_failure, subjects_of
from bot.gateway.mode_changes import actor_of
from bot.gateway.password_check import refuse_weak
from bot.gateway.people_schemas import Acceptance, InvitationToken, NewInvitation
from bot.gateway.people_shapes import invitation_shape
from bot.store import invitations
from bot.store.agents import AgentIdentity, add_agent
from bot.store.audit import audit
from bot.store.models import utc_now
from bot.store.people import names_of

SUBJECT = AuditSubject.INVITATION


def unknown_invitation() -> Refused:
    """The answer to a link that opens nothing, whatever is wrong with it."""
    return Refused(
        404,
        "unknown_invitation",
        "Cette invitation n’est plus valable. Demandez-en une nouvelle.",
    )


async def post_invitation(request: web.Request) -> web.Response:
    """POST /desk/invitations: a link, shown this once."""
    agent = await current_agent(request)
    wanted = await read_body(request, NewInvitation)
    if not may_invite(agent.role, wanted.role):
        raise not_allowed()
    settings, token = request.app[SETTINGS], secrets.token_urlsafe(32)
    shape = await request.app[STORE].write(
        _invite, agent, wanted, token, timedelta(hours=settings.invitation_h)
    )
    link = f"{settings.public_url}/console#invitation={token}"
    return web.json_response({**shape, "link": link}, status=201)


def _invite(
    session: Session,
    agent: AgentIdentity,
    wanted: NewInvitation,
    token: str,
    lifetime: timedelta,
) -> dict[str, Any]:
    invitation = invitations.add_invitation(
        session, token, wanted.role, agent.id, utc_now() + lifetime, wanted.for_whom
    )
    detail = {"role": wanted.role.value}
    audit(session, actor_of(agent), AuditAction.INVITED, SUBJECT, invitation.id, detail)
    return invitation_shape(invitation, {agent.id: agent.name})


async def get_invitations(request: web.Request) -> web.Response:
    """GET /desk/invitations: those that can still be accepted."""
    return web.json_response(await request.app[STORE].read(_read_open))


def _read_open(session: Session) -> dict[str, Any]:
    found = invitations.list_open_invitations(session)
    names = names_of(session, {each.invited_by for each in found if each.invited_by})
    return {"invitations": [invitation_shape(each, names) for each in found]}


async def delete_invitation(request: web.Request) -> web.Response:
    """DELETE /desk/invitations/{id}: the link opens nothing any more."""
    agent = await current_agent(request)
    await request.app[STORE].write(_revoke, agent, request.match_info["id"])
    return web.json_response({})


def _revoke(session: Session, agent: AgentIdentity, invitation_id: str) -> None:
    invitation = invitations.find_invitation(session, invitation_id)
    if invitation is not None and not may_invite(agent.role, Role(invitation.role)):
        raise not_allowed()
    if not invitations.revoke_invitation(session, invitation_id):
        raise unknown_invitation()
    action = AuditAction.INVITATION_REVOKED
    audit(session, actor_of(agent), action, SUBJECT, invitation_id)


async def post_look(request: web.Request) -> web.Response:
    """POST /desk/invitations/look: what the link is for, without accepting it."""
    token = (await read_body(request, InvitationToken)).token
    return web.json_response(await _look(request, token))


async def _look(request: web.Request, token: str) -> dict[str, Any]:
    subjects = subjects_of(request, None)
    await check_brake(request, subjects)
    invitation = await request.app[STORE].read(invitations.find_open_invitation, token)
    if invitation is None:
        await note_failure(request, subjects, None, "invitation")
        raise unknown_invitation()
    return {
        "role": invitation.role,
        "for_whom": invitation.for_whom,
        "expires_at": invitation.expires_at.isoformat(),
    }


async def post_accept(request: web.Request) -> web.Response:
    """POST /desk/invitations/accept: the invited person becomes a member, once."""
    accepted = await read_body(request, Acceptance)
    await _look(request, accepted.token)
    refuse_weak(accepted.password, (accepted.username, accepted.name))
    try:
        agent = await request.app[STORE].write(_accept, accepted)
    except (StoreError, sa.exc.IntegrityError):
        raise Refused(
            409,
            "username_taken",
            "Cet identifiant est déjà pris. Choisissez-en un autre.",
        ) from None
    shape = {"username": agent.username, "name": agent.name, "role": agent.role.value}
    return web.json_response(shape, status=201)


def _accept(session: Session, accepted: Acceptance) -> AgentIdentity:
    """Uses the link and adds the person, or neither."""
    invitation = invitations.take_invitation(session, accepted.token)
    if invitation is None:
        raise unknown_invitation()
    role = Role(invitation.role)
    agent = add_agent(
        session, accepted.username, accepted.name, accepted.password, role
    )
    invitation.accepted_by = agent.id
    audit(
        session,
        actor_of(agent),
        AuditAction.INVITATION_ACCEPTED,
        SUBJECT,
        invitation.id,
        {"role": role.value},
    )
    return agent
