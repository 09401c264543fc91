"""What the bot has already said in a conversation, as far as tone is concerned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.voice.moment import Moment, read_moment
from bot.voice.tone import Tone


@dataclass
class Said:
    """Follows a conversation, event by event.

    Attributes:
        latest: The customer's latest message, as a `user` event; empty before any.
        texts: Everything said, as it was read → how many texts came before.
        phrases: Sentences of empathy said, plainly written.
        matters: What was apologised for.
        apologised_now: The bot apologised since the latest message.
        apologised_before: It did in the turn before that one.
        this_turn: Texts said since the latest message.
        count: How many texts were said.
    """

    latest: Mapping[str, Any] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    phrases: set[str] = field(default_factory=set)
    matters: set[str] = field(default_factory=set)
    apologised_now: bool = False
    apologised_before: bool = False
    this_turn: list[str] = field(default_factory=list)
    count: int = 0

    def hear(self, event: Mapping[str, Any]) -> None:
        """A message of the customer begins a turn."""
        self.latest = event
        self.apologised_before = self.apologised_now
        self.apologised_now = False
        self.this_turn = []

    def say(self, text: str, response: str, tone: Tone) -> None:
        """The bot has said a text."""
        self.count += 1
        self.texts[text] = self.count
        self.this_turn.append(text)
        self.phrases |= tone.phrases(text)
        if tone.apologises(text):
            self.apologised_now = True
            self.matters.add(
                matter_of(read_moment(self.latest, response, tone), response)
            )


def read_said(events: Iterable[Mapping[str, Any]], tone: Tone) -> Said:
    """Reads what was said from the events `user` and `bot`, oldest first.

    What an action undid in the tracker was still said: give all events.
    """
    said = Said()
    for event in events:
        if event.get("event") == "user":
            said.hear(event)
        elif event.get("event") == "bot" and event.get("text"):
            metadata = event.get("metadata") or {}
            said.say(str(event["text"]), str(metadata.get("utter_action") or ""), tone)
    return said


def matter_of(moment: Moment, response: str) -> str:
    """What an apology is about: what happened, else the feeling, else the response."""
    return moment.happened or moment.emotion or response
