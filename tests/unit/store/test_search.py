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

FRENCH = "abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæﬁ\u0301 ’'%_\\0123456789ABCÉÀÇ"


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
    found = sa.select(
        folded(sa.literal(text)).like(like_pattern(fold(part)), escape="\\")
    )
    if fold(part) in fold(text):
        assert session.scalar(found)


def test_every_word_must_stand_in_one_message(session):
    _say(session, "le taux", "la durée")
    both = _say(session, "le taux et la durée")
    found, more = search(session, Wanted(words=("DUREE", "taux")))
    assert ([each.id for each in found], more) == ([both], False)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("coeur", "J’ai mal au cœur"),
        ("œuvre", "la main d’oeuvre"),
        ("CURRICULUM", "un curriculum vitæ"),
        ("vitae", "un curriculum vitæ"),
        ("confirmer", "je vous conﬁrme"),
        ("prêts", "mon prêt"),
        ("remboursements", "je veux être remboursé"),
        ("refusée", "Ma demande a été REFUSE"),
        ("locaux", "mon local"),
        ("local", "mes locaux"),
        ("vœux", "un voeu"),
        ("délais", "le délai"),
        ("refusés", "il m’a été refuse\u0301"),
    ],
)
def test_ligatures_plurals_and_endings_do_not_matter(session, word, said):
    _say(session, "rien de tel")
    talk = _say(session, said)
    found, _ = search(session, Wanted(words=(word,)))
    assert [each.id for each in found] == [talk]


@pytest.mark.parametrize(
    ("word", "said"),
    [("paiement", "le pain"), ("aides", "le raid"), ("RB-2020-0042", "RB-2020-004")],
)
def test_other_words_are_not_found(session, word, said):
    _say(session, said)
    assert search(session, Wanted(words=(word,))) == ([], False)


def test_a_search_that_takes_too_long_is_ended(session, monkeypatch):
    _say(session, *("un message assez long pour compter" for _ in range(400)))
    session.flush()
    monkeypatch.setattr(searching, "TIMEOUT_S", 0.0015)
    monkeypatch.setattr(searching, "_STEPS", 10)
    words = tuple("abcdef")
    with pytest.raises(SearchTooLong):
        _search_often(session, Wanted(words=words))
    session.rollback()
