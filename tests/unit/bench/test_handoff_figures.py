import pytest

from bot.bench.handoff import figures, table
from bot.bench.handoff_load import Played
from bot.bench.handoff_log import Log
from bot.errors import BotError


def played(**log: object) -> Played:
    return Played(Log(**log), cpu_s=2.0, elapsed_s=10.0)


def busy_desk() -> Played:
    return played(
        acks=[10.0] * 98 + [500.0] * 2,
        items=[20.0] * 10,
        messages=[30.0] * 10,
        asked_at={"a": 0.0, "b": 0.0},
        listed={"a"},
    )


def test_the_slowest_twentieth_is_what_counts():
    found = figures(busy_desk(), played(acks=[40.0] * 10), 500)
    assert found["ack_p95_ms"] == 10.0
    assert found["handoff_p95_ms"] == 20.0
    assert found["ack_500_p95_ms"] == 40.0


def test_a_call_that_no_agent_saw_is_counted():
    assert figures(busy_desk(), played(acks=[1.0, 1.0]), 500)["never_listed"] == 1


def test_processor_time_is_told_for_each_message_and_as_a_share():
    found = figures(busy_desk(), played(acks=[1.0, 1.0]), 500)
    assert found["cpu_ms_per_message"] == 20.0
    assert found["cpu_share"] == 0.2


def test_too_short_a_measure_is_refused_with_what_to_do():
    with pytest.raises(BotError, match="--seconds"):
        figures(played(), played(), 500)


def test_the_table_has_a_line_for_each_figure():
    found = {**figures(busy_desk(), played(acks=[1.0, 1.0]), 30), "rss_mb": 1.0}
    lines = table(found, 30)
    assert len(lines) == len(found)
    assert any("30 clients connectés" in line for line in lines)
