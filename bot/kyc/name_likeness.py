"""How alike two names of people are, whatever their order and spelling. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations

from rapidfuzz import fuzz

from bot.kyc.names import name_words, sound_of

# A word less alike than this with every word of the other name is another name.
WORD_FROM = 60
# Points lost for each word that one side has and the other has not (middle names).
UNMATCHED_WORD = 2
INITIAL_LIKENESS = 85  # « J. » and « Jean »
# One word against several, glued: only a name written without its spaces is so alike.
GLUED_FROM = 90


def name_likeness(one: str, other: str) -> int:
    """How alike two names are, 0 to 100, whatever their order and spelling.

    Each word of the shorter name takes its nearest word of the longer one; words count
    by their length. A name of one word is compared with the nearest word.
    """
    ours, theirs = name_words(one), name_words(other)
    if not ours or not theirs:
        return 0
    if "".join(ours) == "".join(theirs):
        return 100
    aligned = max(_aligned(*each) for each in _joined(ours, theirs))
    glued = _word_likeness("".join(ours), "".join(theirs))
    whole = glued if min(len(ours), len(theirs)) > 1 or glued >= GLUED_FROM else 0
    return max(aligned, whole)


def _joined(
    ours: tuple[str, ...], theirs: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The two names, then with two words of the longer one written as one.

    « Jeanbaptiste » is « Jean-Baptiste ».
    """
    yield ours, theirs
    short, long = sorted((ours, theirs), key=lambda words: (len(words), words))
    if len(long) == len(short):
        return
    for i, j in permutations(range(len(long)), 2):
        glued = long[i] + long[j]
        if any(_word_likeness(glued, word) >= GLUED_FROM for word in short):
            rest = [word for at, word in enumerate(long) if at not in (i, j)]
            yield short, tuple(sorted([*rest, glued]))


def _aligned(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    short, long = sorted((ours, theirs), key=lambda words: (len(words), words))
    pairs = sorted(
        ((_word_likeness(a, b), i, j) for i, a in enumerate(short)
         for j, b in enumerate(long)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )  # fmt: skip
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, i, j in pairs:
        if i not in matched and j not in taken and likeness >= WORD_FROM:
            matched[i] = likeness
            taken.add(j)
    weights = [len(word) for word in short]
    mean = sum(matched.get(i, 0) * w for i, w in enumerate(weights)) / sum(weights)
    return max(0, round(mean) - UNMATCHED_WORD * (len(long) - len(short)))


@lru_cache(maxsize=50_000)
def _word_likeness(one: str, other: str) -> int:
    if one == other:
        return 100
    if 1 in (len(one), len(other)):
        return INITIAL_LIKENESS if one[0] == other[0] else 0
    by_sound = fuzz.ratio(sound_of(one), sound_of(other))
    # A different sound-alike is a little less than the same spelling.
    return round(max(fuzz.ratio(one, other), by_sound - 1))
