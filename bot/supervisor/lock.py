"""One supervisor per `var` folder, and an end to processes a dead one left behind."""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from bot.errors import SettingsError

logger = logging.getLogger(__name__)

FILE_NAME = "serve.lock"
# Every process of ours has it on its command line.
MARK = "bot.supervisor.launch"


class ServeLock:
    """Held while `bot serve` runs; remembers its processes by id."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def remember(self, processes: Mapping[str, int]) -> None:
        """Writes down which processes run, for a successor to find."""
        self._file.seek(0)
        self._file.truncate()
        json.dump({"supervisor": os.getpid(), "processes": dict(processes)}, self._file)
        self._file.flush()


@contextlib.contextmanager
def hold_lock(var_dir: Path) -> Iterator[ServeLock]:
    """Takes the lock, and ends processes that a killed supervisor left behind.

    Raises:
        SettingsError: Another `bot serve` runs with the same folder.
    """
    var_dir.mkdir(parents=True, exist_ok=True)
    path = var_dir / FILE_NAME
    with path.open("a+", encoding="utf-8") as file:
        file.seek(0)
        left = _parse(file.read())
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SettingsError(
                f"Expected no other `bot serve` on `{var_dir}`, but process "
                f"{left.get('supervisor', '?')} runs. Please stop it, or set "
                "BOT_VAR_DIR and other ports."
            ) from error
        _end_stale(left)
        lock = ServeLock(file)
        lock.remember({})
        yield lock
        lock.remember({})


def _parse(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _end_stale(left: Mapping[str, object]) -> None:
    processes = left.get("processes")
    if not isinstance(processes, dict):
        return
    for name, pid in processes.items():
        # The number may belong to somebody else's process by now.
        if isinstance(pid, int) and MARK in command_line(pid):
            logger.warning("%s of an earlier run still lived; ending it", name)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)


def command_line(pid: int) -> str:
    """The command line of a process, words joined by spaces; empty if there is none."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        if Path("/proc/self").exists():
            return ""
        return subprocess.run(
            ["ps", "-o", "command=", "-p", str(pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.strip()
    return raw.replace(b"\0", b" ").decode("utf-8", "replace").strip()
