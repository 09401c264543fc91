"""« Et pour les petits comptes ? »: what a short question means after an answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.influence.words import InfluenceWords, first_place
from bot.knowledge.influencer_tiers import TierId

# After more turns of the customer than these, the magazine is no longer the subject.
TURNS_REMEMBERED = 3


@dataclass(frozen=True)
class FollowUp:
    """What to tell; both `None` when it cannot be known.

    Attributes:
        answer: Second half of `magazine/<answer>`.
        rate_of: Size whose engagement alone was asked.
    """

    answer: str | None = None
    rate_of: TierId | None = None

    @property
    def is_clear(self) -> bool:
        """Whether there is something to tell."""
        return self.answer is not None or self.rate_of is not None


def read_follow_up(folded: str, topic: str | None, words: InfluenceWords) -> FollowUp:
    """Reads a short question in the light of the answer before.

    Args:
        folded: The message, folded.
        topic: The magazine's answer that was given last; `None` when there is none.
        words: Of data/lexicon/influence_words.yml.
    """
    if topic is None and first_place(words.influencers, folded) is None:
        return FollowUp()
    size = _size_in(folded, words)
    if first_place(words.tiktok, folded) is not None:
        return FollowUp(answer="tiktok_europe")
    if first_place(words.engagement, folded) is None:
        return FollowUp(answer=size.value if size else None)
    if size is None and topic in set(TierId):
        size = TierId(topic)
    if size is not None:
        return FollowUp(rate_of=size)
    about_tiktok = (topic or "").startswith("tiktok")
    return FollowUp(answer="tiktok_europe" if about_tiktok else "engagement_rates")


def _size_in(folded: str, words: InfluenceWords) -> TierId | None:
    for size, phrases in words.sizes.items():
        if first_place(phrases, folded) is not None:
            return size
    return None


def latest_topic(
    events: Sequence[Mapping[str, Any]],
    slot: str,
    told_by: Mapping[str, str],
    answers: Collection[str],
) -> str | None:
    """The magazine's answer of the last few turns; `None` when it is too long ago.

    Args:
        events: Of the conversation, the oldest first, as dictionaries.
        slot: Slot that remembers the answer.
        told_by: Answer by response outside `magazine/…` that repeats the magazine.
        answers: All answers of the magazine.
    """
    turns = 0
    for event in reversed(events):
        kind = event.get("event")
        if kind == "user":
            turns += 1
            if turns > TURNS_REMEMBERED:
                return None
        elif kind == "slot" and event.get("name") == slot and event.get("value"):
            value = str(event["value"])
            return value if value in answers else None
        elif kind == "bot":
            utter = (event.get("metadata") or {}).get("utter_action")
            if utter in told_by:
                return told_by[str(utter)]
    return None
