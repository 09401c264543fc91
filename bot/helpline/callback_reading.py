"""What one message says for a call: number, moment, subject. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.helpline.phone import PhoneOutcome, PhoneReading, read_phone, without_phones
from bot.helpline.slot_text import plain_words
from bot.helpline.slot_wish import Wish, read_wish
from bot.privacy.masking import mask_personal_data

MAX_TOPIC_CHARS = 300
# Words by which a customer takes back a moment that is settled already.
_CHANGE = re.compile(
    r"\b(?:finalement|plutot|en fait|changer?|changez|decaler?|decalez|deplacer?|"
    r"deplacez|reporter?|reportez|avancer?|avancez|"
    r"autre (?:jour|moment|heure|creneau))\b"
)


@dataclass(frozen=True)
class Asked:
    """What the bot has just asked for, and what it knows.

    Attributes:
        phone: It has asked for the number.
        slot: It has asked when.
        topic: It has asked what about.
        slot_known: A moment is settled already.
    """

    phone: bool = False
    slot: bool = False
    topic: bool = False
    slot_known: bool = False


@dataclass(frozen=True)
class CallbackReading:
    """What a message says.

    Attributes:
        phone: A number; wrong ones are only noticed when a number was asked for.
        wish: When to call; `None` when it says nothing of it.
        topic: What about, personal data hidden; `None` when that was not asked.
    """

    phone: PhoneReading
    wish: Wish | None = None
    topic: str | None = None


def read_callback(text: str, asked: Asked, today: date) -> CallbackReading:
    """Reads a message, what was asked for and what was not.

    Args:
        text: What the customer wrote; not a button's payload.
        asked: Decides how a bare « le 3 » or « mon dossier » is to be taken.
        today: The customer's day.
    """
    phone = read_phone(text, asked=asked.phone)
    rest = without_phones(text)
    wish = read_wish(rest, today) if _may_say_when(rest, asked) else None
    is_topic = asked.topic and wish is None and phone.outcome is PhoneOutcome.NONE
    return CallbackReading(phone, wish, shorten(text) if is_topic else None)


def _may_say_when(text: str, asked: Asked) -> bool:
    """« Mon dossier déposé lundi » is no wish when the subject was asked for."""
    if asked.slot or (not asked.slot_known and not asked.topic):
        return True
    return bool(_CHANGE.search(plain_words(text)))


def shorten(text: str) -> str:
    """A subject as agents read it: one line, personal data hidden."""
    words = mask_personal_data(" ".join(text.split()))
    return (
        words if len(words) <= MAX_TOPIC_CHARS else f"{words[: MAX_TOPIC_CHARS - 1]}…"
    )
