"""Names of people brought to comparable words, whatever their spelling. Pure."""

from __future__ import annotations

import re

from anyascii import anyascii

# Words that carry nothing of a name's identity; a name made only of them keeps them.
_PARTICLES = frozenset(
    "a al am as at bin bint d da das de del della den der des di dit dite do dos du el "
    "et ibn l la le les lo m mlle mme mr van von y".split()
)
# Spellings of one sound in the alphabets and languages that lists come from. The order
# matters: longer groups first.
_SOUNDS = (
    ("sch", "ch"), ("tch", "ch"), ("sh", "ch"), ("zh", "j"), ("dj", "j"), ("kh", "k"),
    ("gh", "g"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("ou", "u"), ("oo", "u"),
    ("ks", "x"), ("qu", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("ee", "i"),
    ("o", "u"), ("ij", "i"), ("ts", "tz"), ("ie", "i"), ("ia", "a"),
)  # fmt: skip


def name_words(name: str) -> tuple[str, ...]:
    """Cuts a name into small ASCII words, sorted, without particles.

    « Émile DE LA TOUR-Exemple », « tour exemple, emile » and « Эмиль » alike; the order
    of first name and surname does not matter. Empty when nothing of it is a letter.
    """
    plain = anyascii(name).casefold()
    # An apostrophe inside a transliteration is no word boundary (« Al-Ma'mun »), but
    # the French « d'Exemple » is an elision.
    plain = re.sub(r"\b([dl])['’]", r"\1 ", plain)
    plain = re.sub(r"['’`]", "", plain)
    words = re.findall(r"[a-z]+", plain)
    telling = [word for word in words if word not in _PARTICLES]
    return tuple(sorted(telling or words))


def sound_of(word: str) -> str:
    """One spelling for what sounds alike: `mohammed` and `muhamed`, `wladimir`.

    Args:
        word: Small ASCII letters, as `name_words` gives them.
    """
    for written, kept in _SOUNDS:
        word = word.replace(written, kept)
    return re.sub(r"(.)\1+", r"\1", word)
