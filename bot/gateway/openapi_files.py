"""Loan files, checks and alerts in the OpenAPI description: shapes of the desk."""

from __future__ import annotations

from enum import Enum
from typing import Any

from bot.contracts.loan_files import (
    AlertState,
    CheckKind,
    CheckOutcome,
    CompanySource,
    DocumentState,
    FilePath,
    FileStatus,
)
from bot.gateway.openapi_schemas import (
    ANY_OBJECT,
    TEXT,
    TIME,
    UUID,
    Schema,
    array,
    nullable,
    record,
    ref,
)


def _enum(values: type[Enum]) -> Schema:
    return {"type": "string", "enum": [value.value for value in values]}


_DATE: Schema = {"type": "string", "format": "date"}
_BASIS_POINTS: Schema = {"type": "integer", "minimum": 0, "maximum": 10_000}
_SUMMARY: dict[str, Schema] = {
    "reference": TEXT,
    "status": _enum(FileStatus),
    "path": nullable({**_enum(FilePath), "enum": [*_enum(FilePath)["enum"], None]}),
    "region": nullable(TEXT),
    "amount_cents": nullable({"type": "integer", "minimum": 1}),
    "opened_at": TIME,
    "updated_at": TIME,
    "company": nullable(ref("FileCompany")),
    "documents": array(record(kind=TEXT, state=_enum(DocumentState))),
    "owners": array(ref("FileOwner")),
    "checks": array(ref("FileCheck")),
    "alerts": array(ref("FileAlert")),
}

FILE_SCHEMAS: dict[str, Schema] = {
    "FileCompany": record(
        siren=TEXT,
        siret=nullable(TEXT),
        name=nullable(TEXT),
        legal_form=nullable(TEXT),
        source=_enum(CompanySource),
        register_state=nullable(TEXT),
        checked_at=nullable(TIME),
    ),
    "FileOwner": record(
        name=TEXT,
        share_bp=_BASIS_POINTS,
        direct={"type": "boolean"},
        birth_date=nullable(_DATE),
        nationality=nullable(TEXT),
    ),
    "FileCheck": record(
        kind=_enum(CheckKind),
        outcome=_enum(CheckOutcome),
        evidence=ANY_OBJECT,
        at=TIME,
    ),
    "FileAlert": record(
        id=UUID,
        kind=TEXT,
        state=_enum(AlertState),
        owner=nullable(TEXT),
        evidence=ANY_OBJECT,
        opened_at=TIME,
        decided_by=nullable(TEXT),
        reason=nullable(TEXT),
        decided_at=nullable(TIME),
    ),
    "LoanFile": record((), **_SUMMARY),
    "FileExport": record(
        (),
        **_SUMMARY,
        events=array(
            record(
                event=TEXT,
                alert_id=nullable(UUID),
                actor=TEXT,
                detail=ANY_OBJECT,
                at=TIME,
            )
        ),
    ),
    "AlertDecision": record(
        reason={
            "type": "string",
            "minLength": 3,
            "maxLength": 1000,
            # Visible characters at both ends: a reason of spaces is none.
            "pattern": r"^[^\s\x00](?:[^\x00]*[^\s\x00])?$",
            "example": "Homonyme : la date de naissance diffère.",
        }
    ),
}

REFERENCE: Schema = {
    "name": "reference",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[0-9A-Za-z-]{1,64}$"},
}
FORMAT: Schema = {
    "name": "format",
    "in": "query",
    "schema": {"type": "string", "enum": ["json", "csv"], "default": "json"},
}
CSV: dict[str, Any] = {"text/csv": {"schema": TEXT}}
