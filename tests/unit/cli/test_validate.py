from __future__ import annotations

import subprocess
from typing import Any

import pytest

from bot import cli_rasa


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that would have run; each succeeds."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return ran


def test_what_a_designer_must_correct_is_said_first(monkeypatch, capsys, commands):
    line = "data/responses/loan.yml, line 5: utter_loan_overview: « 7 » is typed"
    monkeypatch.setattr(cli_rasa, "review_project", lambda: [line])
    assert cli_rasa.run_validate() == 1
    assert capsys.readouterr().out == f"{line}\nÀ corriger\u202f: 1\n"
    assert commands == []


def test_founded_words_leave_the_word_to_rasa_and_the_contracts(commands):
    assert cli_rasa.run_validate() == 0
    assert [command[-1] for command in commands] == [
        "--fail-on-warnings",
        "tests/contract",
    ]


def test_contracts_can_be_left_to_the_tests(commands):
    assert cli_rasa.run_validate(with_contracts=False) == 0
    assert [command[-1] for command in commands] == ["--fail-on-warnings"]
