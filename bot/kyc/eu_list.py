"""Reads the consolidated list of the European Union (FSF, XML 1.1).

Entities are read one at a time, so that the real file (tens of megabytes) does not
stand in memory as a tree. defusedxml refuses what an attacker could hide in XML.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timezone
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from bot.errors import ListUnreadable
from bot.kyc.sanctions_list import (
    ListedName,
    ListedParty,
    PartialDate,
    PartyKind,
    SanctionsList,
    read_partial_date,
    unique_names,
)

SOURCE = "eu"
_KINDS = {"person": PartyKind.PERSON, "enterprise": PartyKind.COMPANY}


def read_eu_list(content: bytes) -> SanctionsList:
    """Reads the list.

    Args:
        content: The whole file.

    Raises:
        ListUnreadable: The file is no XML, hides something, or is another document.
    """
    try:
        published_at, elements = _walk(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise ListUnreadable(
            "Expected the consolidated list of the EU (XML 1.1, root `export`), but "
            f"found {type(error).__name__}. Please download it again, or correct "
            "BOT_SANCTIONS_FILE."
        ) from error
    return SanctionsList(
        source=SOURCE,
        parties=tuple(party for party in elements if party is not None),
        published_at=published_at,
        skipped=sum(party is None for party in elements),
    )


def _walk(content: bytes) -> tuple[datetime | None, list[ListedParty | None]]:
    root: Element | None = None
    parties: list[ListedParty | None] = []
    for event, element in iterparse(io.BytesIO(content), events=("start", "end")):
        if root is None:
            root = element
            if _tag(element) != "export":
                raise ValueError(f"the root is `{_tag(element)[:40]}`")
        elif event == "end" and _tag(element) == "sanctionEntity":
            parties.append(_party(element))
            root.clear()
    published_at = _moment(root.get("generationDate")) if root is not None else None
    return published_at, parties


def _tag(element: Element) -> str:
    """The name without its namespace, which differs between editions."""
    return str(element.tag).rpartition("}")[2]


def _children(entity: Element, name: str) -> Iterator[Element]:
    return (child for child in entity if _tag(child) == name)


def _party(entity: Element) -> ListedParty | None:
    names = unique_names(_name(alias) for alias in _children(entity, "nameAlias"))
    if not names:
        return None
    codes = [child.get("code", "") for child in _children(entity, "subjectType")]
    dates = [_birth_date(child) for child in _children(entity, "birthdate")]
    citizens = [
        child.get("countryIso2Code", "") for child in _children(entity, "citizenship")
    ]
    programmes = [r.get("programme", "") for r in _children(entity, "regulation")]
    reference = entity.get("euReferenceNumber") or entity.get("logicalId") or "?"
    return ListedParty(
        reference=_line(reference),
        kind=_KINDS.get(codes[0] if codes else "person", PartyKind.PERSON),
        names=names,
        birth_dates=tuple(dict.fromkeys(date for date in dates if date)),
        # « 00 » stands for unknown.
        nationalities=frozenset(c for c in citizens if c.isalpha() and len(c) == 2),
        basis=_line(" ; ".join(dict.fromkeys(filter(None, programmes)))),
    )


def _name(alias: Element) -> ListedName:
    first, last = _line(alias.get("firstName")), _line(alias.get("lastName"))
    whole = _line(alias.get("wholeName")) or f"{first} {last}".strip()
    return ListedName(whole, surname_only=not first and len(whole.split()) == 1)


def _birth_date(element: Element) -> PartialDate | None:
    written = (element.get("birthdate") or "").split("-")
    if len(written) == 3:
        return read_partial_date(*written)
    # Both spellings of the attributes are in use.
    month = element.get("monthOfYear") or element.get("month")
    day = element.get("dayOfMonth") or element.get("day")
    return read_partial_date(element.get("year"), month, day)


def _moment(value: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((value or "")[:19])
    except ValueError:
        return None
    return moment.replace(tzinfo=timezone.utc)


def _line(value: str | None) -> str:
    return " ".join((value or "").split())[:300]
