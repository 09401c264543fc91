from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store.loan_models import StatusAttempt
from bot.store.models import utc_now
from bot.store.status_attempts import (
    add_wrong_try,
    attempt_subject,
    count_wrong_tries,
)

HERE = attempt_subject("conversation", "c-1")
FILE = attempt_subject("reference", "RB-2020-004217")
WINDOW = timedelta(minutes=15)


def test_the_most_tried_subject_counts(session: Session):
    now = utc_now()
    add_wrong_try(session, [HERE, FILE], now)
    add_wrong_try(session, [attempt_subject("conversation", "c-2"), FILE], now)
    assert count_wrong_tries(session, [HERE], now - WINDOW) == 1
    assert count_wrong_tries(session, [HERE, FILE], now - WINDOW) == 2
    assert count_wrong_tries(session, [], now - WINDOW) == 0


def test_old_tries_no_longer_count_and_are_deleted(session: Session):
    now = utc_now()
    add_wrong_try(session, [HERE], now - WINDOW - timedelta(seconds=1))
    add_wrong_try(session, [HERE], now)
    assert count_wrong_tries(session, [HERE], now - WINDOW) == 1
    assert session.scalar(sa.select(sa.func.count(StatusAttempt.id))) == 1


def test_a_conversation_and_a_reference_of_the_same_name_are_apart():
    assert attempt_subject("conversation", "x") != attempt_subject("reference", "x")


def test_the_table_holds_no_readable_reference(session: Session):
    add_wrong_try(session, [FILE], utc_now())
    session.flush()
    assert not any(
        "4217" in kept for kept in session.scalars(sa.select(StatusAttempt.subject))
    )
