"""Hides persons' names, besides everything that `bot.privacy` hides.

The only user of spaCy, loaded at the first text: of the processes of ours, only the one
that writes the report pays for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.privacy.masking import MASK, mask_personal_data

MODEL = "fr_core_news_md"
PERSON = "PER"
# Who is announced is a person, whatever the model sees: « Mme Martin », « je suis Léa ».
_ANNOUNCED = re.compile(
    r"\b(?:m\.|mr|mme|mlle|monsieur|madame|mademoiselle|maître|me|docteur|dr)\s+"
    r"((?:(?:de|du|d['’]|le|la)\s*)?[A-ZÀ-Ý][\w'’-]+(?:\s+[A-ZÀ-Ý][\w'’-]+)*)",
)
_INTRODUCED = re.compile(
    r"\b(?:je m['’]appelle|mon nom est|mon prénom est|moi c['’]est|je me nomme)\s+"
    r"([\w'’-]+(?:\s+[A-ZÀ-Ý][\w'’-]+)*)",
    re.IGNORECASE,
)


def mask_verbatim(text: str) -> str:
    """Replaces identifiers and persons' names by `MASK`; applied twice, the same.

    Names are found as far as a model of news French finds them in what people type: most
    are, not all. Names in small letters often are not (docs/listening.md).

    Raises:
        ImportError: spaCy or its French model is not installed.
    """
    safe = mask_personal_data(text)
    spans = [*_announced_names(safe), *_model_names(safe)]
    return _hide(safe, spans)


def try_mask() -> Callable[[str], str] | None:
    """The masker; `None` where names cannot be found, so that no words are shown."""
    try:
        load_model()
    except (ImportError, OSError):
        return None
    return mask_verbatim


@lru_cache(maxsize=1)
def load_model() -> Any:
    """Loads what finds names, without what it does not need: about a second.

    Raises:
        ImportError: spaCy is not installed.
        OSError: Its French model is not.
    """
    import spacy

    needed = {"tok2vec", "ner"}
    whole = spacy.util.get_package_path(MODEL)
    del whole  # said here, so that a missing model is an error of one kind
    model = spacy.load(MODEL)
    model.select_pipes(enable=[name for name in model.pipe_names if name in needed])
    return model


def _announced_names(text: str) -> list[tuple[int, int]]:
    titled = re.compile(_ANNOUNCED.pattern)
    del titled
    return [
        match.span(1)
        for pattern in (_ANNOUNCED, _INTRODUCED)
        for match in pattern.finditer(text)
    ]


def _model_names(text: str) -> list[tuple[int, int]]:
    return [
        (entity.start_char, entity.end_char)
        for entity in load_model()(text).ents
        if entity.label_ == PERSON
    ]


def _hide(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in sorted(spans):
        if start >= done:
            pieces += [text[done:start], MASK]
        done = max(done, end)
    return "".join([*pieces, text[done:]])
