"""Which change of mode is allowed, as one table. Pure: nothing is stored here.

bot ──escalate──▶ queued ──claim──▶ human ──return_to_bot──▶ wrap_up ──settle──▶ bot
│ ▲               │  └─────close──────▶ wrap_up ──settle──▶ closed
│ └───release─────┘
└──cancel──▶ bot

`reopen` takes an agent back from where a hand-back or a close had led: bot or closed.
"""

from __future__ import annotations

from enum import Enum

from bot.contracts.modes import Mode


class Event(str, Enum):
    """What may move a conversation."""

    ESCALATE = "escalate"
    CANCEL = "cancel"
    CLAIM = "claim"
    RELEASE = "release"
    TRANSFER = "transfer"
    RETURN_TO_BOT = "return_to_bot"
    CLOSE = "close"
    REOPEN = "reopen"
    SETTLE = "settle"


# `settle` ends in the mode that the wrap-up was for; see `next_mode`.
TRANSITIONS: dict[tuple[Mode, Event], Mode] = {
    (Mode.BOT, Event.ESCALATE): Mode.QUEUED,
    (Mode.QUEUED, Event.CANCEL): Mode.BOT,
    (Mode.QUEUED, Event.CLAIM): Mode.HUMAN,
    (Mode.HUMAN, Event.RELEASE): Mode.QUEUED,
    (Mode.HUMAN, Event.TRANSFER): Mode.HUMAN,
    (Mode.HUMAN, Event.RETURN_TO_BOT): Mode.WRAP_UP,
    (Mode.HUMAN, Event.CLOSE): Mode.WRAP_UP,
    # Only after a human's part has ended there; `bot.gateway.reopening` looks.
    (Mode.BOT, Event.REOPEN): Mode.HUMAN,
    (Mode.CLOSED, Event.REOPEN): Mode.HUMAN,
}

# Modes in which the bot may speak, and those in which a human is expected.
BOT_SPEAKS = frozenset({Mode.BOT})
HUMAN_EXPECTED = frozenset({Mode.QUEUED, Mode.HUMAN, Mode.WRAP_UP})


def next_mode(mode: Mode, event: Event, wrap_up_to: Mode | None = None) -> Mode | None:
    """Says where an event leads.

    Args:
        mode: Where the conversation stands.
        event: What happens.
        wrap_up_to: For `settle` only, what the wrap-up was for: `bot` or `closed`.

    Returns:
        The new mode; `None` when the event is not allowed in this mode.
    """
    if event is Event.SETTLE:
        settles = mode is Mode.WRAP_UP and wrap_up_to in (Mode.BOT, Mode.CLOSED)
        return wrap_up_to if settles else None
    return TRANSITIONS.get((mode, event))
