"""Who a customer is and what he downloads, in the OpenAPI description."""

from __future__ import annotations

from typing import Any

from bot.contracts.loan_files import CallbackState
from bot.gateway.identity_schemas import MAX_TOKEN_CHARS
from bot.gateway.openapi_schemas import (
    ANY_OBJECT,
    MODE,
    TEXT,
    TIME,
    UUID,
    Schema,
    array,
    nullable,
    record,
    ref,
)

_INTEGER: Schema = {"type": "integer"}

CUSTOMER_SCHEMAS: dict[str, Schema] = {
    "VerifiedCustomer": record(id=TEXT, name=nullable(TEXT)),
    "IdentityInput": record(
        token={
            "type": "string",
            "minLength": 1,
            "maxLength": MAX_TOKEN_CHARS,
            "description": "JWT, HS256, with `sub`, `aud` = `ecoute`, `exp`, `name`?",
        }
    ),
    "Identified": record(customer=ref("VerifiedCustomer")),
    "CustomerFile": record(
        reference=TEXT,
        region=nullable(TEXT),
        amount_cents=nullable(_INTEGER),
        answers=ANY_OBJECT,
        company=nullable(record(siren=TEXT, name=nullable(TEXT))),
        owners=array(record(name=TEXT, share_bp=_INTEGER)),
    ),
    "CustomerExport": record(
        exported_at=TIME,
        id=UUID,
        opened_at=TIME,
        mode=MODE,
        locale=nullable(TEXT),
        page_url=nullable(TEXT),
        metadata=nullable(ANY_OBJECT),
        customer=nullable(ref("VerifiedCustomer")),
        messages=array(ref("Message")),
        feedback=nullable(record(score=_INTEGER, comment=nullable(TEXT), at=TIME)),
        file=nullable(ref("CustomerFile")),
        callbacks=array(
            record(
                phone=TEXT,
                slot_start=TIME,
                slot_end=TIME,
                topic=nullable(TEXT),
                state={
                    "type": "string",
                    "enum": [each.value for each in CallbackState],
                },
            )
        ),
        complaints=array(record(receipt=TEXT, text=TEXT, at=TIME)),
        kept=array(record(seq=_INTEGER, text=nullable(TEXT), at=TIME)),
    ),
}


def _choice(name: str, *words: str) -> Schema:
    schema = {"type": "string", "enum": list(words), "default": words[0]}
    return {"name": name, "in": "query", "schema": schema}


EXPORT_FORMAT = _choice("format", "json", "txt")
EXPORT_LANGUAGE = _choice("lang", "fr", "en")
PLAIN: dict[str, Any] = {"text/plain": {"schema": TEXT}}
