"""What is kept of a shared answer, and how its shares and opens are counted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.shares import PRIVATE_CHANNELS, PublicAnswer, ShareChannel, Source
from bot.errors import StoreError
from bot.store.conversations import add_conversation
from bot.store.erasure import erase_conversation
from bot.store.share_models import ShareCount, SharedAnswer
from bot.store.shared_answers import (
    CODE_ALPHABET,
    add_shared_answer,
    code_of,
    count_open,
    count_share,
    find_shared_answer,
    opens_by_channel,
    shares_by_channel,
)

ANSWER = PublicAnswer(
    response="utter_rate_general",
    texts=("En 2020, le taux était de 0 %.", "Autre chose ?"),
    period="2020",
    sources=(Source("Le prêt", "exemple.fr"),),
)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
NONE = dict.fromkeys(ShareChannel, 0)


def test_the_same_answer_has_the_same_code(session: Session):
    code = add_shared_answer(session, ANSWER)
    assert add_shared_answer(session, replace(ANSWER)) == code
    assert find_shared_answer(session, code) == ANSWER
    assert len(code) == 10
    assert set(code) <= set(CODE_ALPHABET)
    rows = session.scalar(sa.select(sa.func.count()).select_from(SharedAnswer))
    assert rows == 1


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"texts": ("Autre.",)}, id="words"),
        pytest.param({"response": "utter_fees"}, id="response"),
        pytest.param({"period": "2021"}, id="period"),
        pytest.param({"sources": ()}, id="sources"),
    ],
)
def test_whatever_the_page_shows_is_in_the_code(changes: dict):
    assert code_of(replace(ANSWER, **changes)) != code_of(ANSWER)


def test_an_unknown_code_leads_nowhere(session: Session):
    assert find_shared_answer(session, "0000000000") is None


def test_a_code_never_shows_another_answer(session: Session):
    taken = {"code": code_of(ANSWER), "response": "x", "texts": ["x"], "sources": []}
    session.add(SharedAnswer(**taken))
    session.flush()
    with pytest.raises(StoreError, match="belong to one answer"):
        add_shared_answer(session, ANSWER)
    session.rollback()


def test_shares_and_opens_are_summed_by_channel_over_days(session: Session):
    code = add_shared_answer(session, ANSWER)
    other = add_shared_answer(session, replace(ANSWER, texts=("Autre.",)))
    count_share(session, code, ShareChannel.EMAIL, MONDAY)
    count_open(session, code, ShareChannel.EMAIL, MONDAY)
    count_open(session, other, ShareChannel.EMAIL, MONDAY)
    count_open(session, code, ShareChannel.EMAIL, TUESDAY)
    count_open(session, code, ShareChannel.UNKNOWN, TUESDAY)
    email, unknown = ShareChannel.EMAIL, ShareChannel.UNKNOWN
    assert shares_by_channel(session) == {**NONE, email: 1}
    assert opens_by_channel(session) == {**NONE, email: 3, unknown: 1}
    assert opens_by_channel(session, until=TUESDAY) == {**NONE, email: 2}
    assert opens_by_channel(session, since=TUESDAY) == {**NONE, email: 1, unknown: 1}


def test_what_one_person_sends_to_another_is_private():
    public = {ShareChannel.WEB, ShareChannel.UNKNOWN}
    assert set(ShareChannel) - PRIVATE_CHANNELS == public


def test_opens_from_many_sides_at_once_are_counted_each(sessions: sessionmaker):
    with sessions.begin() as session:
        code = add_shared_answer(session, ANSWER)

    def open_once(_: int) -> None:
        with sessions.begin() as session:
            count_open(session, code, ShareChannel.SMS, MONDAY)

    with ThreadPoolExecutor(8) as readers:
        list(readers.map(open_once, range(200)))
    with sessions.begin() as session:
        assert opens_by_channel(session) == {**NONE, ShareChannel.SMS: 200}


def test_nothing_of_a_shared_answer_leads_to_a_conversation(session: Session):
    """So that erasing a conversation need not, and does not, touch it."""
    columns = {c.name for t in (SharedAnswer, ShareCount) for c in t.__table__.columns}
    assert columns == {
        "code", "response", "texts", "period", "sources", "created_at",
        "channel", "day", "shares", "opens",
    }  # fmt: skip
    conversation, _ = add_conversation(session)
    code = add_shared_answer(session, ANSWER)
    erase_conversation(session, conversation.id)
    assert find_shared_answer(session, code) == ANSWER
