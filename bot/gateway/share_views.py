"""Answers passed on: POST …/messages/{seq}/share, and the public page GET /s/{code}."""

from __future__ import annotations

import asyncio
import re

from aiohttp import web

from bot.contracts.shares import read_channel
from bot.errors import Refused
from bot.gateway.access import customer_conversation_id
from bot.gateway.answer_sharing import find_public, find_said, share
from bot.gateway.body import MAX_SEQ, read_body
from bot.gateway.keys import LIMITS, OPENS, SETTINGS, STORE
from bot.gateway.schemas import Share
from bot.gateway.share_pages import answer_page, missing_page
from bot.knowledge.brand import default_brand
from bot.knowledge.shareable import default_shareable, describe_answer
from bot.store.models import utc_now
from bot.store.share_models import CODE_CHARS
from bot.store.shared_answers import CODE_ALPHABET

# Nothing but our own style sheet and icon; no script, no form, no frame.
SHARE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SHARE_HEADERS = {
    "Content-Security-Policy": SHARE_POLICY,
    # An answer of 2020 is for the person it was sent to, not for those who search.
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    # Each opening comes to us, so that each is counted.
    "Cache-Control": "no-store",
}
_CODE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_CHARS}}}")
# Programs that fetch a page before anybody has read it: to show a preview of it in a
# message, or to index it. By the names that they give themselves.
_PREVIEWER = re.compile(
    r"bot\b|crawler|spider|preview|facebookexternalhit|facebookcatalog|meta-external"
    r"|whatsapp|telegram|skype|slack|discord|embedly|iframely|google-safety|scanner",
    re.IGNORECASE,
)


async def post_share(request: web.Request) -> web.Response:
    """POST /conversations/{id}/messages/{seq}/share: the link to a public page."""
    conversation_id = await customer_conversation_id(request)
    request.app[LIMITS].check_share(conversation_id)
    channel = (await read_body(request, Share)).channel
    store = request.app[STORE]
    said = await store.read(find_said, conversation_id, _read_seq(request))
    answer = await asyncio.to_thread(describe_answer, *said)
    code = await store.write(share, answer, channel, utc_now().date())
    # Never made of the request's `Host`, which anybody can write.
    address = f"{request.app[SETTINGS].public_url}/s/{code}"
    return web.json_response(
        {"code": code, "url": f"{address}?c={channel.value}"}, status=201
    )


async def get_page(request: web.Request) -> web.Response:
    """GET /s/{code}?c=channel: the page, counted when a person opens it."""
    code = request.match_info["code"]
    answer = None
    if _CODE.fullmatch(code):
        answer = await request.app[STORE].read(find_public, code)
    brand = default_brand()
    if answer is None:
        return _page(missing_page(brand), 404)
    if is_reader(request):
        channel = read_channel(request.query.get("c"))
        await request.app[OPENS].count(code, channel, utc_now().date())
    title = default_shareable().answers[answer.response]
    address = f"{request.app[SETTINGS].public_url}/s/{code}"
    return _page(answer_page(answer, title, address, brand), 200)


def is_reader(request: web.Request) -> bool:
    """Whether somebody opens the page, rather than a program that looks ahead.

    The browser's name is looked at here and kept nowhere.
    """
    headers = request.headers
    ahead = " ".join(
        headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose")
    )
    return (
        request.method == "GET"
        and "prefetch" not in ahead.lower()
        and "preview" not in ahead.lower()
        and not _PREVIEWER.search(headers.get("User-Agent", ""))
    )


def _read_seq(request: web.Request) -> int:
    seq = int(request.match_info["seq"])  # digits only, by the route
    if seq > MAX_SEQ:
        raise Refused(404, "not_shareable", "Cette réponse ne peut pas être partagée.")
    return seq


def _page(page: str, status: int) -> web.Response:
    return web.Response(
        text=page, status=status, content_type="text/html", headers=SHARE_HEADERS
    )
