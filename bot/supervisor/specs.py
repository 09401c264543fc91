"""Which processes make up the product, and how each is known to be well."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.settings import PROJECT_ROOT, Settings
from bot.supervisor.child import ChildSpec
from bot.supervisor.environment import EVERY_PROCESSOR, child_environ

# Without a gateway nobody is served; without Rasa or the actions, agents still are.
GATEWAY_PATIENCE = 5
# Starting limits in seconds, several times what a slow machine was seen to need.
GATEWAY_START_S = 60.0
RASA_START_S = 240.0
ACTIONS_START_S = 120.0
TRAINING_START_S = 3600.0


def gateway_url(settings: Settings) -> str:
    """Where this machine reaches the gateway."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    return f"http://{host}:{settings.port}"


def gateway_spec(
    settings: Settings, base: Mapping[str, str], rasa_token: str
) -> ChildSpec:
    """The gateway: the only process that browsers reach."""
    return ChildSpec(
        name="gateway",
        module="bot.gateway",
        environ=child_environ(base, settings, rasa_token, quiet=False),
        cwd=PROJECT_ROOT,
        # Not /readyz: a gateway must not be restarted because Rasa is down.
        health_url=f"{gateway_url(settings)}/healthz",
        start_limit_s=GATEWAY_START_S,
        patience=GATEWAY_PATIENCE,
    )


def rasa_spec(
    settings: Settings, base: Mapping[str, str], rasa_token: str
) -> ChildSpec:
    """Rasa with the trained model, on loopback."""
    return ChildSpec(
        name="rasa",
        module="bot.supervisor.run_rasa",
        arguments=(str(settings.rasa_port), str(settings.model_path)),
        environ=child_environ(base, settings, rasa_token, quiet=True),
        cwd=PROJECT_ROOT,
        # Rasa listens only once its model is loaded.
        health_url=f"http://127.0.0.1:{settings.rasa_port}/",
        start_limit_s=RASA_START_S,
    )


def actions_spec(
    settings: Settings, base: Mapping[str, str], rasa_token: str
) -> ChildSpec:
    """The action server, on loopback."""
    return ChildSpec(
        name="actions",
        module="bot.supervisor.run_actions",
        arguments=(str(settings.actions_port),),
        environ=child_environ(base, settings, rasa_token, quiet=True),
        cwd=PROJECT_ROOT,
        health_url=f"http://127.0.0.1:{settings.actions_port}/health",
        start_limit_s=ACTIONS_START_S,
    )


def training_spec(
    settings: Settings, base: Mapping[str, str], plan: Mapping[str, str]
) -> ChildSpec:
    """One training: `plan` says what to train from and where the model goes."""
    return ChildSpec(
        name="train",
        module="bot.supervisor.run_training",
        arguments=(json.dumps(dict(plan)),),
        environ={
            **child_environ(base, settings, rasa_token="", quiet=True),
            **EVERY_PROCESSOR,
        },
        cwd=PROJECT_ROOT,
        start_limit_s=TRAINING_START_S,
    )
