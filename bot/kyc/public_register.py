"""Looks companies up in the public service *Recherche d'entreprises*.

Off unless BOT_COMPANY_REGISTER=public. The service is free and without a key; it allows
7 questions a second and address, says 429 with Retry-After beyond, and asks for a
User-Agent that tells who calls. Source: its OpenAPI description; docs/kyc.md.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import aiohttp

from bot.kyc.answer_cache import AnswerCache
from bot.kyc.circuit_breaker import CircuitBreaker
from bot.kyc.company_register import RegisterAnswer, unavailable
from bot.kyc.rate_limiter import RateLimiter
from bot.kyc.register_reading import BadAnswer, read_search_answer

logger = logging.getLogger(__name__)

PUBLIC_URL = "https://recherche-entreprises.api.gouv.fr"
USER_AGENT = "ecoute-customer-assistant/0.1 (company check before a loan file)"


@dataclass(frozen=True)
class RegisterLimits:
    """How long and how much.

    Attributes:
        total_s: Seconds for one question, waiting and a second try included.
        max_bytes: Largest answer that is read, after decompression.
        requests_per_s: What the service allows.
        max_retry_after_s: Longest pause that a question waits for itself; a longer one
            is kept by the breaker and the question is given up.
        default_retry_after_s: Pause after a 429 that does not name one.
        max_pause_s: Longest pause that the breaker keeps at the service's wish.
    """

    total_s: float = 3.0
    max_bytes: int = 256 * 1024
    requests_per_s: int = 7
    max_retry_after_s: float = 1.5
    default_retry_after_s: float = 0.5
    max_pause_s: float = 300.0


class _Paused(Exception):
    """The service said 429."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__("429")
        self.retry_after_s = retry_after_s


class _Failed(Exception):
    """The service answered something else than it should; the text is a short code."""


class PublicRegister:
    """A client that a failing service can neither block nor flood."""

    def __init__(
        self,
        url: str = PUBLIC_URL,
        limits: RegisterLimits | None = None,
        *,
        breaker: CircuitBreaker | None = None,
        cache: AnswerCache | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        """Connects to nobody yet.

        Args:
            url: Of the service, without a final slash.
            limits: Times and sizes.
            breaker: Tests give one with a clock of theirs.
            cache: Likewise.
            now: Aware UTC, for a Retry-After that is a date.
        """
        self._url = url
        self._limits = limits or RegisterLimits()
        self._breaker = breaker or CircuitBreaker()
        self._cache = cache or AnswerCache()
        self._limiter = RateLimiter(self._limits.requests_per_s)
        self._now = now

    async def find(self, siren: str) -> RegisterAnswer:
        """See `CompanyRegister`."""
        kept = self._cache.find(siren)
        if kept is not None:
            return kept
        if not self._breaker.allows():
            return unavailable("breaker_open")
        try:
            answer = await asyncio.wait_for(self._ask(siren), self._limits.total_s)
        except asyncio.TimeoutError:
            answer = self._note_failure("timeout")
        except _Paused as pause:
            self._breaker.open_for(min(pause.retry_after_s, self._limits.max_pause_s))
            answer = unavailable("too_many_requests")
        except (_Failed, BadAnswer, aiohttp.ClientError, OSError) as error:
            answer = self._note_failure(_code_of(error))
        except BaseException:
            self._breaker.gave_up()
            raise
        self._cache.keep(siren, answer)
        return answer

    def _note_failure(self, cause: str) -> RegisterAnswer:
        self._breaker.failed()
        logger.warning(
            "The company register failed (%s); the breaker is %s.",
            cause,
            self._breaker.state.value,
        )
        return unavailable(cause)

    async def _ask(self, siren: str) -> RegisterAnswer:
        """Asks, and once more after a short pause if the service wants one."""
        try:
            answer = await self._ask_once(siren)
        except _Paused as pause:
            if pause.retry_after_s > self._limits.max_retry_after_s:
                raise
            await asyncio.sleep(pause.retry_after_s)
            answer = await self._ask_once(siren)
        if answer.cause != "own_limit":
            self._breaker.succeeded()
        return answer

    async def _ask_once(self, siren: str) -> RegisterAnswer:
        if not await self._limiter.take(max_wait_s=self._limits.total_s / 2):
            self._breaker.gave_up()
            return unavailable("own_limit")
        headers = {"User-Agent": USER_AGENT, "Accept": "application/json"}
        query = {"q": siren, "page": "1", "per_page": "1"}
        async with (
            aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=self._limits.total_s)
            ) as session,
            session.get(
                f"{self._url}/search",
                params=query,
                headers=headers,
                # Nothing tells that the place it leads to is the same register.
                allow_redirects=False,
            ) as response,
        ):
            return await self._read(response, siren)

    async def _read(
        self, response: aiohttp.ClientResponse, siren: str
    ) -> RegisterAnswer:
        if response.status == 429:
            raise _Paused(self._pause(response.headers.get("Retry-After", "")))
        if response.status != 200:
            raise _Failed(f"status_{response.status}")
        content = bytearray()
        async for chunk in response.content.iter_chunked(16 * 1024):
            content += chunk
            if len(content) > self._limits.max_bytes:
                raise _Failed("too_large")
        return read_search_answer(bytes(content), siren)

    def _pause(self, retry_after: str) -> float:
        """Seconds that the service wants to be left alone, never negative."""
        if retry_after.isascii() and retry_after.isdecimal():
            return float(retry_after[:6])
        try:
            moment = parsedate_to_datetime(retry_after)
        except (TypeError, ValueError):
            return self._limits.default_retry_after_s
        aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
        return max(0.0, (aware - self._now()).total_seconds())


def _code_of(error: Exception) -> str:
    if isinstance(error, _Failed):
        return str(error)
    return "unreadable" if isinstance(error, BadAnswer) else "unreachable"
