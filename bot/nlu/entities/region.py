"""The région a customer names: itself, a département, its number, or a city.

spaCy's named entities were left out of the serving path: loading spaCy, even its blank
French pipeline with an EntityRuler, adds about 125 MB to the Rasa process and seconds
to its start, and a ruler finds no more than this table does; what decides here
is the words around a name (« dans la Somme », « la somme de »), which are rules anyway.
Source: resident memory before and after `spacy.blank("fr")`, 3.8.11, 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.entities.found import EntityKind, FoundEntity
from bot.nlu.entities.gazetteer import Gazetteer, fold_place

# All over folded text: no accents, no apostrophes, no hyphens.
_INSIDE = re.compile(
    r"\b(?:dans (?:le|la|les|l)|(?:departement|dept|dpt|region|ile)"
    r"(?: de la| de l| de| du| des| d)?|prefecture (?:de la|de l|du|de))\s*:? *$"
)
_TOWARDS = re.compile(r"\b(?:a|sur|vers|pres de|autour de|cote de|region de) $")
_ANY_LINK = re.compile(
    r"\b(?:a|en|de|du|des|d|la|le|les|l|sur|vers|par|chez|dans|au|aux) $"
)
_GOES_ON = re.compile(r" +(?:de|des|du|d|que|qui|unique|est un)\b")
_ARTICLE = re.compile(r"^(?:(?:en|dans|a|de|du|le|la|les|l|c est|pour|et) )*$")

_DEPARTMENT = re.compile(
    r"\b(?:departement|dept|dpt|dep)s?\.?(?: (?:du|de|le|numero|no|n))?\s*[:°]?\s*"
    r"(?P<number>2[ab]|97\d|\d{2})(?!\w|[.,]\d| ?%| ?/)"
    r"|\bdans le (?P<inside>2[ab]|97\d|\d{2})(?!\w|[.,]\d| ?%| ?/| \d| ?e\b)"
    r"|\b(?:du|en) (?P<of>2[ab]|97\d|3[2-9]|[4-9]\d)(?!\w|[.,]\d| ?%| ?/| ?\d)"
    r"|\(\s*(?P<brackets>2[ab]|97\d|\d{2})\s*\)"
)
_COUNTED = re.compile(
    r" ?(?:%|€|euros?|k|ans?|annees?|mois|jours?|semaines?|heures?|h|minutes?|salaries?"
    r"|personnes?|fois|pour cent|janvier|fevrier|mars|avril|mai|juin|juillet|aout"
    r"|septembre|octobre|novembre|decembre|eme|e)\b|\s*[%€]"
)
_POSTAL_CODE = re.compile(
    r"\b(?:code postal|cp)(?: est)?(?: le)?\s*:?\s*(?P<said>\d{5})\b"
    r"|(?<![\w.,])(?P<led>\d{5})(?= +(?P<city>[^\W\d_]{2,}))"
)


def find_regions(text: str, gazetteer: Gazetteer) -> list[FoundEntity]:
    """Finds places; the value is the canonical name of their région.

    A région named twice in a message (« à Lyon, en Auvergne-Rhône-Alpes ») is returned
    once, at its first place: the slot it fills holds one value.
    """
    folded = fold_place(text)
    candidates = [
        *_named(text, folded, gazetteer),
        *_numbered(text, folded, gazetteer),
        *_postal(text, folded, gazetteer),
    ]
    found: dict[str, FoundEntity] = {}
    for entity in sorted(candidates, key=lambda one: one.start):
        found.setdefault(str(entity.value), entity)
    return list(found.values())


def _entity(text: str, start: int, end: int, region: str) -> FoundEntity:
    return FoundEntity(EntityKind.REGION, start, end, text[start:end], region)


def _named(text: str, folded: str, gazetteer: Gazetteer) -> Iterator[FoundEntity]:
    for match in gazetteer.names.finditer(folded):
        name = re.sub(r"^st |(?<= )st (?=\w)", "saint ", re.sub(" +", " ", match[0]))
        region = gazetteer.regions.get(name)
        if region is None:  # an expression that only holds a name: « gare de Lyon »
            continue
        if name not in gazetteer.ambiguous or _is_place(text, folded, match, gazetteer):
            yield _entity(text, match.start(), match.end(), region)


def _is_place(
    text: str, folded: str, match: re.Match[str], gazetteer: Gazetteer
) -> bool:
    """Tells whether a name that is also a common word stands for a place here."""
    before, after = folded[: match.start()], folded[match.end() :]
    alone = _ARTICLE.match(before.lstrip()) and not after.strip(" .!?,;")
    if alone:
        return True
    if _GOES_ON.match(after):
        return False
    # Capitals mean something only where the whole message is not in capitals.
    written = text[match.start() : match.end()]
    capital = written[0].isupper() and not text.isupper()
    if capital and _ANY_LINK.search(before):
        return True
    if _INSIDE.search(before) and match[0] not in ("reunion", "la reunion"):
        return True
    return match[0] in gazetteer.cities and bool(_TOWARDS.search(before))


def _numbered(text: str, folded: str, gazetteer: Gazetteer) -> Iterator[FoundEntity]:
    for match in _DEPARTMENT.finditer(folded):
        group = next(name for name, value in match.groupdict().items() if value)
        region = gazetteer.departments.get(match[group].upper())
        if region and not _COUNTED.match(folded[match.end(group) :]):
            yield _entity(text, match.start(group), match.end(group), region)


def _postal(text: str, folded: str, gazetteer: Gazetteer) -> Iterator[FoundEntity]:
    for match in _POSTAL_CODE.finditer(folded):
        group = "said" if match["said"] else "led"
        code = match[group]
        if group == "led" and not _is_city(text, match, gazetteer):
            continue
        number = code[:3] if code.startswith("97") else code[:2]
        corsica = "2A" if number == "20" else number
        region = gazetteer.departments.get(corsica)
        if region:
            yield _entity(text, match.start(group), match.end(group), region)


def _is_city(text: str, match: re.Match[str], gazetteer: Gazetteer) -> bool:
    """Tells an address (« 69003 Lyon ») from a sum (« 50000 euros »)."""
    capital = text[match.start("city")].isupper() and not text.isupper()
    return capital or match["city"] in gazetteer.regions
