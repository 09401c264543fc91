"""Every setting of every process, read once from `BOT_…` environment variables.

This is the only module that reads `os.environ`. The table for operators is
`docs/settings.md`; a contract test keeps the two in step.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings_reader import Reader, reject_near_misses

PROJECT_ROOT = Path(__file__).resolve().parent.parent
MODEL_NAME = "ecoute"


@dataclass(frozen=True)
class Settings:
    """What an operator can choose.

    Attributes:
        host: Interface of the gateway, the only process that faces browsers.
        port: TCP port of the gateway.
        public_url: What customers type, without a final slash.
        database_url: SQLAlchemy URL of the store.
        tracker_url: SQLAlchemy URL of Rasa's tracker store.
        redis_url: Shared by several gateways; `None` with a single one.
        rasa_url: Base URL of Rasa, without a final slash.
        rasa_external: Whether somebody else runs Rasa at `rasa_url`.
        rasa_port: TCP port of our own Rasa, always on loopback.
        actions_url: Where Rasa posts custom actions.
        actions_external: Whether somebody else runs the action server.
        actions_port: TCP port of our own action server, always on loopback.
        rasa_token: Shared secret between gateway and Rasa; `bot serve` draws one
            when it is `None`.
        rasa_timeout_s: Seconds the gateway waits for one turn.
        action_timeout_s: Seconds one custom action may take.
        max_text_chars: Longest customer message, in characters.
        max_body_bytes: Largest HTTP body accepted, in bytes.
        allowed_origins: Other sites that may embed the widget, as origins.
        trust_proxy: Whether `X-Forwarded-For` is believed.
        identity_secret: Shared with sites that vouch for customers; `None`: none do.
        secrets_keys: Keys that seal second factors in the store, the newest first;
            none: `bot.store.secret_keys` says what then.
        identity_required: Whether only identified customers may write.
        demo_password: Password of the first agent; `None` draws one.
        agent_session_h: Hours until an agent signs in again.
        desk_second_factor: `optional`, or `required` of everybody at the desk.
        invitation_h: Hours in which an invitation can be accepted.
        conversation_ttl_h: Hours without a message after which a customer's token
            no longer opens the conversation; 0 = never.
        login_attempts_per_minute: Per address and per username; 0 = no limit.
        messages_per_minute: Per conversation; 0 = no limit.
        new_conversations_per_minute: Per address; 0 = no limit.
        max_pending_turns: Turns one gateway keeps waiting for Rasa.
        var_dir: What the running product writes (database, state).
        cache_dir: What can be computed again (converted encoder).
        model_dir: Trained models.
        log_format: `console`, `plain` (no time, no colour) or `json`.
        log_level: Lowest level logged, e.g. `INFO`.
        instance: Name of this gateway in logs and metrics.
        metrics: Whether `/metrics` answers.
        company_register: `local` (fictional companies) or `public` (the service).
        company_register_url: The public service, without a final slash.
        sanctions_file: List of sanctions, JSON of the DG Trésor or XML of the EU.
    """

    host: str
    port: int
    public_url: str
    database_url: str = field(repr=False)
    tracker_url: str = field(repr=False)
    redis_url: str | None = field(repr=False)
    rasa_url: str
    rasa_external: bool
    rasa_port: int
    actions_url: str
    actions_external: bool
    actions_port: int
    rasa_token: str | None = field(repr=False)
    rasa_timeout_s: float
    action_timeout_s: float
    max_text_chars: int
    max_body_bytes: int
    allowed_origins: tuple[str, ...]
    trust_proxy: bool
    identity_secret: str | None = field(repr=False)
    secrets_keys: tuple[str, ...] = field(repr=False)
    identity_required: bool
    demo_password: str | None = field(repr=False)
    agent_session_h: float
    desk_second_factor: str
    invitation_h: float
    conversation_ttl_h: float
    login_attempts_per_minute: int
    messages_per_minute: int
    new_conversations_per_minute: int
    max_pending_turns: int
    var_dir: Path
    cache_dir: Path
    model_dir: Path
    log_format: str
    log_level: str
    instance: str
    metrics: bool
    company_register: str
    company_register_url: str
    sanctions_file: Path

    @property
    def model_path(self) -> Path:
        """The one model that is trained and served."""
        return self.model_dir / f"{MODEL_NAME}.tar.gz"


SECOND_FACTOR = ("optional", ("optional", "required"))  # default, choices
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def current_environ() -> dict[str, str]:
    """Copies the environment, for the supervisor to hand on to its processes."""
    return dict(os.environ)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Reads and checks the settings.

    Args:
        environ: Variables to read; `None` for those of this process.

    Raises:
        SettingsError: A value is not what is expected, or a name looks misspelt.
    """
    reader = Reader(os.environ if environ is None else environ, PROJECT_ROOT)
    values: dict[str, object] = {}
    for part in _PARTS:
        values.update(part(reader))
    settings = Settings(**values)  # type: ignore[arg-type]
    reject_near_misses(reader.names_seen, reader.environ)
    return settings


def variable_names() -> frozenset[str]:
    """Every variable that `load_settings` looks at."""
    reader = Reader({}, PROJECT_ROOT)
    for part in _PARTS:
        part(reader)
    return frozenset(reader.names_seen)


def _addresses(read: Reader) -> dict[str, object]:
    host = read.text("BOT_HOST", "127.0.0.1")
    port = read.port("BOT_PORT", 8000)
    rasa_port = read.port("BOT_RASA_PORT", 5005)
    actions_port = read.port("BOT_ACTIONS_PORT", 5055)
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host
    rasa_url = read.url("BOT_RASA_URL", ("http", "https"))
    actions_url = read.url("BOT_ACTIONS_URL", ("http", "https"))
    public_url = read.url("BOT_PUBLIC_URL", ("http", "https"))
    ours = f"http://127.0.0.1:{actions_port}/webhook"
    return {
        "host": host,
        "port": port,
        "public_url": public_url or f"http://{shown}:{port}",
        "rasa_port": rasa_port,
        "rasa_url": rasa_url or f"http://127.0.0.1:{rasa_port}",
        # The supervisor hands its own addresses on to its processes, so an address
        # on our own loopback port still means ours.
        "rasa_external": rasa_url not in {None, f"http://127.0.0.1:{rasa_port}"},
        "actions_port": actions_port,
        "actions_url": actions_url or ours,
        "actions_external": actions_url not in {None, ours},
        "allowed_origins": read.origins("BOT_ALLOWED_ORIGINS"),
        "trust_proxy": read.flag("BOT_TRUST_PROXY", False),
        "instance": read.text("BOT_INSTANCE", f"{socket.gethostname()}:{port}"),
    }


def _storage(read: Reader) -> dict[str, object]:
    var_dir = read.folder("BOT_VAR_DIR", "var")
    stores = ("sqlite", "postgresql", "postgresql+psycopg2")
    database = read.url("BOT_DATABASE_URL", stores) or f"sqlite:///{var_dir}/ecoute.db"
    # SQLite locks the whole file: turns and Rasa's events would wait for each other.
    lite = database.startswith("sqlite")
    tracker_default = f"sqlite:///{var_dir}/tracker.db" if lite else database
    return {
        "var_dir": var_dir,
        "cache_dir": read.folder("BOT_CACHE_DIR", str(var_dir / "cache")),
        "model_dir": read.folder("BOT_MODEL_DIR", "models"),
        "database_url": database,
        "tracker_url": read.url("BOT_TRACKER_URL", stores) or tracker_default,
        "redis_url": read.url("BOT_REDIS_URL", ("redis", "rediss", "unix")),
    }


def _secrets(read: Reader) -> dict[str, object]:
    hours = read.number
    return {
        "rasa_token": read.secret("BOT_RASA_TOKEN", min_chars=16),
        "identity_secret": read.secret("BOT_IDENTITY_SECRET", min_chars=32),
        "secrets_keys": read.keys("BOT_SECRETS_KEY"),
        "identity_required": read.flag("BOT_IDENTITY_REQUIRED", False),
        "demo_password": read.secret("BOT_DEMO_PASSWORD", min_chars=8),
        "agent_session_h": hours("BOT_AGENT_SESSION_H", 12, low=0.1, high=720),
        "conversation_ttl_h": hours("BOT_CONVERSATION_TTL_H", 720, 0, 87_600),
        "invitation_h": hours("BOT_INVITATION_H", 72, low=0.1, high=720),
        "desk_second_factor": read.choice("BOT_DESK_SECOND_FACTOR", *SECOND_FACTOR),
    }


def _limits(read: Reader) -> dict[str, object]:
    count, million = read.integer, 1_000_000
    return {
        "rasa_timeout_s": read.number("BOT_RASA_TIMEOUT_S", 8, low=0.1, high=120),
        "action_timeout_s": read.number("BOT_ACTION_TIMEOUT_S", 5, low=0.1, high=120),
        "max_text_chars": count("BOT_MAX_TEXT_CHARS", 2000, 1, 20_000),
        "max_body_bytes": count("BOT_MAX_BODY_BYTES", 64 * 1024, 1024, 16 * million),
        "login_attempts_per_minute": count(
            "BOT_LOGIN_ATTEMPTS_PER_MINUTE", 5, 0, million
        ),
        "messages_per_minute": count("BOT_MESSAGES_PER_MINUTE", 1200, 0, million),
        "new_conversations_per_minute": count(
            "BOT_NEW_CONVERSATIONS_PER_MINUTE", 600, 0, million
        ),
        "max_pending_turns": count("BOT_MAX_PENDING_TURNS", 512, 1, million),
    }


def _logging(read: Reader) -> dict[str, object]:
    return {
        "log_format": read.choice(
            "BOT_LOG_FORMAT", "console", ("console", "plain", "json")
        ),
        "log_level": read.choice("BOT_LOG_LEVEL", "INFO", LOG_LEVELS),
        "metrics": read.flag("BOT_METRICS", True),
    }


def _registers(read: Reader) -> dict[str, object]:
    url = read.url("BOT_COMPANY_REGISTER_URL", ("https", "http"))
    return {
        "company_register": read.choice(
            "BOT_COMPANY_REGISTER", "local", ("local", "public")
        ),
        "company_register_url": url or "https://recherche-entreprises.api.gouv.fr",
        "sanctions_file": read.folder(
            "BOT_SANCTIONS_FILE", "data/registers/sample_treasury_freezes.json"
        ),
    }


_PARTS = (_addresses, _storage, _secrets, _limits, _logging, _registers)
