"""Reads one sentence: `python -m bot.supervisor.run_parse MODEL`, text on input.

Prints Rasa's parse result as one line of JSON, the last one.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path
from typing import Any

from bot.logs import configure_logging
from bot.settings import PROJECT_ROOT
from bot.supervisor.lean_imports import can_be_lean, install
from bot.supervisor.model_metadata import components_of, read_metadata


def main() -> None:
    """Parses standard input."""
    model = Path(sys.argv[1])
    configure_logging("plain", "WARNING", show_warnings=False)
    logging.getLogger().setLevel(logging.ERROR)
    if can_be_lean(components_of(read_metadata(model))):
        install()
    sys.path.insert(0, str(PROJECT_ROOT))
    from rasa.core.agent import Agent

    agent: Any = Agent.load(model)
    parsed = asyncio.run(agent.parse_message(sys.stdin.read()))
    sys.stdout.write(json.dumps(parsed, ensure_ascii=False, default=str) + "\n")


if __name__ == "__main__":
    main()
