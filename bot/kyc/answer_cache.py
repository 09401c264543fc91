"""Answers of the register, kept for a while."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.kyc.company_register import RegisterAnswer, RegisterOutcome


class AnswerCache:
    """The last answers by SIREN; a failure is never kept."""

    def __init__(
        self,
        *,
        ttl_s: float = 3_600.0,
        max_answers: int = 1_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Starts empty.

        Args:
            ttl_s: Seconds until an answer must be asked for again.
            max_answers: The oldest goes when there are more.
            clock: Seconds that only go forward.
        """
        self._ttl_s = ttl_s
        self._max = max_answers
        self._clock = clock
        self._answers: OrderedDict[str, tuple[float, RegisterAnswer]] = OrderedDict()

    def find(self, siren: str) -> RegisterAnswer | None:
        """The answer kept for a company; `None` when there is none, or it is stale."""
        kept_until, answer = self._answers.get(siren, (0.0, None))
        if answer is None or self._clock() >= kept_until:
            self._answers.pop(siren, None)
            return None
        return answer

    def keep(self, siren: str, answer: RegisterAnswer) -> None:
        """Keeps an answer, unless it is a failure."""
        if answer.outcome is RegisterOutcome.UNAVAILABLE:
            return
        self._answers[siren] = (self._clock() + self._ttl_s, answer)
        self._answers.move_to_end(siren)
        while len(self._answers) > self._max:
            self._answers.popitem(last=False)
