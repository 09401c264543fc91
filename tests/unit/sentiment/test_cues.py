from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.nlu.cues import CueLexicon, cue_counts, cue_features, load_lexicon


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("C’est scandaleux", "indignation"),
        ("C'EST UNE HONTE", "indignation"),
        ("j'en ai marre", "exasperation"),
        ("inadmissiiiible", "indignation"),
        ("toujours pas de réponse", "repetition"),
        ("Je n’en peux plus", "despair"),
        ("je suis inquiète", "worry"),
        ("mrc bcp", "pleasure"),
        ("Vous êtes où ?", "accusing"),
        ("ATTENTION", "capital_words"),
        ("JE VEUX MON ARGENT", "all_capitals"),
        ("répondez !!!", "repeated_exclamation"),
        ("sérieux ?!", "mixed_marks"),
        ("bof…", "ellipses"),
        ("nuuuul", "elongated"),
        ("😡", "sign_angry"),
        ("😢", "sign_sad"),
        ("ok 👍", "sign_happy"),
        ("depuis trois semaines", "duration"),
        ("Bravo, trois semaines sans réponse", "irony"),
        ("Comment contester un refus ?", "calm_question"),
        ("Bonjour, c'est inadmissible", "courteous_anger"),
    ],
)
def test_a_cue_is_seen(text: str, cue: str, lexicon: CueLexicon) -> None:
    short_forms = {"mrc": "merci", "bcp": "beaucoup"}
    assert cue_counts(text, lexicon, short_forms)[cue] > 0


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Comment contester un refus ?!", "calm_question"),
        ("Merci beaucoup", "irony"),
        ("le comptoir", "coarse"),
        ("SIREN", "all_capitals"),
        ("", "length"),
    ],
)
def test_a_cue_is_not_imagined(text: str, cue: str, lexicon: CueLexicon) -> None:
    assert cue_counts(text, lexicon, {})[cue] == 0


def test_a_negation_turns_pleasure_but_stops_at_the_clause(lexicon: CueLexicon) -> None:
    turned = cue_counts("je ne suis pas du tout content", lexicon, {})
    assert (turned["pleasure"], turned["not_pleasure"]) == (0, 1)
    kept = cue_counts("ce n'est pas cher, je suis content", lexicon, {})
    assert (kept["pleasure"], kept["not_pleasure"]) == (1, 0)


def test_features_follow_the_names(lexicon: CueLexicon) -> None:
    features = cue_features(["C'est une honte !", ""], lexicon, {})
    assert features.shape == (2, len(lexicon.names))
    counts = cue_counts("C'est une honte !", lexicon, {})
    assert features[0].tolist() == pytest.approx([counts[n] for n in lexicon.names])


def test_a_shout_has_a_limit(lexicon: CueLexicon) -> None:
    features = cue_features(["honte ! " * 200], lexicon, {})
    assert features.max() < 7  # `length` is a logarithm; every other count stops at 3


@pytest.mark.parametrize(
    ("content", "problem"),
    [("cues: {a: [b]}", "negations"), (None, "no such file")],
)
def test_a_broken_lexicon_says_what_to_correct(
    content: str | None, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "cues.yml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=problem):
        load_lexicon(path)
