"""The environment our processes run in."""

from __future__ import annotations

import os
from collections.abc import Mapping

from bot.settings import Settings

# The same for every process.
FIXED: Mapping[str, str] = {
    "PYTHONUNBUFFERED": "1",
    # Rasa reports home unless told otherwise.
    "RASA_TELEMETRY_ENABLED": "false",
    "SANIC_ACCESS_LOG": "false",
    "SANIC_MOTD": "false",
    # One Rasa process answers many customers: more threads per sentence only fight.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    # Rasa is on SQLAlchemy 1.4 by choice; its notice about 2.0 helps nobody here.
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    # Each arena of glibc keeps freed memory to itself; Rasa's threads would each
    # have one.
    "MALLOC_ARENA_MAX": "2",
}
# A training serves nobody: it may have every processor. It solves equations in
# thousands of unknowns, on one of two processors half a minute longer.
EVERY_PROCESSOR: Mapping[str, str] = {
    name: str(os.cpu_count() or 1)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
}
# Processes that run others' code, whose notices operators cannot act on.
QUIET: Mapping[str, str] = {
    "PYTHONWARNINGS": "ignore",
    # Rasa's own names; they also switch off progress bars made for a terminal.
    "LOG_LEVEL": "ERROR",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


def child_environ(
    base: Mapping[str, str], settings: Settings, rasa_token: str, quiet: bool
) -> dict[str, str]:
    """Builds the environment of one process.

    Args:
        base: The supervisor's own environment.
        settings: The supervisor's settings; addresses are handed on resolved, because
            `endpoints.yml` reads them from the environment.
        rasa_token: The secret between gateway and Rasa.
        quiet: Whether others' warnings and progress bars are off.
    """
    # A process writes no time of its own: the supervisor puts one before each line.
    log_format = "json" if settings.log_format == "json" else "plain"
    return {
        **base,
        **FIXED,
        **(QUIET if quiet else {}),
        "BOT_ACTIONS_URL": settings.actions_url,
        "BOT_RASA_URL": settings.rasa_url,
        "BOT_DATABASE_URL": settings.database_url,
        "BOT_TRACKER_URL": settings.tracker_url,
        "BOT_RASA_TOKEN": rasa_token,
        "BOT_ACTION_TIMEOUT_S": f"{settings.action_timeout_s:g}",
        "BOT_INSTANCE": settings.instance,
        "BOT_LOG_FORMAT": log_format,
    }
