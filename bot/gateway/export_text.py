"""A downloaded conversation as a text that anybody can read. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.knowledge.customer_export import ExportWords
from bot.knowledge.french import Unit, with_unit

CENTS = 100
BASIS_POINTS = 100
BULLET = "- "


def export_text(
    export: dict[str, Any], words: ExportWords, *, brand: str, zone: str
) -> str:
    """Writes the conversation, then what else the customer left.

    Args:
        export: As `read_customer_export` gives it.
        words: Of one language.
        brand: Whose assistant it is.
        zone: Time zone of the hours, e.g. `Europe/Paris`.
    """
    clock = _Clock(words.moment, ZoneInfo(zone))
    at = clock.say(export["exported_at"])
    lines = [words.title.format(brand=brand)]
    lines += [words.downloaded.format(at=at, zone=zone)]
    name = (export["customer"] or {}).get("name")
    if name:
        lines += [words.customer_id.format(brand=brand, name=name)]
    lines += ["", *_messages(export["messages"], words, clock)]
    if export["feedback"]:
        lines += ["", words.feedback.format(score=export["feedback"]["score"])]
        lines += [export["feedback"]["comment"] or ""]
    if export["file"]:
        lines += ["", *_file(export["file"], words)]
    lines += _sections(export, words, clock)
    return "\n".join(lines) + "\n"


class _Clock:
    """Says moments of the store in one time zone."""

    def __init__(self, form: str, zone: ZoneInfo) -> None:
        self._form, self._zone = form, zone

    def say(self, iso: str) -> str:
        return datetime.fromisoformat(iso).astimezone(self._zone).strftime(self._form)


def _messages(
    messages: list[dict[str, Any]], words: ExportWords, clock: _Clock
) -> Iterator[str]:
    if not messages:
        yield words.nothing_said
    for message in messages:
        sender = getattr(words.senders, message["sender"])
        agent = (message["custom"] or {}).get("agent")
        who = words.agent_named.format(name=agent) if agent else sender
        yield f"[{clock.say(message['at'])}] {who}"
        yield message["text"]
        if message["buttons"]:
            titles = " | ".join(button["title"] for button in message["buttons"])
            yield words.buttons.format(titles=titles)
        yield ""


def _file(file: dict[str, Any], words: ExportWords) -> Iterator[str]:
    names = words.file_lines
    company = file["company"] or {}
    cents = file["amount_cents"]
    owners = ", ".join(
        f"{owner['name']} ({with_unit(owner['share_bp'] / BASIS_POINTS, Unit.PERCENT)})"
        for owner in file["owners"]
    )
    yield words.file.format(reference=file["reference"])
    for name, value in (
        (names.company, company.get("name")),
        (names.siren, company.get("siren")),
        (names.region, file["region"]),
        (names.amount, with_unit(cents / CENTS, Unit.EURO) if cents else None),
        (names.owners, owners),
    ):
        if value:
            yield f"{BULLET}{name} : {value}"


def _sections(
    export: dict[str, Any], words: ExportWords, clock: _Clock
) -> Iterator[str]:
    calls = (
        words.callback.format(at=clock.say(call["slot_start"]), phone=call["phone"])
        for call in export["callbacks"]
    )
    complaints = (
        words.complaint.format(
            receipt=each["receipt"], at=clock.say(each["at"]), text=each["text"]
        )
        for each in export["complaints"]
    )
    kept = (each["text"] for each in export["kept"] if each["text"])
    for title, found in (
        (words.callbacks, calls),
        (words.complaints, complaints),
        (words.kept, kept),
    ):
        entries = [f"{BULLET}{entry}" for entry in found]
        if entries:
            yield from ("", title, *entries)
