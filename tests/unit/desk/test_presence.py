from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.desk.presence import FRESH_S, is_fresh, is_gone

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def ago(seconds: float) -> datetime:
    return NOON - timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        pytest.param([ago(121)], True, id="silent for too long"),
        pytest.param([ago(120)], False, id="exactly that long is patience"),
        pytest.param([ago(900), ago(5)], False, id="the latest sign counts"),
        pytest.param([None, ago(900)], True, id="never had a console"),
        pytest.param([None], False, id="nothing known proves nothing"),
    ],
)
def test_when_an_agent_is_gone(signs, expected):
    assert is_gone(signs, NOON, 120) is expected


def test_a_sign_grows_stale():
    assert is_fresh(ago(FRESH_S), NOON)
    assert not is_fresh(ago(FRESH_S + 1), NOON)
    assert not is_fresh(None, NOON)
