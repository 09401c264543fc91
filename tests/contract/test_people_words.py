"""Closed sets of people and of the audit trail have words on the screen."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

import pytest

from bot.contracts.people import AuditAction, AuditSubject, Role

CONSOLE = Path(__file__).resolve().parents[2] / "web" / "console"


def _keys(file: str, table: str) -> set[str]:
    text = (CONSOLE / file).read_text(encoding="utf-8")
    found = re.search(rf"export const {table} = \{{(.*?)\n\}};", text, re.DOTALL)
    assert found, f"no table {table} in {file}"
    return set(re.findall(r"^\s*(\w+): ", found[1], re.MULTILINE))


@pytest.mark.parametrize(
    ("values", "file", "table"),
    [
        (Role, "people_strings.js", "ROLES"),
        (Role, "people_strings.js", "ROLE_HELP"),
        (AuditAction, "audit_strings.js", "AUDIT_ACTIONS"),
        (AuditSubject, "audit_strings.js", "AUDIT_SUBJECTS"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_every_value_has_words(values: type[Enum], file: str, table: str) -> None:
    assert _keys(file, table) == {value.value for value in values}
