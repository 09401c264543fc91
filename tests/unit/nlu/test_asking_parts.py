from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.nlu.asking_parts import MOST_PARTS, asking_parts, load_asking_words
from bot.nlu.few_shot_model import Understanding, surest

WORDS = load_asking_words()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Je tiens un pressing à Dole depuis douze ans. Quel est le taux du prêt ?",
            ["Quel est le taux du prêt ?"],
            id="a sentence of its own",
        ),
        pytest.param(
            "je tiens un salon de coiffure à Nancy, alors je voudrais savoir le taux",
            ["alors je voudrais savoir le taux"],
            id="behind a comma",
        ),
        pytest.param(
            "Nous avons un garage, une dépanneuse, deux ponts, et des dettes chez nous",
            [],
            id="nothing is asked",
        ),
        pytest.param("Quel est le taux ? Et la durée ?", [], id="a short message"),
        pytest.param(
            "On m’a parlé de la médiation du crédit hier au salon, comment ça marche ?",
            [],
            id="too little to stand alone",
        ),
        pytest.param(
            "Combien peut-on emprunter pour refaire la vitrine de ma petite "
            "boulangerie de village sans apport",
            [],
            id="one piece",
        ),
    ],
)
def test_the_question_is_found(text: str, expected: list[str]) -> None:
    assert asking_parts(text, WORDS, 10) == expected


@given(st.text(max_size=600))
def test_parts_are_pieces_of_the_message(text: str) -> None:
    parts = asking_parts(text, WORDS, 1)
    assert len(parts) <= MOST_PARTS
    assert all(part in text for part in parts)


def reading(intent: str, confidence: float) -> Understanding:
    return Understanding(((intent, confidence), ("other", 0.01)), 0.5, ())


def test_a_part_that_means_the_same_makes_surer() -> None:
    part = reading("ask_rate", 0.9)
    assert surest(reading("ask_rate", 0.2), [reading("ask_rate", 0.1), part]) is part


def test_a_part_that_means_something_else_changes_nothing() -> None:
    whole = reading("ask_rate", 0.2)
    assert surest(whole, [reading("ask_human", 0.95)]) is whole


def test_a_broken_file_of_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "asking.yml"
    path.write_text("asks: [comment, 3]\njoints: [et]\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="asks"):
        load_asking_words(path)
