"""Who works at the desk: roles, what each may do, and what is written down about it."""

from __future__ import annotations

from enum import Enum


class Role(str, Enum):
    """What a member of the desk is there for."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    DESIGNER = "designer"
    ADMINISTRATOR = "administrator"


class Availability(str, Enum):
    """Whether new conversations may be given to somebody."""

    AVAILABLE = "available"
    AWAY = "away"


class Permission(str, Enum):
    """One thing that a role may do; `bot.desk.permissions` says which role."""

    OWN_ACCOUNT = "own_account"
    SEE_CONVERSATIONS = "see_conversations"
    ANSWER = "answer"
    DECIDE_ALERTS = "decide_alerts"
    EXPORT = "export"
    TAKE_OVER = "take_over"
    ASSIGN = "assign"
    SEE_BOARD = "see_board"
    EDIT_ROUTING = "edit_routing"
    INVITE_AGENTS = "invite_agents"
    MANAGE_PEOPLE = "manage_people"
    SEE_AUDIT = "see_audit"
    READ_KNOWLEDGE = "read_knowledge"


class AuditAction(str, Enum):
    """What the audit trail writes down; web/console/audit_strings.js has the words."""

    # Doors
    LOGIN = "login"
    LOGIN_FAILED = "login_failed"
    LOGOUT = "logout"
    SESSION_REVOKED = "session_revoked"
    PASSWORD_CHANGED = "password_changed"
    NAME_CHANGED = "name_changed"
    SECOND_FACTOR_ENABLED = "second_factor_enabled"
    SECOND_FACTOR_DISABLED = "second_factor_disabled"
    SECOND_FACTOR_RESET = "second_factor_reset"
    RECOVERY_CODE_USED = "recovery_code_used"
    # People
    INVITED = "invited"
    INVITATION_REVOKED = "invitation_revoked"
    INVITATION_ACCEPTED = "invitation_accepted"
    PERSON_ADDED = "person_added"
    ROLE_CHANGED = "role_changed"
    PERSON_DISABLED = "person_disabled"
    PERSON_ENABLED = "person_enabled"
    ROUTING_CHANGED = "routing_changed"
    # Conversations
    CONVERSATION_SEEN = "conversation_seen"
    CLAIMED = "claimed"
    RELEASED = "released"
    TRANSFERRED = "transferred"
    RETURNED = "returned"
    CLOSED = "closed"
    MODE_CHANGED = "mode_changed"  # any other change an agent made
    MESSAGE_SENT = "message_sent"
    NOTE_ADDED = "note_added"
    SEARCHED = "searched"
    TRANSCRIPT_EXPORTED = "transcript_exported"
    # Loan files
    ALERT_LIFTED = "alert_lifted"
    ALERT_CONFIRMED = "alert_confirmed"
    FILE_EXPORTED = "file_exported"
    # Figures and the trail itself
    BOARD_EXPORTED = "board_exported"
    AUDIT_EXPORTED = "audit_exported"
    # What was too old was deleted, by itself or by the command
    RETENTION_APPLIED = "retention_applied"


class AuditSubject(str, Enum):
    """What an audit row is about."""

    AGENT = "agent"
    CONVERSATION = "conversation"
    FILE = "file"
    INVITATION = "invitation"
    SESSION = "session"
