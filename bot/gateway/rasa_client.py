"""The only place that knows Rasa's URLs. Every failure has one name."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import aiohttp
from pydantic import BaseModel, ValidationError

from bot.contracts.turns import (
    FORGET_PATH,
    HAND_BACK_PATH,
    HEALTH_PATH,
    OBSERVE_PATH,
    TURN_PATH,
    ForgetRequest,
    HandBackRequest,
    Nlu,
    SaidToHuman,
    TurnAnswer,
    TurnRequest,
)
from bot.errors import RasaUnavailable

CONNECT_TIMEOUT_S = 2.0
HEALTH_TIMEOUT_S = 2.0
MAX_CONNECTIONS = 64


class RasaClient:
    """Talks to the turn channel with explicit timeouts.

    Args:
        base_url: Of Rasa, without a final slash.
        token: The shared secret.
        timeout_s: For one request in all, in seconds.
    """

    def __init__(self, base_url: str, token: str, timeout_s: float) -> None:
        self._base_url = base_url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = aiohttp.ClientTimeout(
            total=timeout_s, sock_connect=min(CONNECT_TIMEOUT_S, timeout_s)
        )
        self._session: aiohttp.ClientSession | None = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                headers=self._headers,
                timeout=self._timeout,
                connector=aiohttp.TCPConnector(limit=MAX_CONNECTIONS),
            )
        return self._session

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()

    async def answer_turn(self, turn: TurnRequest) -> TurnAnswer:
        """Sends one turn to the dialogue.

        Raises:
            RasaUnavailable: Refused, too slow, or an answer that cannot be read.
        """
        return _read_answer(await self._post(TURN_PATH, turn))

    async def observe_turn(self, turn: TurnRequest) -> Nlu:
        """Has a turn read and remembered, not answered.

        Raises:
            RasaUnavailable: See `answer_turn`.
        """
        return _read_answer(await self._post(OBSERVE_PATH, turn)).nlu

    async def hand_back(
        self, conversation_id: str, said: Sequence[SaidToHuman]
    ) -> None:
        """Gives the conversation back to the bot, with what was said meanwhile.

        Raises:
            RasaUnavailable: See `answer_turn`.
        """
        request = HandBackRequest(conversation_id=conversation_id, said=list(said))
        await self._post(HAND_BACK_PATH, request)

    async def forget(self, conversation_id: str) -> None:
        """Has Rasa drop what its memory holds of an erased conversation.

        Raises:
            RasaUnavailable: See `answer_turn`.
        """
        await self._post(FORGET_PATH, ForgetRequest(conversation_id=conversation_id))

    async def is_ready(self) -> bool:
        """Whether Rasa answers and has a model loaded."""
        try:
            async with self._open().get(
                self._base_url + HEALTH_PATH,
                timeout=aiohttp.ClientTimeout(total=HEALTH_TIMEOUT_S),
            ) as response:
                return response.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return False

    async def _post(self, path: str, body: BaseModel) -> object:
        try:
            async with self._open().post(
                self._base_url + path,
                data=body.json().encode(),
                headers={"Content-Type": "application/json"},
            ) as response:
                if response.status != 200:
                    raise RasaUnavailable(f"status_{response.status}")
                return await response.json()
        except asyncio.TimeoutError as error:
            raise RasaUnavailable("timeout") from error
        except (aiohttp.ClientError, OSError) as error:
            raise RasaUnavailable(type(error).__name__) from error
        except ValueError as error:
            raise RasaUnavailable("unreadable") from error


def _read_answer(answer: object) -> TurnAnswer:
    try:
        return TurnAnswer.parse_obj(answer)
    except ValidationError as error:
        raise RasaUnavailable("unreadable") from error
