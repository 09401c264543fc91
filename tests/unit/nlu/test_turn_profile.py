"""Samples of a profile are counted for the part that was at work."""

from __future__ import annotations

import pytest

from bot.bench.turn_profile import PARTS, REST, part_of, shares

SERVER = "serve (sanic/server/runners.py:155)"
TURN = f"{SERVER};_answer (bot/channel/turn_channel.py:140)"


@pytest.mark.parametrize(
    ("stack", "part"),
    [
        (f"{TURN};encode (bot/nlu/encoder.py:90)", "reading: encoder"),
        (f"{TURN};process (bot/nlu/few_shot_model.py:9)", "reading: intents"),
        (f"{TURN};apply (bot/nlu/unheard_of.py:9)", "reading: the rest"),
        (f"{TURN};generate (bot/channel/fact_responses.py:7);deepcopy (copy.py:1)",
         "answers: wording and voice"),
        (f"{TURN};init_copy (rasa/shared/core/trackers.py:7);copy (copy.py:1)",
         "tracker: copying and replaying"),
        (TURN, "running the turn"),
        (SERVER, "server and event loop"),
        ("main (launch.py:1)", REST),
        ("run (threading.py:9);_worker (concurrent/futures/thread.py:81)", None),
    ],
)  # fmt: skip
def test_the_innermost_part_at_work_gets_the_sample(stack: str, part: str | None):
    assert part_of(stack) == part


def test_shares_add_up_to_one_and_leave_waiting_out():
    samples = [
        f"{TURN};encode (bot/nlu/encoder.py:90) 3",
        f"{TURN} 1",
        "_worker (concurrent/futures/thread.py:81) 100",
    ]
    found = shares(samples)
    assert set(found) == {*PARTS, REST}
    assert found["reading: encoder"] == 0.75
    assert found["running the turn"] == 0.25
    assert sum(found.values()) == 1
