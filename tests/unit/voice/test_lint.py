"""Each check finds the violation that is planted for it, and nothing else."""

from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.voice.lint import review_tone
from bot.voice.tone import default_tone, load_tone

from .examples import TONE

GOOD = {"text": "Voici ce que je sais."}
IF = [{"type": "slot", "name": "emotion", "value": "worry"}]


def found(*variations, name="utter_new"):
    return [f.problem for f in review_tone({name: [GOOD, *variations]}, TONE, {})]


@pytest.mark.parametrize(
    ("variation", "problem"),
    [
        ({"text": "Pardon, désolé."}, "2 apologies"),
        ({"text": "Oui ! Non !"}, "2 exclamation marks"),
        ({"text": "Où ? Quand ?"}, "2 questions"),
        ({"text": " ".join(["mot"] * 13)}, "13 words"),
        ({"text": "Bien, tu vois."}, "tutoiement: « tu »; write « vous »"),
        ({"text": "Bien.", "buttons": [{"title": "Si tu veux"}]}, "tutoiement"),
        ({"text": "C'est bien."}, "an apostrophe is written ’"),
        ({"text": "Je comprends."}, "add a condition on the slot `emotion`"),
        (
            {
                "text": "Bien.",
                "condition": [{"type": "slot", "name": "emotion", "value": "joy"}],
            },
            "never holds. Please take one of anger, distress, worry",
        ),
    ],
)
def test_planted_violation_is_found(variation, problem):
    problems = found(variation)
    assert len(problems) == 1
    assert problem in problems[0]


@pytest.mark.parametrize(
    "variation",
    [
        pytest.param({"text": "Je comprends.", "condition": IF}, id="conditioned"),
        pytest.param({"text": "Pardon. Voici."}, id="one apology, with a twin"),
        pytest.param({"text": "L’étude est faite."}, id="« tu » inside a word"),
    ],
)
def test_good_words_are_left_alone(variation):
    assert found(variation) == []


def test_an_apology_needs_a_twin_without_it():
    problems = review_tone({"utter_new": [{"text": "Pardon."}]}, TONE, {})
    assert "write one more that does neither" in problems[0].problem
    assert review_tone({"utter_gateway": [{"text": "Pardon."}]}, TONE, {}) == []


def test_the_finding_says_where():
    finding = review_tone({"utter_new": [GOOD, {"text": "Si tu veux."}]}, TONE, {})[0]
    assert finding.at({"utter_new": "data/responses/x.yml, line 3"}).startswith(
        "data/responses/x.yml, line 3: utter_new: tutoiement"
    )


def test_a_pattern_that_cannot_be_read_is_refused(tmp_path):
    path = tmp_path / "voice.yml"
    path.write_text("unhappy: -0.5\nempathy: ['(']\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="no regular expression"):
        load_tone(path)


@pytest.mark.parametrize(
    "text",
    [
        "Si tu préfères, un conseiller répond.",
        "Dis-moi ce qui bloque.",
        "Je vous promets que tout ira bien.",
        "Ne vous inquiétez pas.",
        "Nous adorons vos questions.",
        "Soyez patient.",
    ],
)
def test_the_project_refuses(text):
    responses = {"utter_new": [{"text": text}]}
    assert review_tone(responses, default_tone(), {}) != []
