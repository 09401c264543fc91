from __future__ import annotations

import pytest

from bot.escalation.phrases import find_phrase, find_wish, normalise

WISHES = ("parler à un conseiller", "besoin d'un conseiller", "pas parler à un robot")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  Où  ÇA ?!", "ou ca", id="accents, capitals, signs, spaces"),
        pytest.param("l’avocat", "l avocat", id="a curly apostrophe parts words"),
        pytest.param("l'avocat", "l avocat", id="a straight one too"),
        pytest.param("cœur", "coeur", id="ligatures are opened"),
        pytest.param("🙂", "", id="an emoji is no word"),
    ],
)
def test_normalise(text: str, expected: str):
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        pytest.param("Mon AVOCAT, vous dira", "avocat vous", True, id="across signs"),
        pytest.param("les avocats", "avocat", False, id="whole words only"),
        pytest.param("me jeter sous un train", "me jeter * train", True, id="a gap"),
        pytest.param("me jeter train", "me jeter * train", True, id="an empty gap"),
        pytest.param(
            "me jeter a b c d e f g train", "me jeter * train", False, id="too wide"
        ),
        pytest.param("", "avocat", False, id="an empty text"),
        pytest.param("c++ (test)", "c++", True, id="signs of a phrase are no pattern"),
    ],
)
def test_find_phrase(text: str, phrase: str, found: bool):
    assert find_phrase(text, [phrase]) == (phrase if found else None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Je veux parler à un conseiller", True),
        ("je n'arrive pas à parler à un conseiller", True),
        ("Je ne veux pas parler à un robot", True),
        ("je ne veux pas parler à un conseiller", False),
        ("je ne souhaite surtout pas parler à un conseiller", False),
        ("peut-on faire la demande sans parler à un conseiller ?", False),
        ("j'ai pas besoin d'un conseiller", False),
        ("j'ai besoin d'un conseiller", True),
        ("je ne veux pas parler à un robot mais parler à un conseiller", True),
        ("mon conseiller bancaire m'a répondu", False),
        ("plutôt que de parler à un conseiller je lis la page", False),
    ],
)
def test_a_wish_is_told_from_its_refusal(text: str, found: bool):
    assert (find_wish(text, WISHES) is not None) == found
