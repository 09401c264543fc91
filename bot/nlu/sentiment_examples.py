"""Reads labelled messages: what the sentiment analyser learns from and is tested on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.contracts.sentiment import SentimentLabel
from bot.errors import SettingsError

# Ten times as quick where PyYAML was built with libyaml, and just as safe.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class LabelledMessage:
    """One message and how it sounds.

    Attributes:
        text: As a customer wrote it.
        label: How it sounds to an attentive agent.
        voice: Manner of writing: curt, rambling, sms, irony …
        hard: Whether the topic misleads: a calm question about something sad.
    """

    text: str
    label: SentimentLabel
    voice: str
    hard: bool


def read_messages(path: Path) -> tuple[LabelledMessage, ...]:
    """Reads one file, or all `*.yml` files of a folder in the order of their names.

    Raises:
        SettingsError: Nothing is there, or a file has another shape than
            `sentiment: [{label, voice, hard, examples}]`.
    """
    files = sorted(path.glob("*.yml")) if path.is_dir() else [path]
    messages = tuple(message for file in files for message in _read_file(file))
    if not messages:
        raise SettingsError(
            f"Expected labelled messages in {str(path)!r}, but found none. "
            "Please correct `data` of SentimentAnalyzer in config.yml."
        )
    return messages


def _read_file(file: Path) -> list[LabelledMessage]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
        return [message for group in content["sentiment"] for message in _expand(group)]
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise SettingsError(
            "Expected `sentiment:` with groups of `label`, `voice`, `hard` and "
            f"`examples` in {str(file)!r}, but found {error!r}. Please correct it."
        ) from error


def _expand(group: dict[str, Any]) -> list[LabelledMessage]:
    label = SentimentLabel(group["label"])
    voice, hard = str(group.get("voice", "")), bool(group.get("hard", False))
    examples: Sequence[Any] = group["examples"]
    if isinstance(examples, str):
        raise TypeError("`examples` is one text instead of a list")
    return [LabelledMessage(str(text), label, voice, hard) for text in examples]
