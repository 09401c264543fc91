"""Reads the figures of the report's page as somebody does: its tables and plots."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"meta", "rect", "line", "circle", "br"})


class PageReader(HTMLParser):
    """What the page says, by section.

    Attributes:
        rows: Of every table of a section, by the name in their first cell.
        drawn: Texts of every plot of a section.
        told: Quotes and examples of a section.
        tiles: The figures in short, by what they are.
        names: Every element and attribute in the page.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: dict[str, dict[str, list[str]]] = {}
        self.drawn: dict[str, list[str]] = {}
        self.told: dict[str, list[str]] = {}
        self.tiles: list[str] = []
        self.names: set[str] = set()
        self._open: list[str] = []
        self._section = ""
        self._cells: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attrs)}
        if tag == "section":
            self._section = str(dict(attrs)["aria-labelledby"])
            for found in (self.rows, self.drawn, self.told):
                found[self._section] = {} if found is self.rows else []  # type: ignore
        if tag == "tr":
            self._cells = []
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attrs)}

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "tr" and self._cells and "thead" not in self._open:
            name, *cells = self._cells
            self.rows[self._section][name] = cells

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside in ("td", "th"):
            self._cells.append(data)
        elif inside == "text":
            self.drawn[self._section].append(data)
        elif inside == "b":
            self.tiles.append(data)
        elif self._section and (inside == "li" or "blockquote" in self._open):
            self.told[self._section].append(data)
