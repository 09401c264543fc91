"""What the test stories say is what customers get, with the actions really run.

`rasa test` checks what is understood and what is decided; the slots that a form fills
and the asides that it rejects are taken from the story there. Here every story is
played on the same model with the project's own actions, store and sample files.
"""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.seeding import prepare_store
from bot.settings import PROJECT_ROOT, load_settings
from bot.store.engine import session_factory
from bot.voice.tone import default_tone
from tests.trained.playing import LiveBot, Turn
from tests.trained.story_steps import Expected, expected_turns
from tests.trained.voice_replay import conversations, has_faults, replay, table

pytestmark = [pytest.mark.stories, pytest.mark.timeout(600)]

STORIES = PROJECT_ROOT / "tests" / "stories"
# Monday, 16 November 2026, 10:00 in Paris: moments of a call are counted from here.
NOW = datetime(2026, 11, 16, 9, tzinfo=timezone.utc)


def stories() -> list[Any]:
    yaml = YAML(typ="safe")
    return [
        pytest.param(story, id=f"{path.parent.name}: {story['story']}")
        for path in sorted(STORIES.rglob("*.yml"))
        for story in yaml.load(path.read_text(encoding="utf-8"))["stories"]
    ]


@pytest.fixture(scope="module")
def live_bot(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    database = tmp_path_factory.mktemp("store") / "live.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOT_DATABASE_URL", f"sqlite:///{database}")
        session_factory.cache_clear()
        prepare_store(load_settings(), samples_wanted=True)
        for module in ("callback", "callback_form"):
            patch.setattr(f"actions.{module}.present", lambda: NOW)
        session_factory()
        yield LiveBot(model)
        session_factory.cache_clear()


@pytest.mark.parametrize("story", stories())
async def test_a_customer_gets_what_the_story_says(live_bot: LiveBot, story: Any):
    expected = expected_turns(story["steps"])
    broken = [turn.failed for turn in expected]
    played = await live_bot.play([turn.text for turn in expected], broken)
    got = [seen(turn, want) for turn, want in zip(played, expected, strict=True)]
    assert got == expected


async def test_conversations_sound_as_the_voice_page_says(live_bot: LiveBot):
    """A tenth of `make voice`; here, because loading the model takes longer."""
    sound, _ = await replay(live_bot, conversations(20), default_tone())
    assert not has_faults(sound), table(sound)
    assert sound.neutral_with_empathy == 0


def seen(turn: Turn, want: Expected) -> Expected:
    """The turn as the story tells it: only the slots that it names.

    An action may empty what its form has filled in the same turn: any value that was
    set counts, the last one if none is the story's.
    """
    slots = {}
    for name, value in want.slots.items():
        values = [as_told(e["value"]) for e in turn.events if sets(e, name)]
        if values:
            slots[name] = value if value in values else values[-1]
    return Expected(
        text=turn.text, actions=turn.actions, slots=slots, failed=want.failed
    )


def sets(event: Any, name: str) -> bool:
    return bool(event["event"] == "slot" and event["name"] == name)


def as_told(value: Any) -> Any:
    """Stories tell a text on one line."""
    return " ".join(value.split()) if isinstance(value, str) else value
