"""The keys that secrets of the store are sealed with: from the settings, or a file.

On embedded defaults the key is drawn once into a file beside the database that only its
owner may read. With PostgreSQL there may be several gateways on several machines, which
must share a key: there it is asked for, never drawn.
"""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import tempfile
from pathlib import Path

from sqlalchemy.orm import Session

from bot.errors import SettingsError
from bot.privacy.secret_box import SecretBox, new_key
from bot.settings import Settings, load_settings
from bot.store.engine import is_sqlite

logger = logging.getLogger(__name__)

KEY_FILE = "secrets.key"
SESSION_KEY = "secret_box"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read_secret_box(settings: Settings) -> SecretBox:
    """The box of these settings; without a key it can only open what is in clear.

    Raises:
        SettingsError: The key file holds something else, or cannot be read or made.
    """
    if settings.secrets_keys:
        return SecretBox(settings.secrets_keys)
    if not is_sqlite(settings.database_url):
        return SecretBox(())
    path = settings.var_dir / KEY_FILE
    try:
        text = _read_or_draw(path)
        return SecretBox([line for line in text.split() if line])
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"Expected {path} to hold a key in each line, the newest first, but found "
            f"{type(error).__name__}. Please restore it from where you keep it, or set "
            "BOT_SECRETS_KEY."
        ) from error


def box_of(session: Session) -> SecretBox:
    """The box of the gateway that opened the session; else that of the settings."""
    found: SecretBox | None = session.info.get(SESSION_KEY)
    return found or read_secret_box(load_settings())


def _read_or_draw(path: Path) -> str:
    if not path.exists():
        _draw(path)
    if path.stat().st_mode & _OTHERS:
        logger.warning("others may read %s: `chmod 600` it", path)
    text = path.read_text(encoding="ascii")
    if not text.strip():
        raise ValueError("empty")
    return text


def _draw(path: Path) -> None:
    """Makes the file at once and whole; of several processes the first one's counts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made readable by its owner only (0600), before anything is in it.
    handle, drawn = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(new_key() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(drawn, path)
    finally:
        os.unlink(drawn)
