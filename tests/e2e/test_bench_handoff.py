"""The measure of handoffs runs, and nothing is refused or lost in it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bot.settings import PROJECT_ROOT

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


def test_a_small_desk_is_measured_without_a_refusal_or_a_lost_call():
    arguments = "--customers 4 --agents 2 --crowd 5 --rate 5 --seconds 12 --json"
    command = [sys.executable, "-c", "from bot.cli import main; main()"]
    ran = subprocess.run(
        [*command, "bench", "handoff", *arguments.split()],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    ours = json.loads(ran.stdout.splitlines()[-1])["ours"]
    assert ours["handoff_p95_ms"] > 0
    assert ours["ack_5_p95_ms"] > 0
    assert (ours["refused"], ours["never_listed"]) == (0, 0)
