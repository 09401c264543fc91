"""Text without capitals and accents, the same in Python, SQLite and PostgreSQL.

« œ », « æ » and printers' ligatures become two letters; accents that are characters of
their own go. Letters beyond French and its neighbours keep their accents.
"""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_FROM = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ’\u00a0\u202f"
_TO = "aaaaaaceeeeiiiinooooouuuuyy'  "
# Accents written after their letter, as some phones and files do: left out.
_MARKS = "\u0300\u0301\u0302\u0303\u0308\u0327"
_LIGATURES = {"œ": "oe", "æ": "ae", "ﬁ": "fi", "ﬂ": "fl"}
_PLAIN = {
    **dict(zip(_FROM, _TO, strict=True)),
    **dict.fromkeys(_MARKS, ""),
    **_LIGATURES,
}
# Most letters need nothing: looking for the others is quicker than `str.translate`.
_ODD = re.compile(f"[{''.join(_PLAIN)}]")
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
    # What has no counterpart in the second list is left out.
    plain = f"translate(lower({column}), '{_FROM}{_MARKS}', '{quoted}')"
    for one, two in _LIGATURES.items():
        plain = f"replace({plain}, '{one}', '{two}')"
    return plain


def fold(text: str | None) -> str | None:
    """The same for words that are looked for; SQLite calls it for its rows too."""
    return None if text is None else _ODD.sub(_plain_letter, text.lower())


def _plain_letter(odd: re.Match[str]) -> str:
    return _PLAIN[odd[0]]


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters where it stood in the original."""
    each = [fold(letter) or "" for letter in text]
    places = [at for at, letters in enumerate(each) for _ in letters]
    return "".join(each), places


def like_pattern(piece: str) -> str:
    r"""A pattern for `LIKE … ESCAPE '\'`: folded text anywhere, taken literally."""
    escaped = piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
