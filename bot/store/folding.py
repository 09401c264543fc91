"""Text without capitals and accents, the same in Python, SQLite and PostgreSQL.

One letter becomes one letter: « œ » and « æ » stay as they are, on both sides. Letters
beyond French and its neighbours keep their accents in PostgreSQL.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_FROM = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ’\u00a0\u202f"
_TO = "aaaaaaceeeeiiiinooooouuuuyy'  "
_TABLE = str.maketrans(_FROM, _TO)
SQLITE_NAME = "folded"


class folded(FunctionElement):  # a SQL function, named like one
    """A column, folded by the database."""

    type = sa.Text()
    name = SQLITE_NAME
    inherit_cache = True


@compiles(folded)
def _by_name(element: Any, compiler: Any, **kwargs: Any) -> str:
    # SQLite learns the name when a connection is opened (bot/store/engine.py).
    return f"{SQLITE_NAME}({compiler.process(element.clauses, **kwargs)})"


@compiles(folded, "postgresql")
def _in_postgresql(element: Any, compiler: Any, **kwargs: Any) -> str:
    column = compiler.process(element.clauses, **kwargs)
    quoted = _TO.replace("'", "''")
    return f"translate(lower({column}), '{_FROM}', '{quoted}')"


def fold(text: str | None) -> str | None:
    """The same for words that are looked for; SQLite calls it for its rows too."""
    return None if text is None else text.lower().translate(_TABLE)


def like_pattern(word: str) -> str:
    r"""A pattern for `LIKE … ESCAPE '\'`: the word anywhere, taken literally."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{fold(escaped)}%"
