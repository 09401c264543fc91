"""The action server as the turn channel sees it: impatient, and honest on failure."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

import aiohttp
from rasa.core.agent import Agent
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

# Names of the actions that failed in the present turn; each turn sets its own list.
FAILED_ACTIONS: ContextVar[list[str] | None] = ContextVar(
    "failed_actions", default=None
)
REJECTED = 400  # an action that declines to run: normal in a form


class WatchedActionEndpoint(EndpointConfig):
    """An action endpoint that remembers which actions failed.

    Rasa logs a failed action and goes on as if it had said nothing
    (rasa/core/processor.py, `_run_action`); the customer must be told.
    """

    def __init__(self, endpoint: EndpointConfig, timeout_s: float) -> None:
        """Wraps the configured endpoint; an action may take `timeout_s` seconds."""
        super().__init__(**{**vars(endpoint), **endpoint.kwargs, "kwargs": {}})
        self.type = endpoint.type
        self.kwargs = endpoint.kwargs
        self.timeout_s = timeout_s

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """See parent class; ours also times out and reports failures."""
        kwargs["timeout"] = aiohttp.ClientTimeout(total=self.timeout_s)
        action = (kwargs.get("json") or {}).get("next_action", "unknown")
        try:
            answer = await super().request(*args, **kwargs)
        except ClientResponseError as error:
            if error.status != REJECTED:
                _report(action)
            raise
        except Exception:
            _report(action)
            raise
        if not isinstance(answer, dict):
            _report(action)
        return answer


def _report(action: str) -> None:
    failed = FAILED_ACTIONS.get()
    if failed is not None:
        failed.append(action)


def watch_actions(agent: Agent, timeout_s: float) -> None:
    """Puts the watched endpoint in place; does nothing when it is there already."""
    for holder in (agent, agent.processor):
        endpoint = getattr(holder, "action_endpoint", None)
        if endpoint is not None and not isinstance(endpoint, WatchedActionEndpoint):
            holder.action_endpoint = WatchedActionEndpoint(endpoint, timeout_s)
