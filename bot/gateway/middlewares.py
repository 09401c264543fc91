"""What surrounds every request: an id, one shape of error, origins, safe headers."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.errors import Refused
from bot.gateway import metrics
from bot.gateway.access import SAFE_METHODS, is_allowed_origin
from bot.gateway.keys import SETTINGS

logger = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PREFLIGHT_MAX_AGE_S = 600

_HTTP_ERRORS = {
    400: ("invalid_request", "Demande illisible."),
    404: ("not_found", "Cette adresse n’existe pas."),
    405: ("method_not_allowed", "Cette méthode n’est pas possible ici."),
    413: ("body_too_large", "Message trop volumineux."),
}


def error_response(status: int, code: str, message: str) -> web.Response:
    """The one shape of an error."""
    return web.json_response(
        {"error": {"code": code, "message": message}}, status=status
    )


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Maps every exception to an answer; only the unexpected ones are logged."""
    try:
        return await handler(request)
    except Refused as refused:
        return error_response(refused.status, refused.code, refused.message)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        known = _HTTP_ERRORS.get(error.status, ("refused", "Demande refusée."))
        response = error_response(error.status, *known)
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response
    except Exception:  # the last line: nothing of it may reach the client
        request_id = secrets.token_hex(4)
        logger.exception("request %s failed", request_id)
        return error_response(
            500, "internal_error", f"Erreur inattendue (référence {request_id})."
        )


@web.middleware
async def origins(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Lets our own and the allowed sites' pages in, and tells browsers so.

    The token, not a cookie, opens a conversation, so another site could only spend
    its own visitors' tokens; refusing it still keeps strangers from embedding us.
    """
    origin = request.headers.get("Origin")
    if origin is None or not request.path.startswith("/api/"):
        return await handler(request)
    if not is_allowed_origin(origin, request.host, request.app[SETTINGS]):
        if request.method not in SAFE_METHODS:
            return error_response(403, "foreign_origin", "Site non autorisé.")
        return await handler(request)
    response = (
        web.Response(status=204) if _is_preflight(request) else await handler(request)
    )
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Vary"] = "Origin"
    if _is_preflight(request):
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_MAX_AGE_S)
    return response


def _is_preflight(request: web.Request) -> bool:
    return (
        request.method == "OPTIONS"
        and "Access-Control-Request-Method" in request.headers
    )


@web.middleware
async def headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Counts the request and adds headers that make browsers careful."""
    response = await handler(request)
    resource = request.match_info.route.resource
    route = resource.canonical if resource is not None else "unknown"
    metrics.REQUESTS.labels(request.method, route, str(response.status)).inc()
    if not response.prepared:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
    return response
