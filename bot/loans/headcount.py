"""How many people a company employs: « 12 salariés », « on est 3 », « une dizaine »."""

from __future__ import annotations

import re

from bot.nlu.entities.numbers import DIGITS, WORDS, read_number

MOST = 100_000  # persons; above, the number counts something else

_NUMBER = rf"(?P<number>{DIGITS}|{WORDS})"
_DOZENS = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
}  # fmt: skip
_PERSONS = (
    r"(?:salarie(?:e|\(e\))?s?|employe(?:e|\(e\))?s?|collaborat\w+|"
    r"personnes?(?! physiques?| morales?)|etp|equivalents? temps plein|ouvriers?|"
    r"equipiers?|gars|pers\b)"
)
_LABELLED = re.compile(rf"(?<![\w.,-]){_NUMBER}\s+(?:\w+\s+)?{_PERSONS}(?!\w)")
_EFFECTIF = re.compile(
    r"\beffectifs?\s*(?:est |etait |moyen |total |actuel )*(?:de |d'|:|=|a )?\s*"
    rf"{_NUMBER}(?![\w,.]*\d|\s*(?:€|k|ans?\b))"
)
_WE_ARE = re.compile(
    r"\b(?:on (?:est|etait|sera)|nous sommes|nous etions|sommes)\s+"
    rf"(?:a |environ |que |seulement |plutot |bien )*{_NUMBER}"
    r"\s*(?=$|[.,;!)]|(?:dans|en tout|au total|a|avec|chez|personnes?|salarie|employe|"
    r"maintenant|desormais|en fait|et pas|finalement)\b)"
)
_ABOUT = re.compile(rf"\bune (?:petite |bonne )?(?P<dozen>{'|'.join(_DOZENS)})\b")
_NOBODY = re.compile(
    r"\b(?:(?:aucune? |pas de |pas d'|sans |zero )(?:salarie|employe)\w*|tout seul|"
    r"toute seule|(?:je suis|travaille) seule?|personne d'autre)\b"
)
_NOBODY_ASKED = re.compile(
    r"^\W*(?:aucune?|personne|zero|0|que moi|juste moi|moi seule?)\b"
)
# Around a bare number that answers the question.
_AROUND = (
    r"(?:\W|\b(?:on est|nous sommes|y en a|il y en a|nous|environ|a peu pres|a|disons|"
    r"euh+|heu+|non|oui|en fait|plutot|finalement|bah|ben|juste|en tout|au total|"
    r"moi comprise?|avec moi|et moi|en comptant moi|a temps plein|dans l'equipe|"
    r"avec (?:les |l'|mes |un |deux )?(?:apprenti|saisonnier|extra|stagiaire)\w*|"
    r"apprenti\w* compris|dans la boite|pardon|exactement|plus|moins|de|"
    r"pour l'instant|actuellement)\b)*"
)
_ALONE = re.compile(rf"^{_AROUND}(?<![\w.,]){_NUMBER}{_AROUND}$")


def read_staff(folded: str, asked: bool) -> int | None:
    """Reads how many persons are employed; `None` when the message does not say.

    Args:
        folded: The message, folded, without identifiers nor percentages.
        asked: The bot has just asked how many; a bare number is then the answer.
    """
    for pattern in (_LABELLED, _EFFECTIF, _WE_ARE):
        counts = [_count(match, asked) for match in pattern.finditer(folded)]
        known = [count for count in counts if count is not None]
        if known:
            return known[-1]  # « non pas 10 salariés, 12 salariés »
    dozen = _ABOUT.search(folded)
    if dozen and (
        asked or re.match(rf"\s*(?:de |d')?{_PERSONS}", folded[dozen.end() :])
    ):
        return _DOZENS[dozen["dozen"]]
    if _NOBODY.search(folded) or (asked and _NOBODY_ASKED.search(folded)):
        return 0
    alone = _ALONE.search(folded) if asked else None
    return _count(alone, asked, bare=True) if alone else None


def _count(match: re.Match[str], asked: bool, bare: bool = False) -> int | None:
    number = read_number(match["number"])
    if number is None or number != int(number) or number > MOST:
        return None
    is_year = bare and 1900 <= number < 2100
    # « parler à une personne » counts nobody, unless it answers the question.
    is_article = match["number"] in ("un", "une") and not asked
    return None if is_year or is_article else int(number)
