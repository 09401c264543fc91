"""What was said, as a file for people or programs. Pure: rows in, text out."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from bot.privacy.masking import mask_personal_data

SENDERS: Mapping[str, str] = {
    "customer": "Client",
    "bot": "Assistant",
    "agent": "Conseiller",
    "system": "Système",
    "note": "Note privée",
}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;"
    "padding:0 1rem;color:#1b1f24}h1{font-size:1.3rem}li{margin:0 0 1rem;"
    "list-style:none;white-space:pre-wrap}ol{padding:0}.who{font-weight:600}"
    "time{color:#57606a;font-weight:400;font-size:.85em}"
    ".note{background:#fff6d6;padding:.5rem .75rem;border-radius:.5rem}"
    ".system{color:#57606a;font-style:italic}"
)


class Format(str, Enum):
    """How a transcript is written."""

    TXT = "txt"
    JSON = "json"
    HTML = "html"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.TXT: "text/plain",
    Format.JSON: "application/json",
    Format.HTML: "text/html",
}


@dataclass(frozen=True)
class Line:
    """Something said, or a private note.

    Attributes:
        sender: A key of `SENDERS`.
        name: Of the agent; `None` for the others.
        text: As it was written.
        at: When.
        seq: Its number in the conversation; `None` for a note.
    """

    sender: str
    name: str | None
    text: str
    at: datetime
    seq: int | None = None


@dataclass(frozen=True)
class Transcript:
    """A conversation to be written down."""

    conversation_id: str
    opened_at: datetime
    customer_name: str | None
    lines: tuple[Line, ...]
    masked: bool = False


def in_order(said: Sequence[Line], notes: Iterable[Line]) -> tuple[Line, ...]:
    """Messages in their order; each note after the last message that is not younger."""
    lines = list(said)
    for note in notes:
        place = sum(1 for line in lines if line.at <= note.at)
        lines.insert(place, note)
    return tuple(lines)


def masked(transcript: Transcript) -> Transcript:
    """The same, without names of customers and without what masking hides."""
    lines = tuple(
        replace(line, text=mask_personal_data(line.text)) for line in transcript.lines
    )
    return replace(transcript, customer_name=None, lines=lines, masked=True)


def write(transcript: Transcript, written_as: Format, zone: ZoneInfo) -> str:
    """Writes a transcript.

    Args:
        transcript: What was said.
        written_as: For reading, for programs, or for printing.
        zone: In which people read the times; JSON keeps UTC.
    """
    if written_as is Format.JSON:
        return _as_json(transcript)
    if written_as is Format.HTML:
        return _as_html(transcript, zone)
    return _as_text(transcript, zone)


def _as_json(transcript: Transcript) -> str:
    data: dict[str, Any] = asdict(transcript)
    data["opened_at"] = transcript.opened_at.isoformat()
    data["lines"] = [
        {**asdict(line), "at": line.at.isoformat()} for line in transcript.lines
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _head(transcript: Transcript, zone: ZoneInfo) -> list[str]:
    head = [f"Conversation {transcript.conversation_id}"]
    head.append(f"Ouverte le {_say(transcript.opened_at, zone)}")
    if transcript.customer_name:
        head.append(f"Client\u202f: {transcript.customer_name}")
    if transcript.masked:
        head.append("Données personnelles masquées")
    return head


def _as_text(transcript: Transcript, zone: ZoneInfo) -> str:
    said = [
        f"[{_say(line.at, zone)}] {_who(line)}\n{line.text}"
        for line in transcript.lines
    ]
    return "\n\n".join(["\n".join(_head(transcript, zone)), *said]) + "\n"


def _as_html(transcript: Transcript, zone: ZoneInfo) -> str:
    title, *rest = (html.escape(each) for each in _head(transcript, zone))
    items = "".join(
        f'<li class="{html.escape(line.sender)}"><div class="who">'
        f"{html.escape(_who(line))} "
        f'<time datetime="{line.at.isoformat()}">{_say(line.at, zone)}</time></div>'
        f"{html.escape(line.text)}</li>\n"
        for line in transcript.lines
    )
    return (
        '<!doctype html>\n<html lang="fr"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><h1>{title}</h1>"
        f"<p>{'<br>'.join(rest)}</p>\n<ol>\n{items}</ol></body></html>\n"
    )


def _who(line: Line) -> str:
    words = SENDERS.get(line.sender, line.sender)
    return f"{words} – {line.name}" if line.name else words


def _say(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m/%Y à %H:%M:%S}"
