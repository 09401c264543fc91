"""Alembic's entry: runs the migrations on the connection it is given."""

from __future__ import annotations

from alembic import context

from bot.store import (  # noqa: F401 – their tables
    desk_models,
    hotline_models,
    loan_models,
    people_models,
    service_models,
    share_models,
    voice_models,
)
from bot.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter a table in place
)
with context.begin_transaction():
    context.run_migrations()
