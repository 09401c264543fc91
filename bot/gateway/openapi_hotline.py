"""The JSON shapes of calls, complaints and the brand, for the OpenAPI description."""

from __future__ import annotations

from enum import Enum

from bot.contracts.loan_files import CallbackState, ComplaintState
from bot.gateway.openapi_schemas import (
    TEXT,
    TIME,
    UUID,
    Schema,
    array,
    nullable,
    record,
)
from bot.knowledge.brand import Consent


def _one_of(values: type[Enum]) -> Schema:
    return {"type": "string", "enum": [value.value for value in values]}


HOTLINE_SCHEMAS: dict[str, Schema] = {
    "Callbacks": record(
        callbacks=array(
            record(
                id=UUID,
                conversation_id=UUID,
                phone={**TEXT, "description": "E.164", "example": "+33612345678"},
                slot_start=TIME,
                slot_end=TIME,
                topic=nullable(TEXT),
                created_at=TIME,
            )
        )
    ),
    "CallbackStanding": record(id=UUID, state=_one_of(CallbackState)),
    "Complaints": record(
        complaints=array(
            record(
                id=UUID,
                conversation_id=UUID,
                receipt=TEXT,
                text=TEXT,
                about=nullable(TEXT),
                about_title=nullable(TEXT),
                at=TIME,
            )
        )
    ),
    "ComplaintStanding": record(id=UUID, state=_one_of(ComplaintState)),
    "Brand": record(
        name=TEXT,
        notice=TEXT,
        hours=TEXT,
        time_zone=TEXT,
        contacts=array(record(kind=TEXT, value=TEXT)),
        data_kept=TEXT,
        data_kept_en=nullable(TEXT),
        privacy_url=nullable({"type": "string", "format": "uri"}),
        consent=_one_of(Consent),
    ),
}
