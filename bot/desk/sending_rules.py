"""How replies of agents are sent: data/desk/sending.yml."""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import BaseModel, Extra, Field

from bot.knowledge.yaml_files import PROJECT, read_checked

RULES_PATH = PROJECT / "data" / "desk" / "sending.yml"
# A customer who waits longer for words that are written already is badly served.
MAX_HOLD_S = 30


class SendingRules(BaseModel):
    """Everything in the file.

    Attributes:
        hold_reply_seconds: How long the console holds a reply back, so that its author
            can take it back; 0 = not at all. Private notes are never held.
    """

    hold_reply_seconds: float = Field(ge=0, le=MAX_HOLD_S)

    class Config:
        extra = Extra.forbid
        frozen = True


def read_sending_rules(path: Path = RULES_PATH) -> SendingRules:
    """Reads the file.

    Raises:
        SettingsError: It is missing, or does not follow its form.
    """
    return read_checked(path, SendingRules)


@functools.lru_cache(maxsize=1)
def default_sending_rules() -> SendingRules:
    """The project's own file, read once per process."""
    return read_sending_rules()
