"""One shape of refusal for socket events, the same as over HTTP."""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.errors import Refused

logger = logging.getLogger(__name__)
Handler = TypeVar("Handler", bound=Callable[..., Awaitable[Any]])


def error_shape(code: str, message: str) -> dict[str, Any]:
    """The JSON of an error."""
    return {"error": {"code": code, "message": message}}


def acknowledged(handler: Handler) -> Handler:
    """Gives refusals in the acknowledgement, and as `refused` to who wants none."""

    @functools.wraps(handler)
    async def safe(namespace: Any, sid: str, data: Any = None, *_: Any) -> Any:
        try:
            return await handler(namespace, sid, data)
        except Refused as refused:
            error = error_shape(refused.code, refused.message)
        except Exception:  # the socket must outlive one bad event
            logger.exception("a socket event failed")
            error = error_shape("internal_error", "Erreur inattendue.")
        await namespace.emit("refused", error, to=sid)
        return error

    return safe  # type: ignore[return-value]
