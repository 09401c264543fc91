"""Names of people brought to comparable words, whatever their spelling. Pure."""

from __future__ import annotations

import re

from anyascii import anyascii

# Words that carry nothing of a name's identity; a name made only of them keeps them.
_PARTICLES = frozenset(
    "a al am as at bin bint d da das de del della den der des di dit dite do dos du el "
    "et ibn l la le les lo m mlle mme mr van von y".split()
)
# Spellings of one sound in the alphabets and languages that lists come from, tried in
# this order. « ch » is set aside while a single « c » is told apart.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(written), kept)
    for written, kept in (
        ("sch|tch|sh|ch", "S"), ("zh|dj", "j"), ("kh|ck|qu|q", "k"), ("gh", "g"),
        ("ph", "f"), ("th", "t"), ("c(?=[eiy])", "s"), ("c", "k"), ("ou|oo", "u"),
        ("ee|y|ij|ie", "i"), ("ia", "a"), ("ks", "x"), ("ts", "tz"), ("o", "u"),
        ("v|w", "f"), ("(?<=[^aeiou])e$", ""), (r"(.)\1+", r"\1"),
    )
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
        word = written.sub(kept, word)
    return word
