"""The JSON shapes of the API, for its OpenAPI description."""

from __future__ import annotations

from typing import Any

from bot.contracts.escalation import EscalationReason
from bot.contracts.modes import Mode, Sender
from bot.contracts.sentiment import SentimentLabel
from bot.contracts.shares import OFFERED_CHANNELS
from bot.desk.service_levels import PROMISES
from bot.gateway.schemas import MAX_TEXT_CHARS

Schema = dict[str, Any]

UUID: Schema = {"type": "string", "format": "uuid"}
TEXT: Schema = {"type": "string"}
TIME: Schema = {"type": "string", "format": "date-time"}
YES: Schema = {"type": "boolean"}
SEQ: Schema = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
CONFIDENCE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
ANY_OBJECT: Schema = {"type": "object"}


def ref(name: str) -> Schema:
    """A reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    """The schema, or null."""
    if "$ref" in schema:
        return {"allOf": [schema], "nullable": True}
    return {**schema, "nullable": True}


def array(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


def record(optional: tuple[str, ...] = (), **properties: Schema) -> Schema:
    """An object with exactly these properties, all required unless optional."""
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    required = [name for name in properties if name not in optional]
    if required:
        schema["required"] = required
    return schema


def _enum(values: type) -> Schema:
    return {"type": "string", "enum": [v.value for v in values]}  # type: ignore[attr-defined]


MODE = _enum(Mode)
REASON = _enum(EscalationReason)
_SAID: Schema = {"type": "string", "maxLength": MAX_TEXT_CHARS}
_BUTTON = record(title=TEXT, payload=TEXT)
_MESSAGE: dict[str, Schema] = {
    "seq": {**SEQ, "minimum": 1},
    "message_id": UUID,
    "sender": _enum(Sender),
    "text": TEXT,
    "buttons": array(_BUTTON),
    "custom": nullable(ANY_OBJECT),
    "at": TIME,
}
SIGNAL = record(
    rule=TEXT,
    value=nullable({"oneOf": [{"type": "number"}, TEXT]}),
    threshold=nullable({"oneOf": [{"type": "number"}, TEXT]}),
)
_SENTIMENT = record(
    ("probabilities",),
    polarity={"type": "number", "minimum": -1, "maximum": 1},
    label=_enum(SentimentLabel),
    probability=CONFIDENCE,
    probabilities=ANY_OBJECT,
)

SCHEMAS: dict[str, Schema] = {
    "Error": record(error=record(code=TEXT, message=TEXT)),
    "Message": record((), **_MESSAGE),
    "NewConversation": record(
        ("locale", "page_url", "metadata"),
        locale=nullable({"type": "string", "maxLength": 35}),
        page_url=nullable({"type": "string", "maxLength": 2000}),
        metadata=nullable(ANY_OBJECT),
    ),
    "OpenedConversation": record(id=UUID, token=TEXT, mode=MODE),
    "CustomerMessage": {
        **record(
            ("text", "payload", "title"),
            message_id=UUID,
            text=nullable({**_SAID, "example": "Quel est le taux du prêt ?"}),
            payload=nullable(
                {"type": "string", "maxLength": 2000, "pattern": "^/"}
            ),
            title=nullable({"type": "string", "maxLength": 200}),
        ),
        "description": "`text`, or the `payload` of a button with its `title`.",
    },
    "Answer": record(
        seq={**SEQ, "minimum": 1},
        mode=MODE,
        replies=array(ref("Message")),
        escalation=nullable(
            record(reason=REASON, position=nullable({"type": "integer", "minimum": 1}))
        ),
    ),
    "Messages": record(
        messages=array(ref("Message")),
        mode=MODE,
        conversation=nullable(ref("Conversation")),
    ),
    "Conversation": record(
        id=UUID,
        mode=MODE,
        position=nullable({"type": "integer", "minimum": 1}),
        estimated_wait_s=nullable({"type": "integer", "minimum": 0}),
        hours=nullable(
            record(open=YES, next_opening=nullable(TIME), time_zone=TEXT)
        ),
        anybody=nullable(YES),
        left_message=nullable(YES),
        agent=nullable(record(name=TEXT)),
        seq=SEQ,
        agent_read_seq=SEQ,
    ),
    "FeedbackInput": record(
        ("comment",),
        score={"type": "integer", "minimum": 1, "maximum": 5},
        comment=nullable({"type": "string", "maxLength": 2000}),
    ),
    "Share": record(
        channel={"type": "string", "enum": [each.value for each in OFFERED_CHANNELS]}
    ),
    "SharedLink": record(code=TEXT, url={"type": "string", "format": "uri"}),
    "Score": record(score={"type": "integer", "minimum": 1, "maximum": 5}),
    "Receipt": record(receipt=UUID, erased_at=TIME, counts=ANY_OBJECT),
    "AgentSession": record(token=TEXT, username=TEXT, name=TEXT),
    "Agent": record(username=TEXT, name=TEXT),
    "Nothing": record(),
    "Promise": record(
        clock={"type": "string", "enum": [clock.value for clock in PROMISES]},
        due_at=TIME,
        left_s={"type": "number"},
        missed={"type": "boolean"},
    ),
    "Queue": record(waiting=array(ref("QueueItem")), active=array(ref("ActiveItem"))),
    "Nlu": record(
        # Readings that were stored before answers were kept have none.
        ("answers", "answer_title"),
        intent=nullable(TEXT),
        confidence=CONFIDENCE,
        ranking=array(record(name=TEXT, confidence=CONFIDENCE)),
        answers=array(record(name=TEXT, confidence=CONFIDENCE)),
        answer_title=TEXT,
        entities=array(ANY_OBJECT),
        sentiment=nullable(_SENTIMENT),
    ),
    "DeskMessage": record(
        (), **_MESSAGE, agent=nullable(TEXT), nlu=nullable(ref("Nlu"))
    ),
    "Note": record(note_id=UUID, text=TEXT, agent=nullable(TEXT), at=TIME),
    "ModeChange": {
        "type": "object",
        "properties": {
            "at": TIME, "from": MODE, "to": MODE, "actor": TEXT, "reason": TEXT,
        },
        "required": ["at", "from", "to", "actor", "reason"],
        "additionalProperties": False,
    },
    "DeskConversation": record(
        id=UUID,
        mode=MODE,
        created_at=TIME,
        locale=nullable(TEXT),
        page_url=nullable(TEXT),
        metadata=nullable(ANY_OBJECT),
        agent=nullable(ref("Agent")),
        customer_read_seq=SEQ,
        agent_read_seq=SEQ,
        customer=nullable(ref("VerifiedCustomer")),
        reason=nullable(TEXT),
        signals=array(SIGNAL),
        slots=ANY_OBJECT,
        messages=array(ref("DeskMessage")),
        notes=array(ref("Note")),
        left=nullable(ref("LeftSummary")),
        summary=array(ref("SaidAt")),
        wants=array(ref("Wish")),
        runners_up=array(ref("RunnerUp")),
        told=array(ref("SaidAt")),
        known=array(ref("Known")),
        earlier=array(ref("EarlierConversation")),
        suggestions=array(ref("Suggestion")),
        mode_changes=array(ref("ModeChange")),
        files=array(ref("LoanFile")),
        viewers=array(ref("Looking")),
        feedback=nullable(
            record(score={"type": "integer"}, comment=nullable(TEXT), at=TIME)
        ),
    ),
    "Standing": record(id=UUID, mode=MODE, agent=nullable(record(name=TEXT))),
    "AgentMessage": record(
        ("private",),
        message_id=UUID,
        text={**_SAID, "minLength": 1},
        private={"type": "boolean", "default": False},
    ),
    "Transfer": record(
        ("to", "note"),
        to=nullable({"type": "string", "maxLength": 64}),
        note=nullable({"type": "string", "maxLength": 2000}),
    ),
}  # fmt: skip
