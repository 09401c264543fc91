"""Reads the national register of asset freezes of the DG Trésor (JSON).

The shape is that of the published file; its contents are dirty and nothing in it is
trusted: a field of another kind than expected counts as unknown, an entry without a
name is skipped and counted. Only a file that is no register at all is refused.

Source: docs/kyc.md (public reader of the same file; no official schema is known).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

from bot.errors import ListUnreadable
from bot.kyc.countries import Countries
from bot.kyc.sanctions_list import (
    ListedName,
    ListedParty,
    PartialDate,
    PartyKind,
    SanctionsList,
    read_partial_date,
    unique_names,
)

SOURCE = "treasury"
_KINDS = {
    "personne physique": PartyKind.PERSON,
    "personne morale": PartyKind.COMPANY,
    "navire": PartyKind.SHIP,
}
_Values = Callable[[str], Iterator[Mapping[str, Any]]]


def read_treasury_list(content: bytes, countries: Countries) -> SanctionsList:
    """Reads the register.

    Args:
        content: The whole file.
        countries: For nationalities, which the register writes in French.

    Raises:
        ListUnreadable: The file is no JSON, or not in the shape of the register.
    """
    try:
        publications = json.loads(content)["Publications"]
        details = publications["PublicationDetail"]
        if not isinstance(details, list):
            raise TypeError("`PublicationDetail` is no list")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ListUnreadable(
            "Expected a register of asset freezes (JSON with `Publications` and a list "
            f"`PublicationDetail`), but found {type(error).__name__}. Please download "
            "it again, or correct BOT_SANCTIONS_FILE."
        ) from error
    parties = [_party(detail, countries) for detail in details]
    return SanctionsList(
        source=SOURCE,
        parties=tuple(party for party in parties if party is not None),
        published_at=_moment(publications.get("DatePublication")),
        skipped=sum(party is None for party in parties),
    )


def _party(detail: Any, countries: Countries) -> ListedParty | None:
    if not isinstance(detail, Mapping):
        return None
    values = _values_of(detail.get("RegistreDetail"))
    names = _names(_text(detail.get("Nom")), values)
    if not names:
        return None
    kind = _KINDS.get(_text(detail.get("Nature")).casefold(), PartyKind.PERSON)
    nationalities = [
        code
        for value in values("NATIONALITE")
        for code in countries.find_all(_text(value.get("Pays")))
    ]
    basis = [_text(v.get("FondementJuridiqueLabel")) for v in
             values("FONDEMENT_JURIDIQUE")]  # fmt: skip
    return ListedParty(
        reference=_text(detail.get("IdRegistre")) or "?",
        kind=kind,
        names=names,
        birth_dates=_birth_dates(values),
        nationalities=frozenset(nationalities),
        basis=" ; ".join(filter(None, basis))[:300],
    )


def _values_of(fields: Any) -> _Values:
    """A reader of the `Valeur` items of one `TypeChamp`, whatever else is there."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for each in fields if isinstance(fields, list) else ():
        if not isinstance(each, Mapping):
            continue
        value = each.get("Valeur")
        items = value if isinstance(value, list) else [value]
        kept = found.setdefault(_text(each.get("TypeChamp")).upper(), [])
        kept += [item for item in items if isinstance(item, Mapping)]
    return lambda kind: iter(found.get(kind, ()))


def _names(surname: str, values: _Values) -> tuple[ListedName, ...]:
    """The main name, then aliases.

    `Nom` sometimes holds the whole name already: first names that are in it are not
    added twice.
    """
    firsts = [_text(value.get("Prenom")) for value in values("PRENOM")]
    first = " ".join(filter(None, firsts))
    inside = surname.casefold().split()
    missing = [word for word in first.split() if word.casefold() not in inside]
    main = " ".join([*missing, surname]).strip()
    surname_only = not first and len(surname.split()) == 1
    names = [ListedName(main, surname_only)]
    for value in values("ALIAS"):
        alias = _text(value.get("Alias"))
        names.append(ListedName(alias, len(alias.split()) == 1, alias=True))
    return unique_names(names)


def _birth_dates(values: _Values) -> tuple[PartialDate, ...]:
    found = [
        read_partial_date(value.get("Annee"), value.get("Mois"), value.get("Jour"))
        for value in values("DATE_DE_NAISSANCE")
    ]
    return tuple(dict.fromkeys(date for date in found if date))


def _moment(value: Any) -> datetime | None:
    text = _text(value).replace("Z", "+00:00")
    for read in (datetime.fromisoformat, lambda t: datetime.strptime(t, "%d/%m/%Y")):
        try:
            moment = read(text[:32])
        except ValueError:
            continue
        aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
        return aware.astimezone(timezone.utc)
    return None


def _text(value: Any) -> str:
    """Text or a number as one line; anything else is nothing."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return " ".join(str(value).split())[:300]
