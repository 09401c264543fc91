"""Rasa's tracker store on the database of the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.engine import make_url


class ConversationTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, opened by one URL, with SQLite prepared for a server.

    Rasa appends events and reads those of the last session only, so a conversation
    that came back from a human starts a new, short session.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        """Opens the database.

        Args:
            domain: See parent class.
            host: SQLAlchemy URL: what `endpoints.yml` calls `url`, Rasa calls `host`.
            event_broker: See parent class.
            **kwargs: See parent class.
        """
        sqlite = str(host).startswith("sqlite")
        database = make_url(host).database if sqlite else None
        if database:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(domain=domain, host=host, event_broker=event_broker, **kwargs)
        if sqlite:
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
            self.engine.dispose()  # connections opened before the listener was there


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Readers then do not wait for the writer, and a commit costs one write, not three.
    # The gateway keeps every message itself, so NORMAL (which may lose the last
    # commits in a power failure, never in a crash of ours) is enough here.
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
