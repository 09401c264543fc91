"""Who speaks with the customer: a column in the store that only the gateway changes."""

from __future__ import annotations

from enum import Enum


class Mode(str, Enum):
    """Where a conversation stands."""

    BOT = "bot"
    QUEUED = "queued"
    HUMAN = "human"
    WRAP_UP = "wrap_up"
    CLOSED = "closed"


class Sender(str, Enum):
    """Who said a message."""

    CUSTOMER = "customer"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"
