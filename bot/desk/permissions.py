"""Which role may do what. The whole table: nobody else decides."""

from __future__ import annotations

from bot.contracts.people import Permission, Role

_AGENT = frozenset(
    {
        Permission.OWN_ACCOUNT,
        Permission.SEE_CONVERSATIONS,
        Permission.ANSWER,
        Permission.DECIDE_ALERTS,
        Permission.EXPORT,
        Permission.READ_KNOWLEDGE,
    }
)
_SUPERVISOR = _AGENT | {
    Permission.TAKE_OVER,
    Permission.ASSIGN,
    Permission.SEE_BOARD,
    Permission.EDIT_ROUTING,
    Permission.INVITE_AGENTS,
}
# Designers write what the bot says. What customers said reaches them masked, by the
# reports of `bot.listening`; whole conversations do not.
_DESIGNER = frozenset({Permission.OWN_ACCOUNT, Permission.READ_KNOWLEDGE})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.AGENT: _AGENT,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.DESIGNER: _DESIGNER,
    Role.ADMINISTRATOR: frozenset(Permission),
}


def may(role: Role, permission: Permission) -> bool:
    """Whether somebody of that role is allowed this."""
    return permission in PERMISSIONS[role]


def may_invite(inviter: Role, invited: Role) -> bool:
    """Administrators invite anybody, supervisors agents only."""
    if may(inviter, Permission.MANAGE_PEOPLE):
        return True
    return may(inviter, Permission.INVITE_AGENTS) and invited is Role.AGENT
