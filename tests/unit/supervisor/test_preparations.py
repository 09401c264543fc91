from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli_serve import announcement
from bot.errors import SettingsError
from bot.seeding import Seeded, draw_password, prepare_store
from bot.settings import load_settings
from bot.supervisor.environment import child_environ
from bot.supervisor.lock import command_line, hold_lock
from bot.supervisor.ports import check_port_is_free, find_free_port
from bot.supervisor.serve import plan_processes


def test_a_taken_port_is_named_with_the_setting_that_changes_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"port {port} .*BOT_PORT="):
            check_port_is_free("127.0.0.1", port, "BOT_PORT", "the gateway")


def test_a_free_port_is_accepted_and_left_free() -> None:
    port = find_free_port()
    for _ in range(2):
        check_port_is_free("127.0.0.1", port, "BOT_PORT", "the gateway")


def test_two_supervisors_do_not_share_a_folder(tmp_path: Path) -> None:
    with hold_lock(tmp_path), pytest.raises(SettingsError, match=str(os.getpid())):
        with hold_lock(tmp_path):
            pass


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with hold_lock(tmp_path):
            pass


def test_a_stranger_with_a_remembered_number_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True
    )
    try:
        (tmp_path / "serve.lock").write_text(
            f'{{"supervisor": 1, "processes": {{"rasa": {stranger.pid}}}}}'
        )
        with hold_lock(tmp_path):
            assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_processes_left_behind_are_ended(tmp_path: Path) -> None:
    mark = "bot.supervisor.launch"
    left = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)", mark],
        start_new_session=True,
    )
    (tmp_path / "serve.lock").write_text(
        f'{{"supervisor": 1, "processes": {{"rasa": {left.pid}}}}}'
    )
    while mark not in command_line(left.pid):  # until it runs its own program
        time.sleep(0.01)
    with hold_lock(tmp_path):
        assert left.wait(10) != 0


def test_only_the_gateway_may_listen_beyond_this_machine() -> None:
    settings = load_settings({"BOT_HOST": "0.0.0.0"})
    specs = plan_processes(settings, {}, "secret")
    assert [spec.name for spec in specs] == ["gateway", "rasa", "actions"]
    for spec in specs[1:]:
        assert "0.0.0.0" not in spec.arguments
        assert str(spec.health_url).startswith("http://127.0.0.1:")


def test_what_runs_elsewhere_is_not_started_here() -> None:
    settings = load_settings({"BOT_RASA_URL": "http://rasa.internal:5005"})
    names = [spec.name for spec in plan_processes(settings, {}, "secret")]
    assert names == ["gateway", "actions"]


def test_processes_get_resolved_addresses_and_no_telemetry() -> None:
    settings = load_settings({"BOT_ACTIONS_PORT": "6000"})
    environ = child_environ({"PATH": "/bin"}, settings, "secret-of-a-test", quiet=True)
    assert environ["PATH"] == "/bin"
    assert environ["BOT_ACTIONS_URL"] == "http://127.0.0.1:6000/webhook"
    assert environ["BOT_RASA_TOKEN"] == "secret-of-a-test"
    assert environ["RASA_TELEMETRY_ENABLED"] == "false"
    assert load_settings({**environ, "BOT_ACTIONS_PORT": "6000"}).actions_url == (
        settings.actions_url
    )


def test_the_first_start_creates_an_agent_and_the_second_does_not(
    tmp_path: Path,
) -> None:
    settings = load_settings({"BOT_VAR_DIR": str(tmp_path)})
    first = prepare_store(settings)
    assert first.created
    assert first.password is not None
    assert prepare_store(settings) == Seeded(created=False)


def test_a_password_chosen_by_the_operator_is_never_printed(tmp_path: Path) -> None:
    chosen = "choisi-par-nous"
    settings = load_settings(
        {"BOT_VAR_DIR": str(tmp_path), "BOT_DEMO_PASSWORD": chosen}
    )
    seeded = prepare_store(settings)
    assert seeded.created
    assert not any(chosen in line for line in announcement(settings, seeded))


def test_the_announcement_gives_addresses_and_the_drawn_password() -> None:
    settings = replace(load_settings({}), public_url="https://aide.example.fr")
    text = "\n".join(announcement(settings, Seeded(True, "abcd-efgh-jkmn")))
    for expected in ("example.fr/\n", "/console", "/api/v1", "abcd-efgh-jkmn"):
        assert expected in text


def test_drawn_passwords_differ() -> None:
    assert len({draw_password() for _ in range(50)}) == 50
