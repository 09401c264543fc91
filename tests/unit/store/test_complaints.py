from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode
from bot.errors import StoreError
from bot.store import complaints
from bot.store.answer_corrections import add_correction
from bot.store.erasure import erase_conversation
from bot.store.hotline_models import AnswerCorrection, Complaint
from bot.store.models import Conversation

MINE = "conversation-1"


@pytest.fixture(autouse=True)
def _conversation(session: Session) -> None:
    session.add(Conversation(id=MINE, token_hash="h", mode=Mode.BOT.value))
    session.flush()


def test_the_words_are_kept_as_given_with_a_receipt(session: Session):
    receipt = complaints.add_complaint(
        session, MINE, "Trois semaines !\nRien.", "delay"
    )
    kept = session.scalars(sa.select(Complaint)).one()
    assert re.fullmatch(r"RE-[A-Z0-9]{4}-[A-Z0-9]{4}", receipt)
    assert (kept.receipt, kept.text, kept.about) == (
        receipt,
        "Trois semaines !\nRien.",
        "delay",
    )


def test_a_receipt_is_never_given_twice(
    session: Session, monkeypatch: pytest.MonkeyPatch
):
    drawn = iter(["RE-AAAA-AAAA", "RE-AAAA-AAAA", "RE-BBBB-BBBB"])
    monkeypatch.setattr(complaints, "draw_receipt", lambda: next(drawn))
    first = complaints.add_complaint(session, MINE, "a", None)
    second = complaints.add_complaint(session, MINE, "b", None)
    assert (first, second) == ("RE-AAAA-AAAA", "RE-BBBB-BBBB")


def test_a_complaint_is_listed_until_somebody_has_read_it(session: Session):
    complaints.add_complaint(session, MINE, "a", None)
    complaints.add_complaint(session, MINE, "b", None)
    first = complaints.list_open_complaints(session)[0]
    assert complaints.mark_read(session, first.id) == "read"
    assert complaints.mark_read(session, first.id) == "read"
    assert len(complaints.list_open_complaints(session)) == 1
    assert complaints.mark_read(session, "unknown") is None


def test_everything_goes_with_its_conversation(session: Session):
    complaints.add_complaint(session, MINE, "a", None)
    add_correction(session, MINE, "ask_rate", "et le montant ?")
    counts = erase_conversation(session, MINE)
    assert (counts["complaints"], counts["answer_corrections"]) == (1, 1)
    assert session.scalars(sa.select(AnswerCorrection)).all() == []


@pytest.mark.parametrize(
    "keep",
    [
        lambda session: complaints.add_complaint(session, "nowhere", "a", None),
        lambda session: add_correction(session, "nowhere", None, "a"),
    ],
    ids=["complaint", "correction"],
)
def test_a_conversation_that_the_store_does_not_know_is_refused(session, keep):
    with pytest.raises(StoreError, match="does not know it"):
        keep(session)
