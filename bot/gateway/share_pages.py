"""The public pages of shared answers, as HTML. Pure but for their two templates."""

from __future__ import annotations

import html
import re

from bot.contracts.shares import PublicAnswer, Source
from bot.gateway.page_template import fill_page
from bot.gateway.pages import WEB
from bot.knowledge.brand import Brand

TEMPLATES = WEB / "share"
MAX_DESCRIPTION_CHARS = 200
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")


def answer_page(answer: PublicAnswer, title: str, address: str, brand: Brand) -> str:
    """The page of an answer.

    Args:
        answer: What it shows.
        title: Of the page, as designers wrote it.
        address: Of the page, without a channel.
        brand: Whose assistant said it.
    """
    paragraphs = [part for text in answer.texts for part in text.split("\n\n")]
    return fill_page(
        TEMPLATES / "answer.html",
        {
            **_brand(brand),
            "title": html.escape(title),
            "address": html.escape(address),
            "description": html.escape(describe(answer.texts)),
            "answer": "\n".join(f"<p>{paragraph(each)}</p>" for each in paragraphs),
            "period": _period(answer.period),
            "sources": _sources(answer.sources),
        },
    )


def missing_page(brand: Brand) -> str:
    """The page of a code that leads nowhere; it repeats nothing of the request."""
    return fill_page(TEMPLATES / "missing.html", _brand(brand))


def paragraph(text: str) -> str:
    """A text as HTML: bold and line breaks are the only marks, all else is text."""
    marked = _BOLD.sub(r"<strong>\1</strong>", html.escape(text.strip()))
    return marked.replace("\n", "<br />")


def describe(texts: tuple[str, ...]) -> str:
    """The answer's beginning, for the preview that a messenger shows."""
    said = " ".join(" ".join(texts).replace("**", "").split())
    if len(said) <= MAX_DESCRIPTION_CHARS:
        return said
    return said[:MAX_DESCRIPTION_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _period(period: str | None) -> str:
    if period is None:
        return ""
    return (
        f'<p class="period">Cette réponse rapporte des informations de '
        f"<strong>{html.escape(period)}</strong>. Vérifiez ce qui vaut aujourd’hui.</p>"
    )


def _sources(sources: tuple[Source, ...]) -> str:
    if not sources:
        return ""
    listed = "".join(
        f"<li>{html.escape(each.title)} <span>{html.escape(each.site)}</span></li>"
        for each in sources
    )
    return (
        '<section class="sources"><h2>D’où viennent ces informations</h2>'
        f"<ul>{listed}</ul></section>"
    )


def _brand(brand: Brand) -> dict[str, str]:
    return {
        "brand_name": html.escape(brand.name),
        "brand_notice": html.escape(brand.notice),
    }
