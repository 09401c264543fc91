"""What a session may do before anybody asks which page. Pure."""

from __future__ import annotations

from bot.contracts.people import Permission
from bot.desk.permissions import may
from bot.settings import Settings
from bot.store.agent_sessions import LoggedIn


def lacks_second_factor(who: LoggedIn, settings: Settings) -> bool:
    """Whether a second factor must be set up before anything else."""
    return settings.desk_second_factor == "required" and not who.has_second_factor


def may_listen(who: LoggedIn | None, settings: Settings) -> bool:
    """Whether a socket of this session may hear the desk."""
    return (
        who is not None
        and not lacks_second_factor(who, settings)
        and may(who.agent.role, Permission.SEE_CONVERSATIONS)
    )
