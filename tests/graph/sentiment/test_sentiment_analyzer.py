"""The component inside Rasa: what reaches the parse result, when it trains again."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.exceptions import InvalidConfigException

from bot.contracts.sentiment import Sentiment
from bot.nlu import sentiment_analyzer
from bot.nlu.sentiment_analyzer import PROJECT, SentimentAnalyzer

pytestmark = pytest.mark.graph

NLU = """
version: "3.1"
nlu:
- intent: ask_rate
  examples: |
    - quel est le taux
    - combien d'intérêts
    - le taux du prêt
- intent: say_hello
  examples: |
    - bonjour
    - salut à vous
    - bonsoir
"""
TEXTS = ("quel est le taux ?", "bonjour à vous", "C'EST UNE HONTE !!!", "salut 🙂")
# One file of plain messages per label, so that a few of each are enough.
PLAIN = (
    "angry_outbursts",
    "distressed_business",
    "worried_fears",
    "neutral_questions",
    "satisfied_everyday",
)
FEW = 12  # messages of each group: enough to show the wiring, quick to encode


@pytest.fixture(scope="session")
def few_messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sentiment")
    for name in PLAIN:
        source = PROJECT / "data" / "sentiment" / f"{name}.yml"
        group = yaml.safe_load(source.read_text(encoding="utf-8"))["sentiment"][0]
        group["examples"] = group["examples"][:FEW]
        target = folder / source.name
        target.write_text(yaml.safe_dump({"sentiment": [group]}), encoding="utf-8")
    return folder


def parse(folder: Path, pipeline: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Trains a tiny model and reads `TEXTS` and a button with it."""
    (folder / "nlu.yml").write_text(NLU, encoding="utf-8")
    config = {"recipe": "default.v1", "language": "fr", "pipeline": pipeline}
    config["assistant_id"] = "test"
    (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    path = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
    agent = Agent.load(str(path))

    async def ask() -> dict[str, dict[str, Any]]:
        return {
            text: await agent.parse_message(text) for text in (*TEXTS, "/say_hello")
        }

    return asyncio.run(ask())


CLASSIFIER: dict[str, Any] = {
    "name": "bot.nlu.few_shot_intent_classifier.FewShotIntentClassifier"
}


@pytest.fixture(scope="session")
def results(
    tmp_path_factory: pytest.TempPathFactory, few_messages: Path
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Parse results without and with the analyser."""
    analyser = {
        "name": "bot.nlu.sentiment_analyzer.SentimentAnalyzer",
        "data": str(few_messages),
    }
    without = parse(tmp_path_factory.mktemp("without"), [dict(CLASSIFIER)])
    beside = parse(tmp_path_factory.mktemp("beside"), [dict(CLASSIFIER), analyser])
    return without, beside


@pytest.mark.timeout(400)
def test_its_result_reaches_the_parse_result_in_the_agreed_shape(
    results: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    _, beside = results
    for text in TEXTS:
        sentiment = beside[text]["sentiment"]
        assert json.loads(json.dumps(sentiment)) == sentiment
        assert sum(Sentiment(**sentiment).probabilities.values()) == pytest.approx(
            1, abs=1e-3
        )
    calm, shout = beside["quel est le taux ?"], beside["C'EST UNE HONTE !!!"]
    assert shout["sentiment"]["polarity"] < calm["sentiment"]["polarity"]


@pytest.mark.timeout(400)
def test_intents_are_the_same_with_it_and_without(
    results: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    without, beside = results
    for text in (*TEXTS, "/say_hello"):
        for key in ("intent", "intent_ranking", "entities"):
            assert beside[text][key] == without[text][key]


@pytest.mark.timeout(400)
def test_a_button_has_no_sentiment_and_keeps_its_intent(
    results: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    _, beside = results
    assert beside["/say_hello"]["intent"]["name"] == "say_hello"
    assert "sentiment" not in beside["/say_hello"]


def test_it_trains_again_when_a_message_or_a_word_changes(
    few_messages: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(few_messages, data)
    lexicon = tmp_path / "cues.yml"
    shutil.copy(PROJECT / "data" / "lexicon" / "sentiment_cues.yml", lexicon)
    config = {"data": str(data), "lexicon": str(lexicon)}
    first = SentimentAnalyzer.fingerprint_addon(config)
    assert SentimentAnalyzer.fingerprint_addon(config) == first
    with lexicon.open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    second = SentimentAnalyzer.fingerprint_addon(config)
    with (data / "angry.yml").open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    assert len({first, second, SentimentAnalyzer.fingerprint_addon(config)}) == 3


def test_every_module_it_learns_with_is_in_its_fingerprint() -> None:
    folder = Path(sentiment_analyzer.__file__).parent
    for name in sentiment_analyzer._MODULES:
        assert (folder / f"{name}.py").is_file()


@pytest.mark.parametrize(
    "options",
    [{"cue_weight": -1}, {"regularization_c": 0}, {"engine": "gpt"}, {"folder": "x"}],
)
def test_impossible_options_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(InvalidConfigException, match=r"config\.yml"):
        SentimentAnalyzer.validate_config(options)
