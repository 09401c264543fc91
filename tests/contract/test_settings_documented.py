from __future__ import annotations

import re
from pathlib import Path

from bot.settings import PROJECT_ROOT, load_settings, variable_names

TABLE = PROJECT_ROOT / "docs" / "settings.md"
ROW = re.compile(r"^\| `(BOT_[A-Z_]+)` \| (?P<default>.+?) \| (?P<meaning>.+) \|$")
READS_ENVIRONMENT = re.compile(r"\bos\.environ\b|\bgetenv\b")


def documented() -> dict[str, str]:
    rows = (ROW.match(line) for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {row[1]: row["default"] for row in rows if row}


def test_every_setting_is_in_the_table_and_every_row_is_a_setting() -> None:
    assert set(documented()) == set(variable_names())


def test_plain_defaults_in_the_table_are_the_real_ones() -> None:
    settings = load_settings({})
    table = documented()
    for variable, value in {
        "BOT_PORT": settings.port,
        "BOT_HOST": settings.host,
        "BOT_RASA_PORT": settings.rasa_port,
        "BOT_ACTIONS_PORT": settings.actions_port,
        "BOT_RASA_TIMEOUT_S": f"{settings.rasa_timeout_s:g}",
        "BOT_ACTION_TIMEOUT_S": f"{settings.action_timeout_s:g}",
        "BOT_MAX_TEXT_CHARS": settings.max_text_chars,
        "BOT_MAX_BODY_BYTES": settings.max_body_bytes,
        "BOT_MESSAGES_PER_MINUTE": settings.messages_per_minute,
        "BOT_NEW_CONVERSATIONS_PER_MINUTE": settings.new_conversations_per_minute,
        "BOT_LOGIN_ATTEMPTS_PER_MINUTE": settings.login_attempts_per_minute,
        "BOT_MAX_PENDING_TURNS": settings.max_pending_turns,
        "BOT_CONVERSATION_TTL_H": f"{settings.conversation_ttl_h:g}",
        "BOT_AGENT_SESSION_H": f"{settings.agent_session_h:g}",
        "BOT_DESK_SECOND_FACTOR": settings.desk_second_factor,
        "BOT_INVITATION_H": f"{settings.invitation_h:g}",
        "BOT_LOG_FORMAT": settings.log_format,
        "BOT_LOG_LEVEL": settings.log_level,
    }.items():
        assert table[variable] == f"`{value}`", variable


def test_only_the_settings_module_reads_the_environment() -> None:
    readers = {
        path.relative_to(PROJECT_ROOT).as_posix()
        for folder in ("bot", "actions")
        for path in Path(PROJECT_ROOT / folder).rglob("*.py")
        if READS_ENVIRONMENT.search(_code_of(path))
    }
    assert readers == {"bot/settings.py"}


def _code_of(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return re.sub(r'""".*?"""', "", text, flags=re.DOTALL)
