"""Moments as seconds since 1970, computed by the database."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

# Of 1970-01-01 in days, as SQLite counts them.
JULIAN_1970 = 2440587.5


class epoch(GenericFunction):
    """Seconds since 1970 (UTC) of a moment, null for null.

    For reading very many rows: a number is read in half the time of an aware datetime.
    """

    type = sa.Float()
    inherit_cache = True


@compiles(epoch, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    moment = compiler.process(element.clauses, **options)
    return f"((julianday({moment}) - {JULIAN_1970}) * 86400.0)"


@compiles(epoch, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    moment = compiler.process(element.clauses, **options)
    return f"CAST(EXTRACT(EPOCH FROM {moment}) AS DOUBLE PRECISION)"
