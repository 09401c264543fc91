"""What a step of the ladder says to its customer: honest, with the choices he has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.contracts.desk import TimerKind
from bot.desk.wait_words import say_wait
from bot.desk.waiting import Words, words_of_step
from bot.gateway import wording as responses
from bot.gateway.desk_time import desk_time_of
from bot.gateway.prospects import Prospects, read_prospects
from bot.gateway.wording import Wording
from bot.helpline.slot_words import say_moment
from bot.store.desk_models import Handoff
from bot.store.queue import find_position

_RESPONSES = {
    Words.OPEN: responses.WAIT_OPEN,
    Words.CALLBACK_OFFER: responses.WAIT_CALLBACK_OFFER,
    Words.LEAVE_MESSAGE: responses.WAIT_LEAVE_MESSAGE,
    Words.CLOSED: responses.OUTSIDE_HOURS,
    Words.CLOSED_IN_DISTRESS: responses.OUTSIDE_HOURS_DISTRESS,
    Words.NOBODY: responses.NOBODY_THERE,
    Words.NOBODY_IN_DISTRESS: responses.NOBODY_THERE_DISTRESS,
}
# (next in the queue, wait is known) → response
_PLACE_RESPONSES = {
    (True, True): responses.WAIT_NEXT_ESTIMATE,
    (True, False): responses.WAIT_NEXT,
    (False, True): responses.WAIT_PLACE_ESTIMATE,
    (False, False): responses.WAIT_PLACE,
}


@dataclass(frozen=True)
class WaitMessage:
    """One message to somebody who waits."""

    words: Words
    text: str
    buttons: list[dict[str, str]]
    custom: dict[str, Any]


def wait_message(
    session: Session, handoff: Handoff, kind: TimerKind, step: int, wording: Wording
) -> WaitMessage:
    """What a step says as things stand now.

    Args:
        session: On the store.
        handoff: Whose customer waits.
        kind: Of the step.
        step: Its number, from 0; each says the next variation.
        wording: Where the words are.
    """
    position = find_position(session, handoff.conversation_id)
    prospects = read_prospects(session, position)
    words = words_of_step(
        kind,
        is_open_now=prospects.is_open,
        anybody=prospects.anybody,
        reason=handoff.reason,
    )
    name, values = _response(session, words, position, prospects)
    text = wording.say_in_turn(name, step, **values)
    if words is Words.OPEN:
        # The last variation of the place, which reassurances come to last.
        place, values = _place(position, prospects)
        text = f"{text} {wording.say_in_turn(place, -1 - step, **values)}"
    return WaitMessage(
        words=words,
        text=text,
        buttons=wording.buttons(name),
        custom={"notice": f"wait_{words.value}"},
    )


def _response(
    session: Session, words: Words, position: int | None, prospects: Prospects
) -> tuple[str, dict[str, str]]:
    if words is Words.PLACE:
        return _place(position, prospects)
    if words is Words.OPEN_NOBODY:
        return responses.WAIT_OPEN_NOBODY, {"position": str(position or 1)}
    if prospects.is_open or prospects.next_opening is None:
        if words is Words.CLOSED:  # no opening is known: nothing to promise
            return responses.NOBODY_THERE, {}
        if words is Words.CLOSED_IN_DISTRESS:
            return responses.NOBODY_THERE_DISTRESS, {}
        return _RESPONSES[words], {}
    time = desk_time_of(session)
    opening = say_moment(prospects.next_opening, time.now(), time.hours)
    return _RESPONSES[words], {"opening": opening}


def _place(position: int | None, prospects: Prospects) -> tuple[str, dict[str, str]]:
    wait_s = prospects.wait_s
    values = {"position": str(position or 1)}
    values |= {"wait": say_wait(wait_s)} if wait_s is not None else {}
    is_next = position in (None, 1)
    return _PLACE_RESPONSES[is_next, wait_s is not None], values
