"""The real `bot serve`: ready, answering, and gone without a trace."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.settings import PROJECT_ROOT, load_settings
from bot.supervisor.lock import command_line
from bot.supervisor.ports import find_free_port
from bot.training import is_model_current

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

READY_LIMIT_S = 240.0


class Served:
    """A running `bot serve` with a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.url = f"http://127.0.0.1:{(port := find_free_port())}"
        self.var = folder
        self.log = folder / "serve.log"
        environ = {
            **os.environ,
            "BOT_PORT": str(port),
            "BOT_RASA_PORT": str(find_free_port()),
            "BOT_ACTIONS_PORT": str(find_free_port()),
            "BOT_VAR_DIR": str(folder / "var"),
            # Converted once for the whole project; making it again takes a minute.
            "BOT_CACHE_DIR": str(load_settings().cache_dir),
        }
        environ.pop("SQLALCHEMY_WARN_20", None)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from bot.cli import main; main()", "serve"],
                cwd=PROJECT_ROOT,
                env=environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def text(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def until(self, condition: Callable[[], bool], limit_s: float) -> None:
        end = time.monotonic() + limit_s
        while not condition():
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < end, self.text()
            time.sleep(0.1)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def processes(self) -> dict[str, int]:
        found = json.loads((self.var / "var" / "serve.lock").read_text())
        return dict(found["processes"])

    def post(self, path: str, body: object, token: str = "") -> dict[str, object]:
        request = urllib.request.Request(
            f"{self.url}/api/v1{path}",
            data=json.dumps(body).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {token}",
            },
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return dict(json.load(answer))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    settings = load_settings()
    if not is_model_current(settings):
        subprocess.run(
            [sys.executable, "-c", "from bot.cli import main; main()", "train"],
            cwd=PROJECT_ROOT,
            check=True,
        )
    running = Served(tmp_path)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait(10)


def test_serve_answers_recovers_and_leaves_no_process(served: Served) -> None:
    served.until(lambda: "Écoute est prête" in served.text(), READY_LIMIT_S)
    assert "mot de passe" in served.text()

    conversation = served.post("/conversations", {})
    secret_words = "quel est le taux en Bretagne, mot-repère zyxwvu"
    answer = served.post(
        f"/conversations/{conversation['id']}/messages",
        {"message_id": "4f9b2c1e-6a55-4b7e-9d8e-0a3d5c7e9f10", "text": secret_words},
        token=str(conversation["token"]),
    )
    assert answer["replies"]

    before = served.processes()
    assert set(before) == {"gateway", "rasa", "actions"}
    os.kill(before["actions"], signal.SIGKILL)
    served.until(lambda: "next start in" in served.text(), 30)
    served.until(lambda: served.processes()["actions"] != before["actions"], 60)
    served.until(served.is_ready, 60)

    everything = {**before, **served.processes()}
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(30) == 0
    assert {n: p for n, p in everything.items() if command_line(p)} == {}
    assert "zyxwvu" not in served.text()
    assert "Traceback" not in served.text()


def test_a_killed_supervisor_leaves_no_process(served: Served) -> None:
    served.until(lambda: "gateway ready" in served.text(), READY_LIMIT_S)
    children = {
        int(path.name)
        for path in Path("/proc").iterdir()  # Linux only
        if path.name.isdigit()
        and f"bot.supervisor.launch {served.process.pid} "
        in command_line(int(path.name))
    }
    assert len(children) == 3
    served.process.kill()
    served.process.wait(10)
    end = time.monotonic() + 10
    while any(command_line(pid) for pid in children) and time.monotonic() < end:
        time.sleep(0.1)
    assert not [pid for pid in children if command_line(pid)]
