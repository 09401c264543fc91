from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import HIDDEN, QUIET_LOGGERS, configure_logging


@pytest.fixture(autouse=True)
def _restore_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET_LOGGERS}
    yield
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def written(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_both_kinds_of_loggers_end_in_the_same_lines() -> None:
    stream = io.StringIO()
    configure_logging("json", stream=stream)
    logging.getLogger("bot.gateway").info("turn of %s took %d ms", "c1", 12)
    structlog.get_logger("bot.channel").info("turn over", conversation="c1")
    first, second = written(stream)
    assert first["event"] == "turn of c1 took 12 ms"
    assert first["logger"] == "bot.gateway"
    assert second["conversation"] == "c1"
    assert {"level", "timestamp"} <= set(first) & set(second)


def test_words_of_customers_are_blanked_in_every_format() -> None:
    for log_format in ("json", "plain", "console"):
        stream = io.StringIO()
        configure_logging(log_format, stream=stream)
        structlog.get_logger("bot").warning("parsed", text="mot-secret", intent="ok")
        logging.getLogger("bot").warning(
            "parsed", extra={"message_": 1, "body": "mot-secret"}
        )
        assert "mot-secret" not in stream.getvalue()
        assert HIDDEN in stream.getvalue()


def test_rasa_tells_only_warnings_even_when_we_debug() -> None:
    stream = io.StringIO()
    configure_logging("json", level="DEBUG", stream=stream)
    structlog.get_logger("rasa.core.processor").info("processor.slots.log")
    structlog.get_logger("rasa.core.processor").debug("processor.message", x="bonjour")
    logging.getLogger("bot").debug("ours")
    assert [line["event"] for line in written(stream)] == ["ours"]


def test_plain_lines_have_no_time_because_the_supervisor_adds_it() -> None:
    stream = io.StringIO()
    configure_logging("plain", stream=stream)
    logging.getLogger("bot").info("ready")
    assert stream.getvalue().startswith("[info")


def test_warnings_of_others_code_can_be_silenced() -> None:
    stream = io.StringIO()
    configure_logging("plain", stream=stream, show_warnings=False)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("old name", DeprecationWarning, stacklevel=1)
    assert stream.getvalue() == ""


def test_a_traceback_shows_no_local_variables() -> None:
    stream = io.StringIO()
    configure_logging("console", stream=stream)
    customer_text = "mot-" + "secret"
    try:
        raise ValueError(len(customer_text))
    except ValueError:
        logging.getLogger("bot").exception("turn failed")
    assert "ValueError: 10" in stream.getvalue()
    assert "mot-secret" not in stream.getvalue()
