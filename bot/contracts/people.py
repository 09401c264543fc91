"""Who works at the desk: roles and availability, and what each role may do."""

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
