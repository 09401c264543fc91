"""Fills a canned answer for the conversation at hand. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.knowledge.placeholders import PLACEHOLDER

# Nobody writes these brackets by hand, so what stands between them is a gap.
OPEN_GAP, CLOSE_GAP = "\u27e6", "\u27e7"  # ⟦ ⟧
# What an agent reads in the gap of a variable that is not known.
GAPS: Mapping[str, str] = {
    "customer_name": "nom du client",
    "agent_name": "votre nom",
    "reference": "référence du dossier",
    "region": "Région",
    "hours": "horaires",
}


def fill(text: str, known: Mapping[str, str | None]) -> str:
    """Puts what is known in place of the names in braces.

    Args:
        text: With names in braces.
        known: By name, facts included; `None` or an empty text is not known.

    Returns:
        The text; what is not known stands as `⟦nom du client⟧`.
    """

    def one(name: str) -> str:
        value = known.get(name)
        return value if value else f"{OPEN_GAP}{GAPS.get(name, name)}{CLOSE_GAP}"

    return PLACEHOLDER.sub(lambda found: one(found[1]), text)


def has_gap(text: str) -> bool:
    """Whether something is still to be filled in before a customer may read it."""
    start = text.find(OPEN_GAP)
    return start >= 0 and text.find(CLOSE_GAP, start) >= 0
