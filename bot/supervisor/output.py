"""Writes the lines of all processes into one readable log."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from datetime import datetime
from typing import TextIO

# ANSI foreground colours, one per process, readable on dark and light terminals.
COLOURS = {"serve": 36, "gateway": 32, "rasa": 35, "actions": 34, "train": 33}
NAME_WIDTH = 7
# Longest line kept whole, in bytes; a longer one (a dumped array) is cut in pieces.
LONGEST_LINE = 64 * 1024
# Lines remembered to explain why a process ended.
REMEMBERED = 15


class Output:
    """One stream shared by every process.

    Args:
        stream: Where the lines go.
        prefix: Whether to put time and name before each line; off for JSON logs,
            whose lines carry both.
    """

    def __init__(self, stream: TextIO | None = None, prefix: bool = True) -> None:
        self._stream = stream or sys.stderr
        self._prefix = prefix
        self._colour = prefix and self._stream.isatty()

    def write(self, name: str, line: str) -> None:
        """Writes one line of the process `name`."""
        self._stream.write(f"{self._head(name)}{line}\n")
        self._stream.flush()

    def _head(self, name: str) -> str:
        if not self._prefix:
            return ""
        head = f"{datetime.now():%H:%M:%S} {name:<{NAME_WIDTH}} | "
        if not self._colour:
            return head
        return f"\x1b[{COLOURS.get(name, 37)}m{head}\x1b[0m"


async def copy_lines(
    name: str, source: asyncio.StreamReader, output: Output, last: deque[str]
) -> None:
    """Copies what a process writes until it closes its end.

    Args:
        name: Of the process.
        source: Its standard output and error.
        output: Where its lines go.
        last: Gets the latest lines, to explain a sudden end.
    """
    while True:
        try:
            raw = await source.readuntil(b"\n")
        except asyncio.IncompleteReadError as rest:
            raw = rest.partial
        except asyncio.LimitOverrunError as overrun:
            raw = await source.read(max(overrun.consumed, 1))
        if not raw:
            return
        line = raw.decode("utf-8", "replace").rstrip()
        if line:
            last.append(line)
            output.write(name, line)
