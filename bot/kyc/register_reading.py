"""Reads an answer of *Recherche d'entreprises*, trusting nothing in it. Pure.

Source: the service's own OpenAPI description; docs/kyc.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.kyc.company_register import Company, RegisterAnswer, RegisterOutcome

_MAX_CHARS = 120


class BadAnswer(ValueError):
    """The answer is not in the shape of the service."""


def read_search_answer(content: bytes, siren: str) -> RegisterAnswer:
    """Finds the company of that SIREN among the results.

    A result with another SIREN is no answer: the service also searches by words.

    Raises:
        BadAnswer: The body is no JSON, or has no list `results`.
    """
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"Expected JSON, but found {type(error).__name__}.") from error
    results = body.get("results") if isinstance(body, Mapping) else None
    if not isinstance(results, list):
        raise BadAnswer("Expected a list `results`, but did not find it.")
    for result in results:
        if isinstance(result, Mapping) and result.get("siren") == siren:
            return RegisterAnswer(RegisterOutcome.FOUND, _company(result, siren))
    return RegisterAnswer(RegisterOutcome.NOT_FOUND)


def _company(result: Mapping[str, Any], siren: str) -> Company:
    office = result.get("siege")
    office = office if isinstance(office, Mapping) else {}
    name = _line(result.get("nom_complet")) or _line(result.get("nom_raison_sociale"))
    return Company(
        siren=siren,
        name=name,
        state=_matching("[AC]", result.get("etat_administratif")),
        legal_category=_matching(r"\d{4}", result.get("nature_juridique")),
        activity=_matching(r"\d{2}\.\d{2}[A-Z]", result.get("activite_principale")),
        staff_bracket=_matching(r"NN|\d{2}", result.get("tranche_effectif_salarie")),
        region_code=_matching(r"\d{2}", office.get("region")),
        town=_line(office.get("libelle_commune")),
        created_on=_matching(r"\d{4}-\d{2}-\d{2}", result.get("date_creation")),
    )


def _matching(pattern: str, value: Any) -> str:
    found = value if isinstance(value, str) else ""
    return found if re.fullmatch(pattern, found, re.ASCII) else ""


def _line(value: Any) -> str:
    """One line of visible characters: it is shown to customers and agents.

    Braces would be read as placeholders by a response, and control characters could
    turn a text round; neither is in the name of a company.
    """
    text = value if isinstance(value, str) else ""
    visible = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(re.sub(r"[{}<>\[\]]", " ", visible).split())[:_MAX_CHARS].strip()
