"""Reads request bodies and queries: whatever arrives, the answer is the contract's."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.errors import Refused

Model = TypeVar("Model", bound=BaseModel)
MAX_SEQ = 2**31 - 1


def invalid(message: str) -> Refused:
    """The answer to input that is not what was expected."""
    return Refused(400, "invalid_request", message)


def parse(model: type[Model], data: Any) -> Model:
    """Validates data from outside.

    Raises:
        Refused: 400, naming the fields that are wrong, never the library's own words.
    """
    if not isinstance(data, dict):
        raise invalid("Un objet JSON est attendu.")
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        names = {str(e["loc"][0]) for e in error.errors()} - {"__root__"}
        fields = ", ".join(sorted(name[:40] for name in names)) or "text, payload"
        raise invalid(f"Champs manquants, inconnus ou invalides : {fields}.") from None


async def read_body(
    request: web.Request, model: type[Model], *, optional: bool = False
) -> Model:
    """Reads and validates a JSON body.

    Args:
        request: Whose body.
        model: What is expected.
        optional: Whether no body at all means an empty object.

    Raises:
        Refused: 400 for anything but a valid object; 413 for too large a one.
    """
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "body_too_large", "Message trop volumineux.") from None
    if not raw and optional:
        return parse(model, {})
    try:
        data = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise invalid("Un objet JSON en UTF-8 est attendu.") from None
    return parse(model, data)


def read_after(request: web.Request) -> int:
    """The `after` of a query: a `seq`, 0 when absent.

    Raises:
        Refused: 400, not a whole number, or given more than once.
    """
    values = request.query.getall("after", ["0"])
    if len(values) == 1 and values[0].isascii() and values[0].isdigit():
        after = int(values[0]) if len(values[0]) < 11 else MAX_SEQ + 1
        if after <= MAX_SEQ:
            return after
    raise invalid("« after » doit être un numéro de message, à partir de 0.")
