"""Closed sets of the desk: clocks that run, and how a human's part ended."""

from __future__ import annotations

from enum import Enum


class TimerKind(str, Enum):
    """What happens when a timer fires; how long each runs is in data/desk."""

    # The ladder of somebody who waits.
    REASSURANCE = "reassurance"
    CALLBACK_OFFER = "callback_offer"
    LEAVE_MESSAGE = "leave_message"
    # The desk opens again: the ladder begins anew for whoever waited through.
    OPENING = "opening"
    # Promises of the service; a breach raises the priority.
    FIRST_ANSWER = "first_answer"
    NEXT_ANSWER = "next_answer"
    RESOLUTION = "resolution"
    # An agent who does not come back gives the conversation back.
    AGENT_GONE = "agent_gone"


class Resolution(str, Enum):
    """How an agent's part ended, in the agent's judgement."""

    RESOLVED = "resolved"
    INFORMED = "informed"
    CALLBACK = "callback"
    REFERRED = "referred"
    UNRESOLVED = "unresolved"
    SPAM = "spam"


class AssignedBy(str, Enum):
    """Why an agent holds a conversation."""

    AGENT = "agent"  # took it
    AUTOMATIC = "automatic"
    TRANSFER = "transfer"
    SUPERVISOR = "supervisor"  # took it over, or gave it to somebody
