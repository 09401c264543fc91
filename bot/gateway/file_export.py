"""A loan file as a table for another tool. Pure.

One line per value, so that no tool's own columns are guessed at. Cells that a
spreadsheet would run as a formula are made text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from bot.desk.spreadsheet import safe_cell

HEADER = ("record", "number", "field", "value")
# Lists of records inside a file, and what one of them is called.
_RECORDS = {
    "documents": "document",
    "owners": "owner",
    "checks": "check",
    "alerts": "alert",
    "events": "event",
}


def as_csv(file: Mapping[str, Any]) -> str:
    """Writes the exported file as CSV (RFC 4180), every cell quoted."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    for record, number, field, value in _lines(file):
        writer.writerow((record, number, safe_cell(field), safe_cell(value)))
    return out.getvalue()


def _lines(file: Mapping[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    for name, value in file.items():
        if name in _RECORDS:
            for number, each in enumerate(value, start=1):
                for field, text in _flat(each):
                    yield _RECORDS[name], number, field, text
        else:
            record = "company" if name == "company" else "file"
            inside = value if isinstance(value, Mapping) else {name: value}
            for field, text in _flat(inside):
                yield record, 1, field, text


def _flat(value: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Nested values with their way: `evidence.compared.1.points`."""
    if isinstance(value, Mapping):
        items = [(str(key), each) for key, each in value.items()]
    elif isinstance(value, (list, tuple)):
        items = [(str(number), each) for number, each in enumerate(value, start=1)]
    else:
        yield prefix, "" if value is None else str(value)
        return
    for key, each in items:
        yield from _flat(each, f"{prefix}.{key}" if prefix else key)
