"""Runs one of our modules so that it cannot outlive the process that started it.

`python -m bot.supervisor.launch PARENT_PID MODULE [ARGUMENT …]`. The supervisor stops
its processes itself; this is for the day when it is killed with no chance to do so.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys
import threading
import time

# Source: linux/prctl.h.
PR_SET_PDEATHSIG = 1
POLL_S = 1.0


def die_with_parent(parent: int) -> None:
    """Arranges that this process ends when `parent` does.

    The kernel does it on Linux; elsewhere a thread watches.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    # The parent may have died before the line above.
    if os.getppid() != parent:
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(POLL_S)
    os._exit(1)


def main() -> None:
    """Runs the module named on the command line as `__main__`."""
    parent, module = int(sys.argv[1]), sys.argv[2]
    die_with_parent(parent)
    # `runpy` replaces the first element by the module's file.
    sys.argv[:] = sys.argv[2:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
