"""When somebody who waits hears from us: data/desk/waiting.yml, checked."""

from __future__ import annotations

import functools
from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, Extra, Field, root_validator

from bot.knowledge.yaml_files import PROJECT, read_checked

WAITING_PATH = PROJECT / "data" / "desk" / "waiting.yml"
# Below this a timer could be late by a good part of itself; above, nobody waits.
SHORTEST_S, LONGEST_S = 10, 24 * 3600


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class _Step(_Strict):
    after_seconds: int = Field(ge=SHORTEST_S, le=LONGEST_S)

    @property
    def after(self) -> timedelta:
        """From the beginning of the wait."""
        return timedelta(seconds=self.after_seconds)


class Reassurance(_Step):
    """What is said again and again."""

    every_seconds: int = Field(ge=SHORTEST_S, le=LONGEST_S)
    at_most: int = Field(ge=0, le=50)

    @property
    def every(self) -> timedelta:
        """From one to the next."""
        return timedelta(seconds=self.every_seconds)


class CallbackOffer(_Step):
    """When a call at another moment is offered."""


class LeaveMessage(_Step):
    """When a customer is told that he may write and go."""


class Opening(_Strict):
    """What whoever waited through hears when the desk opens again."""

    after_seconds: int = Field(ge=0, le=3600)

    @property
    def after(self) -> timedelta:
        """From the opening; until then agents may sign in."""
        return timedelta(seconds=self.after_seconds)


class NobodyThere(_Strict):
    """What counts as nobody, and whether it is said at once."""

    told_at_once: bool
    sign_of_life_seconds: int = Field(ge=SHORTEST_S, le=3600)

    @property
    def sign_of_life(self) -> timedelta:
        """How old the last sign of somebody who is there may be."""
        return timedelta(seconds=self.sign_of_life_seconds)


class EstimateRules(_Strict):
    """What an announced wait is made of."""

    conversations: int = Field(ge=1, le=1000)
    within_days: int = Field(ge=1, le=365)
    at_least: int = Field(ge=2, le=1000)
    held: float = Field(ge=0.5, le=0.99)

    @root_validator(skip_on_failure=True)
    def _can_be_enough(cls, values: dict[str, int]) -> dict[str, int]:
        if values["at_least"] > values["conversations"]:
            raise ValueError(
                f"expected `at_least` to be no more than `conversations` "
                f"({values['conversations']}), found {values['at_least']}"
            )
        return values


class WaitingRules(_Strict):
    """Everything in the file."""

    reassurance: Reassurance
    callback_offer: CallbackOffer
    leave_message: LeaveMessage
    opening: Opening
    nobody_there: NobodyThere
    estimate: EstimateRules

    @root_validator(skip_on_failure=True)
    def _message_comes_last(cls, values: dict[str, _Step]) -> dict[str, _Step]:
        offer, last = values["callback_offer"], values["leave_message"]
        if last.after_seconds <= offer.after_seconds:
            raise ValueError(
                "expected `leave_message` to come after `callback_offer` "
                f"({offer.after_seconds} s), found {last.after_seconds} s"
            )
        return values


def read_waiting_rules(path: Path = WAITING_PATH) -> WaitingRules:
    """Reads the file.

    Raises:
        SettingsError: It is missing, or does not follow its form.
    """
    return read_checked(path, WaitingRules)


@functools.lru_cache(maxsize=1)
def default_waiting_rules() -> WaitingRules:
    """The project's own file, read once per process."""
    return read_waiting_rules()
