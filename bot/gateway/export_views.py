"""GET /conversations/{id}/export: « Télécharger ma conversation »."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.access import customer_conversation_id
from bot.gateway.body import invalid
from bot.gateway.customer_export import read_customer_export
from bot.gateway.export_text import export_text
from bot.gateway.keys import LIMITS, STORE
from bot.knowledge.brand import default_brand
from bot.knowledge.customer_export import default_export_words
from bot.store.models import utc_now

FORMATS = ("json", "txt")
LANGUAGES = ("fr", "en")


async def get_export(request: web.Request) -> web.Response:
    """Sends the conversation as a file: a text to read, or JSON for a program."""
    conversation_id = await customer_conversation_id(request)
    request.app[LIMITS].check_export(conversation_id)
    wanted = _read_choice(request, "format", FORMATS)
    language = _read_choice(request, "lang", LANGUAGES)
    export = await request.app[STORE].read(
        read_customer_export, conversation_id, utc_now()
    )
    headers = {
        "Content-Disposition": f'attachment; filename="conversation.{wanted}"',
        "Cache-Control": "no-store",
    }
    if wanted == "json":
        return web.json_response(export, headers=headers)
    brand = default_brand()
    text = export_text(
        export,
        getattr(default_export_words(), language),
        brand=brand.name,
        zone=brand.opening.time_zone,
    )
    return web.Response(
        text=text, content_type="text/plain", charset="utf-8", headers=headers
    )


def _read_choice(request: web.Request, name: str, allowed: tuple[str, ...]) -> str:
    """One of a few words of the query; the first when absent.

    Raises:
        Refused: 400, another word, or more than one.
    """
    given = request.query.getall(name, [allowed[0]])
    if len(given) != 1 or given[0] not in allowed:
        raise invalid(f"« {name} » doit être {' ou '.join(allowed)}.")
    return given[0]
