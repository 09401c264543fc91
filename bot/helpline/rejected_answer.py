"""Which answer a customer rejects, and what he may have meant instead. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

INTENT_REJECT = "reject_answer"
# A rejection within so many customer messages of the last one is the second in a row:
# the customer pressed one of our buttons in between, or asked again in other words.
STILL_THE_SAME = 2
RUNNERS_UP = 3
# Of what is left of the confidence once the rejected reading is out, in [0, 1]: a
# reading with less is no help as a button.
MIN_SHARE = 0.1


@dataclass(frozen=True)
class Rejected:
    """What was misread.

    Attributes:
        text: What the customer had written; `None` when nothing came before.
        intent: What the bot had understood.
        others: Other readings of it, best first.
        again: Whether he rejects for the second time in a row.
    """

    text: str | None = None
    intent: str | None = None
    others: tuple[str, ...] = ()
    again: bool = False


def read_rejected(
    events: Iterable[Mapping[str, Any]], offerable: Collection[str]
) -> Rejected:
    """Finds the message before the one that rejects.

    Args:
        events: Of the tracker, oldest first; the latest message is the rejection.
        offerable: Intents that may be offered as a button.
    """
    said = [event for event in events if event.get("event") == "user"][:-1]
    again = any(_intent(event) == INTENT_REJECT for event in said[-STILL_THE_SAME:])
    asked = [event for event in said if _intent(event) != INTENT_REJECT]
    if not asked:
        return Rejected(again=again)
    latest = asked[-1]
    intent = _intent(latest)
    ranking = (latest.get("parse_data") or {}).get("intent_ranking") or []
    rest = [reading for reading in ranking if reading.get("name") != intent]
    return Rejected(
        text=str(latest.get("text") or ""),
        intent=intent,
        others=tuple(_best(rest, offerable)),
        again=again,
    )


def _best(rest: list[Mapping[str, Any]], offerable: Collection[str]) -> list[str]:
    least = MIN_SHARE * sum(_confidence(reading) for reading in rest)
    worth = [
        str(reading.get("name"))
        for reading in sorted(rest, key=_confidence, reverse=True)
        if _confidence(reading) > 0 and _confidence(reading) >= least
    ]
    return [name for name in worth if name in offerable][:RUNNERS_UP]


def _intent(event: Mapping[str, Any]) -> str | None:
    intent = (event.get("parse_data") or {}).get("intent") or {}
    return intent.get("name")


def _confidence(reading: Mapping[str, Any]) -> float:
    return float(reading.get("confidence") or 0.0)
