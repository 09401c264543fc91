"""Makes a stored answer of the bot's public, when a customer asks and it may be."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from bot.contracts.modes import Sender
from bot.contracts.shares import SHAREABLE, PublicAnswer, ShareChannel
from bot.errors import Refused
from bot.knowledge.shareable import default_shareable
from bot.store.messages import find_by_seq, list_replies
from bot.store.models import Message
from bot.store.shared_answers import (
    add_shared_answer,
    count_share,
    find_shared_answer,
)


def find_said(
    session: Session, conversation_id: str, seq: int
) -> tuple[str, list[str]]:
    """The response that a message belongs to, and all its texts as they were said.

    Raises:
        Refused: 404, there is no such message, or it is not to be shared.
    """
    message = find_by_seq(session, conversation_id, seq)
    response = shared_name(message)
    if message is None or response is None:
        raise Refused(404, "not_shareable", "Cette réponse ne peut pas être partagée.")
    # A long response is several messages of one turn, one after the other.
    turn = (
        [message]
        if message.reply_to is None
        else list_replies(session, conversation_id, message.reply_to)
    )
    here = next(n for n, each in enumerate(turn) if each.seq == seq)
    first = last = here
    while first > 0 and shared_name(turn[first - 1]) == response:
        first -= 1
    while last + 1 < len(turn) and shared_name(turn[last + 1]) == response:
        last += 1
    return response, [str(each.text) for each in turn[first : last + 1]]


def shared_name(message: Message | None) -> str | None:
    """The response behind a message that may be shared today; `None` if it may not."""
    if message is None or message.sender != Sender.BOT.value or not message.text:
        return None
    name = (message.custom or {}).get(SHAREABLE)
    is_listed = isinstance(name, str) and default_shareable().title(name) is not None
    return name if is_listed else None


def share(
    session: Session, answer: PublicAnswer, channel: ShareChannel, today: date
) -> str:
    """Makes an answer public, counts the share; returns the code of its page."""
    code = add_shared_answer(session, answer)
    count_share(session, code, channel, today)
    return code


def find_public(session: Session, code: str) -> PublicAnswer | None:
    """The answer of a page; `None` if unknown, or if its response was taken back."""
    answer = find_shared_answer(session, code)
    if answer is None or default_shareable().title(answer.response) is None:
        return None
    return answer
