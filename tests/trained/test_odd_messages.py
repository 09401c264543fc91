"""What customers get for messages without an ordinary question: the table of edges."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.seeding import prepare_store
from bot.settings import load_settings
from bot.store.engine import session_factory
from tests.trained.playing import LiveBot, Turn

pytestmark = [pytest.mark.stories, pytest.mark.timeout(300)]

HUMAN = "conseiller"
CLARIFY, HANDOFF = ["action_clarify"], ["action_handoff"]
LANGUAGE = ["utter_response_language"]
LONG_STORY = "mon frère tient un garage à Brive et ma sœur un salon de thé, " * 12


@pytest.fixture(scope="module")
def live_bot(model: Path, tmp_path_factory: pytest.TempPathFactory) -> LiveBot:
    database = tmp_path_factory.mktemp("store") / "edges.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOT_DATABASE_URL", f"sqlite:///{database}")
        session_factory.cache_clear()
        prepare_store(load_settings(), samples_wanted=True)
        session_factory()
        yield LiveBot(model)
        session_factory.cache_clear()


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        pytest.param("?!", CLARIFY, id="punctuation"),
        pytest.param("🤔", CLARIFY, id="an emoji without a meaning"),
        pytest.param("👍", ["utter_affirm"], id="an emoji that agrees"),
        pytest.param("🙏🙏", ["utter_thank"], id="an emoji that thanks"),
        pytest.param("ssssssss", CLARIFY, id="one letter"),
        pytest.param("ttttttt", CLARIFY, id="another letter"),
        pytest.param("31415", CLARIFY, id="a number"),
        pytest.param("06 12 34 56 78", CLARIFY, id="a telephone number"),
        pytest.param("https://offre-de-pret.example", CLARIFY, id="a link"),
        pytest.param("can I have the loan for my pub?", LANGUAGE, id="English"),
        pytest.param("wie hoch sind die Zinsen?", LANGUAGE, id="German"),
        pytest.param(
            "quanto tempo ci vuole per avere i soldi?", LANGUAGE, id="Italian"
        ),
        pytest.param("Доброе утро, мне нужен кредит", LANGUAGE, id="Russian"),
        pytest.param("你好，我需要贷款", LANGUAGE, id="Chinese"),
        pytest.param(
            "I want to talk to a person please", HANDOFF, id="English, a person"
        ),
    ],
)
async def test_an_odd_message_gets_kind_and_useful_words(
    live_bot: LiveBot, text: str, actions: list[str]
) -> None:
    (turn,) = await live_bot.play([text])
    assert turn.actions == actions, turn
    assert turn.said
    if actions in (CLARIFY, LANGUAGE):
        assert HUMAN in " ".join(turn.said)


async def test_a_second_message_without_words_calls_a_person(live_bot: LiveBot) -> None:
    first, second = await live_bot.play(["...", "🤷"])
    assert (first.actions, second.actions) == (CLARIFY, HANDOFF)


async def test_a_long_story_is_never_answered_with_a_loan_answer_by_chance(
    live_bot: LiveBot,
) -> None:
    (turn,) = await live_bot.play([LONG_STORY])
    outside = ["utter_out_of_scope"]
    assert turn.actions in (CLARIFY, HANDOFF, outside), turn


async def test_each_language_hears_its_own_words_and_french(live_bot: LiveBot) -> None:
    texts = [
        "necesito ayuda para pedir el préstamo",
        "I need help with the loan please",
    ]
    spanish, english = await live_bot.play(texts)
    assert "Lo siento" in spanish.said[0]
    assert "Sorry" in english.said[0]
    assert all("En français" in turn.said[0] for turn in (spanish, english))


async def test_an_insult_is_answered_calmly_once_then_by_a_person(
    live_bot: LiveBot,
) -> None:
    first, second = await live_bot.play(["espèce de boîte de conserve", "cloporte"])
    assert first.actions == second.actions == ["action_answer_insult"]
    assert "pas pour moi" in first.said[0] or "je reste là" in first.said[0]
    called = [event for event in second.events if event.get("name") == "action_handoff"]
    assert called
    assert HUMAN in " ".join(second.said)


async def test_thanks_are_answered_differently_each_time(live_bot: LiveBot) -> None:
    turns: list[Turn] = await live_bot.play(["merci", "merci beaucoup", "🙏"])
    words = [turn.said[0] for turn in turns]
    assert len(set(words)) == len(words)


async def test_a_rumour_gets_the_answer_to_that_rumour(live_bot: LiveBot) -> None:
    heard = {
        "on m'a dit que c'était de l'argent offert": "rendre|rembours",
        "il paraît qu'il faut changer de banque pour l'avoir": "Bpifrance",
        "mon voisin prétend qu'on n'a pas besoin de comptable": "expert-comptable",
    }
    for text, words in heard.items():
        (turn,) = await live_bot.play([text])
        assert turn.actions == ["utter_rumour"], turn
        assert any(word in turn.said[0] for word in words.split("|")), turn.said
