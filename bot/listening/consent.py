"""Reads whether a customer lets his words be kept. Only a clear yes is one."""

from __future__ import annotations

import re

AGREES, REFUSES = "affirm", "deny"
_YES = re.compile(
    r"(?:oui|ouais|ok|okay|d'accord|volontiers|bien sur|bien sûr|avec plaisir|allez-y"
    r"|vous pouvez|gardez|pas de (?:souci|probl[eè]me)|aucun (?:souci|probl[eè]me)"
    r"|je (?:suis d'accord|suis pour|veux bien|vous autorise|l'autorise))\b"
)
# « Oui mais pas mon nom », « ok sauf le début »: not what was asked.
_RESERVED = re.compile(r"\b(?:mais|sauf|pas|ne|n'|non|si|sans)\b")
_FRIENDLY = re.compile(
    r"\b(?:pas|aucun|sans)(?: de| d')? ?(?:souci|probl[eè]me)s?\b|\bpourquoi pas\b"
)
_NO = re.compile(r"(?:non|nan|surtout pas|ne gardez|je refuse|pas question)\b")


def read_consent(text: str, intent: str | None) -> bool | None:
    """What the customer answered.

    Args:
        text: As written; empty when a button was pressed.
        intent: The reading that the bot would act on; `None` when it is not sure.

    Returns:
        True for a clear yes. `None` when something else was said that the bot
        understands, and so answers first. Whatever it does not understand is a no.
    """
    said = text.strip().lower().replace("’", "'")
    if _NO.match(said):
        return False
    is_reserved = bool(_RESERVED.search(_FRIENDLY.sub(" ", said)))
    if _YES.match(said) or intent == AGREES:
        return not is_reserved
    if intent in (None, REFUSES):
        return False
    return None
