"""A browser's `User-Agent` in words, so that people know their own sessions."""

from __future__ import annotations

import re

MAX_CHARS = 120
UNKNOWN = "Appareil inconnu"
# The first that fits counts: Edge and Opera also call themselves Chrome, and Chrome
# calls itself Safari.
_BROWSERS = (
    (r"Edg(?:e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"HeadlessChrome/|Chrome/|CriOS/", "Chrome"),
    (r"Version/.*Safari/", "Safari"),
)
_SYSTEMS = (
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"CrOS", "ChromeOS"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "macOS"),
    (r"Linux|X11", "Linux"),
)


def describe_device(user_agent: str) -> str:
    """Browser and system, e.g. « Firefox sous Linux »; a program by its name."""
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    if browser and system:
        on = "sur" if system in ("iPhone", "iPad", "Android") else "sous"
        return f"{browser} {on} {system}"
    name = re.match(r"[A-Za-z][\w.-]{1,30}", user_agent)
    return browser or system or (f"Programme {name[0]}" if name else UNKNOWN)


def _first(rows: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for sign, name in rows if re.search(sign, text)), None)
