from __future__ import annotations

import pytest

from bot.contracts.message_shape import MessageShape
from bot.nlu.message_shape import emoji_in, shape_of

LONG_FROM = 10


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("", MessageShape.NOTHING),
        ("   \n ", MessageShape.NOTHING),
        ("?!…", MessageShape.NOTHING),
        ("---", MessageShape.NOTHING),
        ("🙂", MessageShape.EMOJI),
        ("👩🏽‍🍳 👍🏿 !", MessageShape.EMOJI),
        ("❤️", MessageShape.EMOJI),
        ("aaaaaa", MessageShape.LETTER),
        ("TTTTT!!", MessageShape.LETTER),
        ("aaaa bbbb", MessageShape.LETTER),
        ("12", MessageShape.NUMBER),
        ("732 829 320", MessageShape.NUMBER),
        ("06.12.34.56.78", MessageShape.NUMBER),
        ("+33 6 12 34 56 78", MessageShape.NUMBER),
        ("25 000 €", MessageShape.NUMBER),
        ("https://exemple.fr/pret?x=1", MessageShape.LINK),
        ("www.exemple.fr", MessageShape.LINK),
        ("bit.ly/abc https://exemple.fr", MessageShape.LINK),
        ("mot " * LONG_FROM, MessageShape.LONG),
        ("quel est le taux ?", None),
        ("merci 🙏", None),
        ("3 salariés", None),
        ("regardez https://exemple.fr", None),
        ("RB-2020-004217", None),
        ("ok", None),
        ("ouiiii", None),
        ("a.b@exemple.fr", None),
    ],
)
def test_each_message_has_its_shape(text: str, shape: MessageShape | None):
    assert shape_of(text, LONG_FROM) is shape


def test_without_a_limit_no_message_is_long():
    assert shape_of("mot " * 500, 0) is None


def test_emoji_are_listed_without_their_skin_tones():
    assert emoji_in("oui 👍🏿 ❤️") == ["👍", "❤"]
