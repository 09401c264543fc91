"""Adds to the desk's lists what the service still owes each customer, and by when."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from bot.gateway.desk_time import desk_time_of
from bot.gateway.queue_steps import has_left_message
from bot.store.timers import next_promise


def add_promises(session: Session, queue: dict[str, Any]) -> dict[str, Any]:
    """Gives each item of `waiting` and `active` its `promise`, and waiting ones a flag.

    `left_s` is in seconds and below zero once the promise is missed, so that browsers
    need no clock that is right.
    """
    items = [*queue["waiting"], *queue["active"]]
    now = desk_time_of(session).now()
    promises = next_promise(session, [item["id"] for item in items])
    for item in items:
        promise = promises.get(item["id"])
        item["promise"] = promise and {
            "clock": promise.clock.value,
            "due_at": promise.due_at.isoformat(),
            "left_s": round((promise.due_at - now).total_seconds(), 1),
            "missed": promise.is_missed,
        }
    for item in queue["waiting"]:
        item["left_message"] = has_left_message(item["signals"])
    return queue
