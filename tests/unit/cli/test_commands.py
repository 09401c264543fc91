from __future__ import annotations

import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from bot.cli import app, main
from bot.cli_chat import describe_escalation, describe_message

runner = CliRunner()


# The design's list, the report on customers' voices, and what keeps data safe.
COMMANDS = (
    "agent bench chat erase listen new-key parse retention seed serve test train "
    "validate"
).split()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = runner.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert command in runner.invoke(app, ["--help"]).stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['bot', '--help']\n"
        "from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'rasa', 'sqlalchemy', 'aiohttp', 'numpy', 'spacy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert time.monotonic() - began < 20


def test_a_wrong_setting_is_one_line_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_PORT", "http")
    monkeypatch.setattr(sys, "argv", ["bot", "seed"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("bot: Expected `BOT_PORT`")


def test_an_agent_is_added_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("BOT_VAR_DIR", str(tmp_path))
    arguments = ["agent", "add", "lea", "--name", "Léa", "--password-stdin"]
    first = runner.invoke(app, arguments, input="un-mot-de-passe\n")
    assert first.exit_code == 0, first.output
    assert "Léa" in first.stdout
    again = runner.invoke(app, arguments, input="un-mot-de-passe\n")
    assert "exists already" in str(again.exception)


def test_a_short_password_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("BOT_VAR_DIR", str(tmp_path))
    result = runner.invoke(app, ["agent", "add", "x", "--password-stdin"], input="a\n")
    assert "at least 8 characters" in str(result.exception)


def test_erasing_an_unknown_conversation_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("BOT_VAR_DIR", str(tmp_path))
    runner.invoke(app, ["seed"])
    result = runner.invoke(app, ["erase", "inconnue", "--yes"])
    assert result.exit_code == 1


def test_buttons_are_numbered_in_the_terminal() -> None:
    lines = describe_message(
        {
            "sender": "agent",
            "text": "Bonjour",
            "custom": {"agent": "Camille"},
            "buttons": [{"title": "Oui", "payload": "/affirm"}],
        }
    )
    assert lines[0].startswith("Camille")
    assert lines[1].strip() == "[1] Oui"


def test_an_escalation_is_said_in_words() -> None:
    line = describe_escalation({"reason": "negative_sentiment", "position": 2})
    assert "client mécontent" in line
    assert "position 2" in line
