"""What may go once its time is over, and when the next night begins."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.loan_files import FileStatus
from bot.contracts.modes import Mode
from bot.contracts.retention import Kept, OldConversation, OldFile, StaysFor
from bot.privacy.retention import conversation_stays, cutoffs, file_stays, next_run

NOW = datetime(2026, 11, 26, 12, tzinfo=timezone.utc)
PARIS = ZoneInfo("Europe/Paris")
LIMITS = cutoffs({Kept.CONFIRMED_ALERTS: 1826}, NOW)


def old(**facts: object) -> OldConversation:
    nothing = {
        "is_leased": False,
        "has_open_handoff": False,
        "has_open_callback": False,
        "has_unread_complaint": False,
    }
    return OldConversation(**{"mode": Mode.BOT, **nothing, **facts})


@pytest.mark.parametrize(
    ("conversation", "expected"),
    [
        pytest.param(old(), None, id="the bot's"),
        pytest.param(old(mode=Mode.CLOSED), None, id="closed"),
        pytest.param(old(mode=Mode.QUEUED), StaysFor.IN_USE, id="waits"),
        pytest.param(old(mode=Mode.HUMAN), StaysFor.IN_USE, id="with an agent"),
        pytest.param(old(mode=Mode.WRAP_UP), StaysFor.IN_USE, id="being settled"),
        pytest.param(old(has_open_handoff=True), StaysFor.IN_USE, id="open handoff"),
        pytest.param(old(is_leased=True), StaysFor.IN_USE, id="being answered"),
        pytest.param(
            old(has_open_callback=True), StaysFor.OPEN_CALLBACK, id="a call is due"
        ),
        pytest.param(
            old(has_unread_complaint=True), StaysFor.UNREAD_COMPLAINT, id="complained"
        ),
    ],
)
def test_conversation_stays(
    conversation: OldConversation, expected: StaysFor | None
) -> None:
    assert conversation_stays(conversation) is expected


@given(st.builds(OldConversation))
def test_nobody_who_waits_or_is_answered_ever_loses_his_conversation(
    conversation: OldConversation,
) -> None:
    is_served = conversation.mode in (Mode.QUEUED, Mode.HUMAN, Mode.WRAP_UP)
    if is_served or conversation.has_open_handoff or conversation.is_leased:
        assert conversation_stays(conversation) is StaysFor.IN_USE


def file(**facts: object) -> OldFile:
    plain = {"is_fictional": False, "has_open_alert": False, "confirmed_at": None}
    return OldFile(**{"status": FileStatus.PRE_FILE, **plain, **facts})


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(file(), None, id="no alert"),
        pytest.param(file(has_open_alert=True), StaysFor.OPEN_ALERT, id="open alert"),
        pytest.param(
            file(has_open_alert=True, confirmed_at=NOW - timedelta(days=9999)),
            StaysFor.OPEN_ALERT,
            id="an open one beside an old one",
        ),
        pytest.param(
            file(confirmed_at=NOW - timedelta(days=1826)),
            StaysFor.CONFIRMED_ALERT,
            id="confirmed five years ago to the second",
        ),
        pytest.param(
            file(confirmed_at=NOW - timedelta(days=1826, seconds=1)),
            None,
            id="confirmed longer ago",
        ),
        pytest.param(file(is_fictional=True), StaysFor.FICTIONAL, id="a sample"),
    ],
)
def test_file_stays(found: OldFile, expected: StaysFor | None) -> None:
    assert file_stays(found, LIMITS) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-11-26 01:00", "2026-11-26 03:30", id="tonight"),
        pytest.param("2026-11-26 03:30", "2026-11-27 03:30", id="not twice"),
        pytest.param("2026-11-26 12:00", "2026-11-27 03:30", id="tomorrow"),
        pytest.param("2026-12-31 23:59", "2027-01-01 03:30", id="over the year"),
    ],
)
def test_next_run(now: str, expected: str) -> None:
    moments = [
        datetime.fromisoformat(each).replace(tzinfo=PARIS) for each in (now, expected)
    ]
    assert next_run(time(3, 30), PARIS, moments[0]) == moments[1]


@given(
    st.datetimes(
        datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(timezone.utc)
    ),
    st.times(),
)
def test_the_next_run_is_within_a_day_also_when_clocks_change(
    now: datetime, at: time
) -> None:
    found = next_run(at, PARIS, now)
    assert timedelta(0) < found - now <= timedelta(hours=25)
