"""Answers that customers pass on: what is public of one, and how it travels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# Key of a message's `custom` that names the response which may be shared.
SHAREABLE = "shareable"


class ShareChannel(str, Enum):
    """How a link to an answer is passed on, or was when somebody opens it."""

    COPY = "copy"
    EMAIL = "email"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    WEB = "web"  # a page or a network that everybody reads
    UNKNOWN = "unknown"  # the link says nothing, or something else


# What a customer can choose. All of it goes from one person to another, where no
# statistics look (« dark social »); the other channels are public.
OFFERED_CHANNELS = (
    ShareChannel.COPY,
    ShareChannel.EMAIL,
    ShareChannel.WHATSAPP,
    ShareChannel.SMS,
)
PRIVATE_CHANNELS = frozenset(OFFERED_CHANNELS)


def read_channel(word: str | None) -> ShareChannel:
    """The channel that a link names; `UNKNOWN` for anything else."""
    try:
        return ShareChannel(word)
    except ValueError:
        return ShareChannel.UNKNOWN


@dataclass(frozen=True)
class Source:
    """Where a fact comes from, as data/knowledge/sources.yml says it."""

    title: str
    site: str


@dataclass(frozen=True)
class PublicAnswer:
    """An answer of the bot's without anything of the customer who got it.

    Attributes:
        response: Name of the response, e.g. `utter_faq/de_minimis`.
        texts: What the bot said, a message each, in order.
        period: Years of the facts in it, « 2020 et 2021 »; `None` when they have none.
        sources: Of those facts.
    """

    response: str
    texts: tuple[str, ...]
    period: str | None = None
    sources: tuple[Source, ...] = ()
