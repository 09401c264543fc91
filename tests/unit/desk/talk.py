"""Short ways to say what customer and bot said."""

from __future__ import annotations

from typing import Any

from bot.desk.turns import CustomerTurn, Reading, Told


def turn(seq: int, text: str, intent: str | None = None, **more: Any) -> CustomerTurn:
    """A turn of the customer's; sure of its intent unless `confidence` says less."""
    confidence = more.pop("confidence", 0.9 if intent else 0.0)
    others = more.pop("others", {})
    ranking = [Reading(intent, confidence)] if intent else []
    ranking += [Reading(name, share) for name, share in others.items()]
    return CustomerTurn(
        seq, text, intent=intent, confidence=confidence, ranking=tuple(ranking), **more
    )


def bot(seq: int, text: str, reply_to: int) -> Told:
    return Told(seq, text, by_bot=True, reply_to=reply_to)


def agent(seq: int, text: str) -> Told:
    return Told(seq, text, by_bot=False)
