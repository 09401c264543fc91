"""Search: the same on both databases, bounded in time."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.contracts.modes import Sender
from bot.store import search as searching
from bot.store.conversations import add_conversation
from bot.store.folding import fold, folded, like_pattern
from bot.store.messages import add_message
from bot.store.search import SearchTooLong, Wanted, search

FRENCH = "abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœ ’'%_\\0123456789ABCÉÀÇ"


def _say(session, *texts: str) -> str:
    conversation, _ = add_conversation(session)
    for text in texts:
        add_message(session, conversation, Sender.CUSTOMER, text)
    return str(conversation.id)


def _search_often(session, wanted: Wanted) -> None:
    for _ in range(200):  # a quick machine may manage a few in time
        search(session, wanted)


@hypothesis_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(FRENCH, max_size=30),
    cut=st.tuples(st.integers(0, 30), st.integers(1, 10)),
)
def test_the_database_folds_and_finds_as_we_do(session, text, cut):
    assert session.scalar(sa.select(folded(sa.literal(text)))) == fold(text)
    part = text[cut[0] : cut[0] + cut[1]].upper()
    found = sa.select(folded(sa.literal(text)).like(like_pattern(part), escape="\\"))
    if fold(part) in fold(text):
        assert session.scalar(found)


def test_every_word_must_stand_in_one_message(session):
    _say(session, "le taux", "la durée")
    both = _say(session, "le taux et la durée")
    found, more = search(session, Wanted(words=("DUREE", "taux")))
    assert ([each.id for each in found], more) == ([both], False)


def test_a_search_that_takes_too_long_is_ended(session, monkeypatch):
    _say(session, *("un message assez long pour compter" for _ in range(400)))
    session.flush()
    monkeypatch.setattr(searching, "TIMEOUT_S", 0.0015)
    monkeypatch.setattr(searching, "_STEPS", 10)
    words = tuple("abcdef")
    with pytest.raises(SearchTooLong):
        _search_often(session, Wanted(words=words))
    session.rollback()
