"""Checks the options that designers write in `config.yml`, with errors they can use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.exceptions import InvalidConfigException

from bot.nlu.encoder import ENGINES


def check_encoder(component: str, config: Mapping[str, Any]) -> None:
    """Checks `engine` and `threads`, where they are given."""
    engine = config.get("engine", ENGINES[0])
    if engine not in ENGINES:
        choices = ", ".join(f"`{name}`" for name in ENGINES)
        raise _wrong(component, "engine", f"one of {choices}", engine)
    check_number(component, config, "threads", low=1, whole=True)


def check_number(
    component: str,
    config: Mapping[str, Any],
    option: str,
    *,
    low: float,
    whole: bool = False,
    low_allowed: bool = True,
) -> None:
    """Checks that an option, where given, is a number not under `low`."""
    if option not in config:
        return
    value = config[option]
    kinds = (int,) if whole else (int, float)
    good = isinstance(value, kinds) and not isinstance(value, bool)
    if not good or value < low or (value == low and not low_allowed):
        kind = "a whole number" if whole else "a number"
        limit = f"of {low:g} or more" if low_allowed else f"above {low:g}"
        raise _wrong(component, option, f"{kind} {limit}", value)


def check_known(
    component: str, config: Mapping[str, Any], defaults: Mapping[str, Any]
) -> None:
    """Refuses options that the component does not have (usually misspelt)."""
    # Rasa adds keys with two underscores of its own to a component's configuration.
    unknown = [key for key in config if key not in defaults and "__" not in key]
    if unknown:
        known = ", ".join(f"`{name}`" for name in defaults)
        raise InvalidConfigException(
            f"Expected options of {component} among {known}, but found "
            f"{unknown[0]!r}. Please correct it in config.yml."
        )


def _wrong(
    component: str, option: str, expected: str, found: object
) -> InvalidConfigException:
    return InvalidConfigException(
        f"Expected `{option}` of {component} to be {expected}, but found {found!r}. "
        "Please correct it in config.yml."
    )
