"""Replays conversations and counts how they sound: `make voice`.

Lines and plans are in `tests/nlu/voice/lines.yml`, apart from what the model learned.
The same seed gives the same conversations; the bot's own choice of words varies, and
what is counted must hold whatever it draws.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.logs import configure_logging
from bot.seeding import prepare_store
from bot.settings import PROJECT_ROOT, load_settings
from bot.voice.moment import read_moment
from bot.voice.said import matter_of
from bot.voice.tone import Tone, default_tone
from tests.trained.playing import LiveBot, Turn

LINES = PROJECT_ROOT / "tests" / "nlu" / "voice" / "lines.yml"
SEED = 2020
CONVERSATIONS = 200
HANDOFF = "action_handoff"


@dataclass(frozen=True)
class Line:
    """What a customer writes, and how a reader hears it: negative, neutral or other."""

    text: str
    mood: str


@dataclass
class Sound:
    """Counts over all conversations; every fault must stay at 0.

    Attributes:
        conversations: Played, each until a person takes over.
        turns: Messages of customers.
        negative: Turns that a reader hears as negative.
        negative_heard: Of those, acknowledged in words.
        unhappy: Turns that the bot reads as unhappy (bot/voice/moment.py).
        unhappy_heard: Of those, acknowledged in words.
        neutral: Turns that a reader hears as neutral.
        neutral_with_empathy: Of those, answered with a phrase of empathy.
        phrases: Phrases of empathy said.
        phrases_repeated: Of those, said before in the same conversation.
        apologies: Texts that apologise.
        apologies_in_a_row: Of those, after another in the same turn or the one before.
        apologies_repeated: Of those, for a matter apologised for before.
    """

    conversations: int = 0
    turns: int = 0
    negative: int = 0
    negative_heard: int = 0
    unhappy: int = 0
    unhappy_heard: int = 0
    neutral: int = 0
    neutral_with_empathy: int = 0
    phrases: int = 0
    phrases_repeated: int = 0
    apologies: int = 0
    apologies_in_a_row: int = 0
    apologies_repeated: int = 0

    def add(self, other: Sound) -> None:
        """Counts another conversation too."""
        for each in fields(self):
            total = getattr(self, each.name) + getattr(other, each.name)
            setattr(self, each.name, total)


def conversations(count: int, seed: int = SEED) -> list[list[Line]]:
    """Makes conversations of the plans in turn, no line twice in one of them."""
    content = YAML(typ="safe").load(LINES.read_text(encoding="utf-8"))
    draw = random.Random(seed)
    plans: Sequence[Sequence[str]] = content["plans"]
    return [
        _lines_of(plans[number % len(plans)], content["lines"], draw)
        for number in range(count)
    ]


def _lines_of(
    plan: Sequence[str], lines: Mapping[str, Any], draw: random.Random
) -> list[Line]:
    left = {
        kind: draw.sample(lines[kind]["texts"], k=len(lines[kind]["texts"]))
        for kind in lines
    }
    return [Line(left[kind].pop(), lines[kind]["mood"]) for kind in plan]


def listen(lines: Sequence[Line], turns: Sequence[Turn], tone: Tone) -> Sound:
    """Counts one conversation.

    Args:
        lines: What the customer wrote.
        turns: What each led to; fewer when a person took over.
        tone: What counts as empathy and as an apology.
    """
    sound = Sound(conversations=1, turns=len(turns))
    phrases: set[str] = set()
    matters: set[str] = set()
    sorry_before = False
    for line, turn in zip(lines, turns, strict=False):
        heard = next(e for e in turn.events if e["event"] == "user")
        spoken = [e for e in turn.events if e["event"] == "bot" and e.get("text")]
        said = [p for e in spoken for p in tone.phrases(e["text"])]
        sorry = [e for e in spoken if tone.apologises(e["text"])]
        is_heard = bool(said or sorry)
        unhappy = read_moment(heard, "", tone).unhappy
        sound.negative += line.mood == "negative"
        sound.negative_heard += line.mood == "negative" and is_heard
        sound.unhappy += unhappy
        sound.unhappy_heard += unhappy and is_heard
        sound.neutral += line.mood == "neutral"
        sound.neutral_with_empathy += line.mood == "neutral" and bool(said)
        sound.phrases += len(said)
        sound.phrases_repeated += len(said) - len(set(said) - phrases)
        sound.apologies += len(sorry)
        sound.apologies_in_a_row += max(0, len(sorry) - (not sorry_before))
        for event in sorry:
            response = str((event.get("metadata") or {}).get("utter_action") or "")
            matter = matter_of(read_moment(heard, response, tone), response)
            sound.apologies_repeated += matter in matters
            matters.add(matter)
        phrases |= set(said)
        sorry_before = bool(sorry)
    return sound


async def replay(
    bot: LiveBot, talks: Iterable[Sequence[Line]], tone: Tone
) -> tuple[Sound, list[tuple[Line, Turn]]]:
    """Plays conversations; gives the counts, and every turn with its line."""
    total, seen = Sound(), []
    for lines in talks:
        turns = await bot.play([line.text for line in lines], until=HANDOFF)
        total.add(listen(lines, turns, tone))
        seen += list(zip(lines, turns, strict=False))
    return total, seen


def table(sound: Sound) -> str:
    """The counts as the table of docs/voice.md."""
    share = f"{sound.negative_heard} of {sound.negative}"
    rows = [
        ("conversations", sound.conversations, ""),
        ("messages of customers", sound.turns, ""),
        (
            "unhappy messages, as the bot reads them: acknowledged",
            f"{sound.unhappy_heard} of {sound.unhappy}",
            "all",
        ),
        ("negative messages, by their writer: acknowledged", share, "all"),
        (
            "neutral messages answered with empathy",
            f"{sound.neutral_with_empathy} of {sound.neutral}",
            "0",
        ),
        (
            "phrases of empathy said before in the conversation",
            f"{sound.phrases_repeated} of {sound.phrases}",
            "0",
        ),
        ("apologies in a row", f"{sound.apologies_in_a_row} of {sound.apologies}", "0"),
        (
            "second apologies for one matter",
            f"{sound.apologies_repeated} of {sound.apologies}",
            "0",
        ),
    ]
    lines = [f"| {what} | {found} | {target} |" for what, found, target in rows]
    return "\n".join(["| what | found | target |", "|---|--:|--:|", *lines])


def doubtful(seen: Iterable[tuple[Line, Turn]], tone: Tone) -> list[str]:
    """Negative turns that nothing acknowledged, and neutral ones with empathy."""
    found = []
    for line, turn in seen:
        said = any(tone.phrases(text) for text in turn.said)
        sorry = any(tone.apologises(text) for text in turn.said)
        missed = line.mood == "negative" and not (said or sorry)
        if missed or (line.mood == "neutral" and said):
            found.append(f"{line.mood}: {line.text}\n    {turn.said}")
    return found


async def main() -> int:
    """Prints the table, and what to look at; 0 when every fault is at 0."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BOT_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'voice.db'}"
        settings = load_settings()
        configure_logging(settings.log_format, "ERROR")
        prepare_store(settings, samples_wanted=True)
        tone = default_tone()
        talks = conversations(CONVERSATIONS)
        sound, seen = await replay(LiveBot(settings.model_path), talks, tone)
    sys.stdout.write(f"{table(sound)}\n")
    sys.stdout.write(
        "".join(f"{line}\n" for line in dict.fromkeys(doubtful(seen, tone)))
    )
    return int(has_faults(sound))


def has_faults(sound: Sound) -> bool:
    """Whether anything that must stay at 0 is not."""
    return bool(
        sound.unhappy
        - sound.unhappy_heard
        + sound.phrases_repeated
        + sound.apologies_in_a_row
        + sound.apologies_repeated
    )


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
