"""The measure of the supervision runs, and every page answers in it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bot.bench.history import addresses
from bot.desk.history_choice import Number
from bot.settings import PROJECT_ROOT

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


def test_every_number_of_the_page_is_asked_for() -> None:
    asked = " ".join(addresses().values())
    assert all(f"number={number.value}" in asked for number in Number)


def test_a_small_year_is_measured() -> None:
    command = [sys.executable, "-c", "from bot.cli import main; main()"]
    arguments = "bench history --handoffs 50 --repeats 1 --json"
    ran = subprocess.run(
        [*command, *arguments.split()],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    ours = json.loads(ran.stdout.splitlines()[-1])["ours"]
    assert ours["addresses"] == len(addresses())
    assert ours["slowest_s"] > 0
