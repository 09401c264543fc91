"""The action server as the turn channel sees it: impatient, and honest on failure."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from contextvars import ContextVar
from typing import Any

import aiohttp
from rasa.core.actions.constants import SELECTIVE_DOMAIN
from rasa.core.agent import Agent
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.channel import answer_check
from bot.contracts.escalation import ACTION_CLARIFY

# Names of the actions that failed in the present turn; each turn sets its own list.
FAILED_ACTIONS: ContextVar[list[str] | None] = ContextVar(
    "failed_actions", default=None
)
# Whether the bot asked in the present turn what was meant; each turn sets its own list.
CLARIFIED: ContextVar[list[str] | None] = ContextVar("clarified", default=None)
REJECTED = 400  # an action that declines to run: normal in a form
# Actions see the latest turns only: what they look at is near, and a request that
# grows with the conversation costs both processes time.
TURNS_SENT = 3
# Below the 5 s after which Sanic closes an idle connection (sanic/config.py:27), so
# that no request is written to a connection that is just being closed.
IDLE_CONNECTION_S = 3.0


class WatchedActionEndpoint(EndpointConfig):
    """An action endpoint that remembers which actions failed.

    Rasa logs a failed action and goes on as if it had said nothing
    (rasa/core/processor.py, `_run_action`); the customer must be told. Unlike Rasa's
    it also keeps its connections, and sends the domain only to the actions that read
    it: those that validate forms, and those with `send_domain: true` in domain.yml.
    """

    def __init__(
        self, endpoint: EndpointConfig, timeout_s: float, domain: Domain
    ) -> None:
        """Wraps the configured endpoint; an action may take `timeout_s` seconds."""
        super().__init__(**{**vars(endpoint), **endpoint.kwargs, "kwargs": {}})
        self.type = endpoint.type
        self.kwargs = {**endpoint.kwargs, SELECTIVE_DOMAIN: True}
        self.timeout_s = timeout_s
        # What rasa_sdk reads of the domain to validate a form (rasa_sdk/forms.py:199
        # and :287); all of it is five times as long.
        whole = domain.as_dict()
        self._forms_and_slots = {key: whole.get(key, {}) for key in ("forms", "slots")}
        self._http: aiohttp.ClientSession | None = None

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """See parent class; ours also sends less, times out and reports failures."""
        body = kwargs.get("json") or {}
        action = str(body.get("next_action", "unknown"))
        kwargs["json"] = self._slim(action, body)
        kwargs["timeout"] = aiohttp.ClientTimeout(total=self.timeout_s)
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
        elif action == ACTION_CLARIFY:
            _note(CLARIFIED, action)
        return answer

    def _slim(self, action: str, body: dict[str, Any]) -> dict[str, Any]:
        tracker = body.get("tracker") or {}
        events = latest_turns(tracker.get("events") or [], TURNS_SENT)
        slim = {**body, "tracker": {**tracker, "events": events}}
        if action.startswith(("validate_", "action_validate_")):
            slim["domain"] = self._forms_and_slots
        return slim

    @contextlib.asynccontextmanager
    async def session(self) -> AsyncIterator[aiohttp.ClientSession]:
        """Lends the one session; Rasa closes its own after each request."""
        if self._http is None or self._http.closed:
            self._http = aiohttp.ClientSession(
                auth=self._auth(),
                connector=aiohttp.TCPConnector(keepalive_timeout=IDLE_CONNECTION_S),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        yield self._http

    def _auth(self) -> aiohttp.BasicAuth | None:
        if not self.basic_auth:
            return None
        return aiohttp.BasicAuth(
            self.basic_auth["username"], self.basic_auth["password"]
        )

    async def close(self) -> None:
        """Closes the connections."""
        if self._http is not None:
            await self._http.close()


def latest_turns(events: Sequence[dict[str, Any]], turns: int) -> list[dict[str, Any]]:
    """The events from so many customer messages ago on, all if there are fewer."""
    messages = [i for i, event in enumerate(events) if event.get("event") == "user"]
    return list(events[messages[-turns] :] if len(messages) > turns else events)


def _report(action: str) -> None:
    _note(FAILED_ACTIONS, action)


def _note(noted: ContextVar[list[str] | None], action: str) -> None:
    actions = noted.get()
    if actions is not None:
        actions.append(action)


def watch_actions(agent: Agent, timeout_s: float) -> None:
    """Puts the watched endpoint in place; does nothing when it is there already."""
    endpoint = agent.action_endpoint
    if endpoint is None or isinstance(endpoint, WatchedActionEndpoint):
        return
    answer_check.install()
    agent.action_endpoint = WatchedActionEndpoint(endpoint, timeout_s, agent.domain)
    agent.processor.action_endpoint = agent.action_endpoint
