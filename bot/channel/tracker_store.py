"""Rasa's tracker store on the database of the settings."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import make_url
from sqlalchemy.orm import sessionmaker

from bot.channel.live_tracker import LiveTracker, shorten
from bot.channel.live_trackers import LiveTrackers

# Both columns are in the index of `sender_id`, so no row is read.
NEWEST_ROW = sa.text("SELECT max(id) FROM events WHERE sender_id = :sender_id")


class ConversationTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, made for many short turns.

    Rasa's own reads a conversation whole to answer a turn, and again to learn which
    events are new; each time it opens the SQLite file anew. This one keeps the
    connection, writes what is new without reading, and keeps the trackers of the
    latest turns. Such a tracker is used only if the newest row is the one it knows,
    so another Rasa server, an erasure or a restart never meets stale memory.
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
        self.engine: sa.engine.Engine
        super().__init__(domain=domain, host=host, event_broker=event_broker, **kwargs)
        if database:
            self.engine.dispose()
            self.engine = _open_sqlite(str(host))
            self.sessionmaker = sessionmaker(bind=self.engine)
        self._live = LiveTrackers()
        self._insert = sa.insert(self.SQLEvent.__table__)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Gives the tracker of the present session; see `shorten`."""
        live = self._live.take(sender_id)
        with self.engine.connect() as connection:
            newest = _last_row(connection, sender_id)
        if newest is None:
            return None
        if live is not None and live.last_row == newest:
            return live
        return self._load(sender_id)

    def _load(self, sender_id: str) -> LiveTracker | None:
        with self.session_scope() as session:
            query = self._event_query(session, sender_id, False)
            rows = [(row.id, json.loads(row.data)) for row in query]
        if not rows or not self.domain:
            return None
        tracker: LiveTracker = LiveTracker.from_dict(
            sender_id, [data for _, data in rows], self.domain.slots
        )
        tracker.stored, tracker.last_row = len(tracker.events), rows[-1][0]
        return shorten(tracker, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Writes the events that are not stored yet, all or none."""
        if not isinstance(tracker, LiveTracker):
            with self.engine.connect() as connection:
                stored = _last_row(connection, tracker.sender_id) is not None
            if stored:
                await super().save(tracker)
                return
            tracker = LiveTracker.from_events(
                tracker.sender_id, list(tracker.events), self.domain.slots
            )
        new = list(itertools.islice(tracker.events, tracker.stored, None))
        if not new:
            return
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)
        self._write(tracker, new)
        self._live.put(shorten(tracker, self.domain.slots))

    def _write(self, tracker: LiveTracker, new: Sequence[Event]) -> None:
        rows = [_as_row(tracker.sender_id, event) for event in new]
        with self.engine.begin() as connection:
            connection.execute(self._insert, rows)
            tracker.last_row = _last_row(connection, tracker.sender_id)
        tracker.stored = len(tracker.events)


def _last_row(connection: Any, sender_id: str) -> int | None:
    found = connection.scalar(NEWEST_ROW, {"sender_id": sender_id})
    return None if found is None else int(found)


def _as_row(sender_id: str, event: Event) -> dict[str, Any]:
    """An event as Rasa stores it (rasa/core/tracker_store.py:1333-1359)."""
    data = event.as_dict()
    intent = (data.get("parse_data") or {}).get("intent") or {}
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": intent.get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _open_sqlite(url: str) -> sa.engine.Engine:
    # Rasa and SQLAlchemy 1.4 open a SQLite file again for every session; the last to
    # close it also folds the log back into it, which costs more than the turn's rows.
    # One connection serves the event loop's thread, and there is only this one.
    pool = sa.pool.StaticPool
    engine = sa.create_engine(
        url, poolclass=pool, connect_args={"check_same_thread": False}
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Readers then do not wait for the writer, and a commit costs one write, not three.
    # The gateway keeps every message itself, so NORMAL (which may lose the last
    # commits in a power failure, never in a crash of ours) is enough here.
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
