"""The JSON shapes of the evidence card, for the OpenAPI description."""

from __future__ import annotations

from bot.contracts.desk import Resolution
from bot.desk.suggestions import Source
from bot.gateway.hand_back_schemas import HAND_BACK
from bot.gateway.openapi_schemas import (
    CONFIDENCE,
    MODE,
    REASON,
    SEQ,
    TEXT,
    TIME,
    UUID,
    Schema,
    array,
    nullable,
    record,
)

_SEQ: Schema = {**SEQ, "minimum": 1}
_RESOLUTION: Schema = {"type": "string", "enum": [each.value for each in Resolution]}
_SOURCE: Schema = {"type": "string", "enum": [each.value for each in Source]}

EVIDENCE_SCHEMAS: dict[str, Schema] = {
    "SaidAt": record(seq=_SEQ, text=TEXT),
    "Wish": record(intent=TEXT, label=TEXT, seq=_SEQ, confidence=CONFIDENCE, text=TEXT),
    "RunnerUp": record(intent=TEXT, label=TEXT, seq=_SEQ, confidence=CONFIDENCE),
    "Known": {
        **record(slot=TEXT, label=TEXT, value=TEXT, raw={}, seq=nullable(_SEQ)),
        "description": "`value` in words with its unit, `raw` as the bot keeps it. "
        "With `seq`, `slot` is an entity that this message of the customer's said.",
    },
    "EarlierConversation": record(
        id=UUID,
        at=TIME,
        mode=MODE,
        reason=nullable(REASON),
        resolution=nullable(_RESOLUTION),
        tags=array(TEXT),
        summary=nullable(TEXT),
        score=nullable({"type": "integer", "minimum": 1, "maximum": 5}),
    ),
    "LeftSummary": record(text=TEXT, agent=nullable(TEXT), at=TIME),
    "Suggestion": record(intent=TEXT, text=TEXT, source=_SOURCE, label=TEXT),
    "HandBack": HAND_BACK,
}
