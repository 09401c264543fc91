"""GET /accessibilite: how far everybody can use the service, and what is missing."""

from __future__ import annotations

import asyncio
import html
from collections.abc import Iterable

from aiohttp import web

from bot.gateway.page_template import fill_page
from bot.gateway.pages import PAGE_HEADERS, WEB, send_bytes
from bot.knowledge.accessibility import (
    Conformity,
    Statement,
    default_statement,
)
from bot.knowledge.brand import Brand, Contact, ContactKind, default_brand
from bot.knowledge.french import Unit, with_unit

TEMPLATE = WEB / "accessibility" / "statement.html"
_STATES = {
    Conformity.FULL: "totalement conforme",
    Conformity.PARTIAL: "partiellement conforme",
    Conformity.NONE: "non conforme",
}
_SCHEMES = {ContactKind.PHONE: "tel:", ContactKind.EMAIL: "mailto:"}


async def get_statement(request: web.Request) -> web.Response:
    """The page: no script, no cookie, no token."""
    page = await asyncio.to_thread(_default_page)
    return send_bytes(request, page.encode(), "text/html", PAGE_HEADERS)


def _default_page() -> str:
    return statement_page(default_statement(), default_brand())


def statement_page(statement: Statement, brand: Brand) -> str:
    """The statement as HTML; what the files say is text, never HTML."""
    tests = (
        f"<dt>{_text(each.what)}</dt><dd>{_sentence(each.how)}</dd>"
        for each in statement.tests
    )
    links = (
        f'<a href="{html.escape(each.url)}">{_text(each.title)}</a>'
        for each in statement.remedy_links
    )
    values = {
        "brand_name": _text(brand.name),
        "brand_notice": _text(brand.notice),
        "state": _STATES[statement.conformity],
        "explanation": _text(statement.explanation),
        "tested_on": with_unit(statement.tested_on, Unit.DATE),
        "tests": "".join(tests),
        "tools": _items(_text(each) for each in statement.tools),
        "exceptions": _items(_text(each) for each in statement.exceptions),
        "feedback": _text(statement.feedback),
        "contacts": _items(_contact(each) for each in brand.contacts),
        "remedies": _text(statement.remedies),
        "remedy_links": _items(links),
    }
    return fill_page(TEMPLATE, values)


def _text(said: str) -> str:
    return html.escape(said.strip())


def _sentence(said: str) -> str:
    clause = said.strip()
    return html.escape(f"{clause[:1].upper()}{clause[1:]}.")


def _items(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{each}</li>" for each in items)
    return f"<ul>{listed}</ul>" if listed else ""


def _contact(contact: Contact) -> str:
    shown = _text(contact.value)
    if contact.kind in _SCHEMES:
        target = html.escape(contact.value.replace(" ", ""))
        return f'<a href="{_SCHEMES[contact.kind]}{target}">{shown}</a>'
    if contact.kind is ContactKind.WEB and contact.value.startswith("https://"):
        return f'<a href="{html.escape(contact.value)}">{shown}</a>'
    return shown
