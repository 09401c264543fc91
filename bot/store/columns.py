"""Columns and constraints that several tables share."""

from __future__ import annotations

import uuid
from enum import Enum
from typing import Any

import sqlalchemy as sa

from bot.store.models import CASCADE, UtcDateTime, utc_now


def random_id() -> str:
    """An identifier that cannot be guessed."""
    return str(uuid.uuid4())


def new_id() -> sa.Column:
    """A primary key drawn at random."""
    return sa.Column(sa.String(36), primary_key=True, default=random_id)


def now(**kwargs: Any) -> sa.Column:
    """A moment, never null, the present one unless given."""
    return sa.Column(UtcDateTime, nullable=False, default=utc_now, **kwargs)


def key_to(
    table: str, *, ondelete: str = CASCADE, nullable: bool = False, **kwargs: Any
) -> sa.Column:
    """A foreign key to a table with random identifiers."""
    target = sa.ForeignKey(f"{table}.id", ondelete=ondelete)
    return sa.Column(sa.String(36), target, nullable=nullable, **kwargs)


def agent_key() -> sa.Column:
    """An agent; null until one acted."""
    return sa.Column(sa.Integer, sa.ForeignKey("agents.id"), nullable=True)


def one_of(column: str, values: type[Enum]) -> sa.CheckConstraint:
    """Lets the database refuse any other word; null passes where it is allowed."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{column}")


def unique_where(name: str, condition: str, *columns: str) -> sa.Index:
    """Unique among the rows of a condition, so that two requests cannot both win."""
    where = sa.text(condition)
    return sa.Index(
        name, *columns, unique=True, sqlite_where=where, postgresql_where=where
    )
