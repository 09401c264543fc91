"""Tells messages without a sentence: signs, emoji, a letter, a number, a link. Pure."""

from __future__ import annotations

import re
import unicodedata

from bot.contracts.message_shape import MessageShape

# Joiners, variation selectors and skin tones: part of an emoji, none by themselves.
_EMOJI_PARTS = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\u20e3]")
_SYMBOLS = frozenset({"So", "Sk"})
_LETTER_AGAIN = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s.,:/+()-]*\d[\d\s.,:/+()-]*(?:€|%|k€?|eur(?:os?)?)?", re.I)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)", re.I
)


def shape_of(text: str, long_from: int) -> MessageShape | None:
    """Finds the shape of a message; `None` for an ordinary one.

    Args:
        text: What the customer wrote.
        long_from: Words from which a message is a story; 0 = never.
    """
    bare = text.strip()
    if emoji_in(bare) and not _has_words(bare):
        return MessageShape.EMOJI
    if _NUMBER.fullmatch(bare):
        return MessageShape.NUMBER
    if not _has_words(bare):
        return MessageShape.NOTHING
    pieces = bare.split()
    if all(_LINK.fullmatch(piece) for piece in pieces):
        return MessageShape.LINK
    if all(_LETTER_AGAIN.fullmatch(piece.strip("!?.,;…")) for piece in pieces):
        return MessageShape.LETTER
    if long_from and len(pieces) >= long_from:
        return MessageShape.LONG
    return None


def emoji_in(text: str) -> list[str]:
    """Lists the emoji of a text in order, without skin tones and joiners."""
    plain = _EMOJI_PARTS.sub("", text)
    return [sign for sign in plain if unicodedata.category(sign) in _SYMBOLS]


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
