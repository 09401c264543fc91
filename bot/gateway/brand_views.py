"""Whose assistant this is, for pages that show it: GET /api/v1/brand, and our own."""

from __future__ import annotations

import asyncio
import html

from aiohttp import web

from bot.gateway.pages import PAGE_HEADERS, WEB, send_bytes
from bot.knowledge.brand import (
    Brand,
    brand_placeholders,
    default_brand,
    say_data_kept,
)

# Pages may show it for that long without asking again, in seconds.
MAX_AGE_S = 300


def brand_shape(brand: Brand) -> dict[str, object]:
    """What anybody may read of the brand; `hours` is a French phrase."""
    said = brand_placeholders(brand)
    return {
        "name": said["brand_name"],
        "notice": said["brand_notice"],
        "hours": said["brand_hours"],
        "time_zone": brand.opening.time_zone,
        "contacts": [
            {"kind": each.kind.value, "value": each.value} for each in brand.contacts
        ],
        "data_kept": said["brand_data_kept"],
        "data_kept_en": brand.data_kept_en and say_data_kept(brand.data_kept_en, "en"),
        "privacy_url": brand.privacy_url or None,
        "consent": brand.consent.value,
    }


async def get_brand(request: web.Request) -> web.Response:
    """GET /api/v1/brand: no token, because everybody is told."""
    brand = await asyncio.to_thread(default_brand)
    return web.json_response(
        brand_shape(brand), headers={"Cache-Control": f"public, max-age={MAX_AGE_S}"}
    )


async def demo_page(request: web.Request) -> web.Response:
    """GET /: a page of a fictional company with the widget on it, under our name."""
    page = await asyncio.to_thread(_branded_page)
    return send_bytes(request, page.encode(), "text/html", PAGE_HEADERS)


def _branded_page() -> str:
    """The page with `{{ brand_… }}` filled; what it says is text, never HTML."""
    page = (WEB / "demo" / "index.html").read_text(encoding="utf-8")
    for name, said in brand_placeholders(default_brand()).items():
        page = page.replace("{{ " + name + " }}", html.escape(said))
    return page
