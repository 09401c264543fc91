"""People, sessions and invitations as JSON. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.desk.permissions import PERMISSIONS
from bot.desk.sending_rules import default_sending_rules
from bot.store.agent_sessions import LoggedIn
from bot.store.models import Agent
from bot.store.people_models import AgentSession, Invitation


def me_shape(who: LoggedIn, must_set_up: bool, time_zone: str) -> dict[str, Any]:
    """Who asks, and by which clock the desk goes.

    `must_set_up_second_factor`: nothing else answers before.
    """
    agent = who.agent
    return {
        "username": agent.username,
        "name": agent.name,
        "role": agent.role.value,
        "permissions": sorted(each.value for each in PERMISSIONS[agent.role]),
        "second_factor": who.has_second_factor,
        "must_set_up_second_factor": must_set_up,
        "time_zone": time_zone,
        "hold_reply_s": default_sending_rules().hold_reply_seconds,
    }


def session_shape(opened: AgentSession, current: str) -> dict[str, Any]:
    """One login, never its token."""
    return {
        "id": opened.id,
        "device": opened.device,
        "created_at": opened.created_at.isoformat(),
        "last_seen_at": opened.last_seen_at.isoformat(),
        "current": opened.id == current,
    }


def person_shape(agent: Agent, guarded: set[int]) -> dict[str, Any]:
    """A member of the desk, for who looks after people."""
    return {
        "username": agent.username,
        "name": agent.name,
        "role": agent.role,
        "disabled": agent.disabled_at is not None,
        "second_factor": agent.id in guarded,
        "seen_at": agent.seen_at.isoformat() if agent.seen_at else None,
        "created_at": agent.created_at.isoformat(),
    }


def invitation_shape(
    invitation: Invitation, names: Mapping[int, str]
) -> dict[str, Any]:
    """An open invitation; its link is shown once and kept nowhere."""
    return {
        "id": invitation.id,
        "role": invitation.role,
        "for_whom": invitation.for_whom,
        "invited_by": names.get(invitation.invited_by or 0),
        "created_at": invitation.created_at.isoformat(),
        "expires_at": invitation.expires_at.isoformat(),
    }
