"""The table of what the service itself does from time to time, for no conversation."""

from __future__ import annotations

import sqlalchemy as sa

from bot.contracts.retention import ServiceJob
from bot.store.columns import one_of
from bot.store.models import Base, UtcDateTime


class ServiceTimer(Base):
    """When a job is due next, who is at it, and what was done of it so far."""

    __tablename__ = "service_timers"
    __table_args__ = (one_of("job", ServiceJob),)

    job = sa.Column(sa.String(24), primary_key=True)
    due_at = sa.Column(UtcDateTime, nullable=False)
    # Whoever is at it, until when he may be before somebody else takes over.
    owner = sa.Column(sa.String(120), nullable=True)
    lease_until = sa.Column(UtcDateTime, nullable=True)
    # Of a run that is not over, so that one who takes over can tell the whole of it.
    progress = sa.Column(sa.JSON, nullable=False, default=dict)
