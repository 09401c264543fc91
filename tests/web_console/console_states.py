"""Every state that an agent can meet the console in, each brought about in a line.

A new page or dialog of the console gets its line in `STATES`; the test does the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.web_console.console_steps import (
    Steps,
    assign,
    closed,
    dialog,
    earlier,
    empty_queue,
    evidence,
    filters,
    gap,
    hand_back,
    held,
    hotline,
    login,
    login_refused,
    mentions,
    naming,
    note,
    offline,
    others_conversation,
    own_conversation,
    pane,
    queue,
    ready_answers,
    refused,
    search,
    skills,
    supervision,
    unfolded_history,
    waiting_conversation,
    who,
    why_now,
)


@dataclass(frozen=True)
class State:
    """One state; `size` of the window, `media` as Playwright emulates it."""

    name: str
    steps: Steps
    size: tuple[int, int] = (1366, 800)
    media: dict[str, Any] = field(default_factory=dict)


PHONE = (400, 720)
TALL = (1366, 2400)
# A window of 1366 × 800 at 200 %.
ZOOMED = (683, 400)
BROKEN, HANDOFFS = "[data-tile=broken]", "[data-tile=handoffs]"
DARK = {"color_scheme": "dark"}
FORCED = {"forced_colors": "active"}

STATES = [
    State("login", login),
    State("login refused", login_refused),
    State("queue", queue),
    State("empty queue", empty_queue),
    State("waiting conversation", waiting_conversation),
    State("own conversation", own_conversation),
    State("reply held back", held),
    State("note", note),
    State("evidence", evidence, TALL),
    State("earlier conversation", earlier, TALL),
    State("hand back", hand_back),
    State("offline", offline),
    State("claim refused", refused),
    State("transfer", dialog("[data-action=transfer]", "transfer")),
    State("close", dialog("[data-action=close]", "close")),
    State("help", dialog("[title$='(?)']", "help")),
    State("lift an alert", dialog("role=button[name=/^Lever/]", "lift")),
    State("confirm an alert", dialog("role=button[name=/^Confirmer/]", "confirm")),
    State("filters", filters),
    State("why it is next", why_now),
    State("somebody else's conversation", others_conversation),
    State("ready answers", ready_answers),
    State("gap to fill in", gap),
    State("naming a colleague", naming),
    State("mentions", mentions),
    State("search", search),
    State("callbacks and complaints", hotline),
    State("export", dialog("[data-action=export]", "export")),
    State("closed, can be undone", closed),
    State("who is here", who),
    State("capacity and skills", skills),
    State("assign", assign),
    State("board", supervision("tableau"), TALL),
    State("behind a number of the board", supervision("tableau", BROKEN)),
    State("history", unfolded_history, TALL),
    State("behind a number of the history", supervision("historique", HANDOFFS)),
    State("narrow: login", login, PHONE),
    State("narrow: queue", queue, PHONE),
    State("narrow: conversation", own_conversation, PHONE),
    State("narrow: evidence", pane("Dossier"), PHONE),
    State("narrow: transfer", dialog("[data-action=transfer]", "transfer"), PHONE),
    State("narrow: search", search, PHONE),
    State("narrow: close", dialog("[data-action=close]", "close"), PHONE),
    State("narrow: capacity and skills", skills, PHONE),
    State("narrow: board", supervision("tableau"), PHONE),
    State("narrow: history", unfolded_history, PHONE),
    State("200 %: conversation", own_conversation, ZOOMED),
    State("dark: conversation", own_conversation, media=DARK),
    State("dark: evidence", evidence, TALL, DARK),
    State("dark: help", dialog("[title$='(?)']", "help"), media=DARK),
    State("dark: close", dialog("[data-action=close]", "close"), media=DARK),
    State("dark: history", unfolded_history, TALL, DARK),
    State("forced colours: board", supervision("tableau"), TALL, FORCED),
    State("forced colours: history", unfolded_history, TALL, FORCED),
    State("forced colours: conversation", own_conversation, media=FORCED),
]
