"""Deletes every night what is older than its period, a batch at a time.

The clock is in the store: of several gateways one does it, and what a crash interrupts
is gone on with. Figures of the past are made from conversations, so they go with them:
what nobody may read any more is not counted either.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timezone, tzinfo
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.people import AuditAction
from bot.contracts.retention import Cutoffs, Kept, ServiceJob, Tally
from bot.gateway.store_access import AsyncStore
from bot.knowledge.retention import RetentionPolicy
from bot.privacy.retention import cutoffs, next_run
from bot.store.audit import audit
from bot.store.engine import create_engine
from bot.store.erasure import erase_trackers
from bot.store.forgotten_trackers import drop_known, list_old_trackers
from bot.store.retention import KINDS, erase_overdue, judge_overdue, list_overdue
from bot.store.service_timers import (
    LeaseLost,
    ensure_timer,
    find_due,
    finish_job,
    renew_job,
    take_job,
)

logger = logging.getLogger(__name__)

JOB = ServiceJob.RETENTION
ROUND_S = 30.0
# Between two batches, so that what customers write goes first.
PAUSE_S = 0.05
BY_ITSELF = "system"


@dataclass(frozen=True)
class RetentionRules:
    """What decides when what is deleted.

    Attributes:
        policy: Periods, time of day and batch.
        zone: Where the desk's clock hangs.
        tracker_url: SQLAlchemy URL of Rasa's memory.
    """

    policy: RetentionPolicy
    zone: tzinfo
    tracker_url: str


class RetentionKeeper:
    """Looks at the clock for as long as the gateway runs."""

    def __init__(
        self,
        store: AsyncStore,
        rules: RetentionRules,
        now: Callable[[], datetime],
        owner: str,
        actor: str = BY_ITSELF,
    ) -> None:
        """Keeps its collaborators.

        Args:
            store: What is looked through.
            rules: What decides.
            now: The present moment, aware UTC.
            owner: Of the lease: this gateway, or this command.
            actor: Who the audit trail says it was.
        """
        self._store = store
        self._rules = rules
        self._now = now
        self._owner = owner
        self._actor = actor

    async def run(self) -> None:
        """Looks every half minute, for ever."""
        while True:
            try:
                await self.erase_if_due()
            except LeaseLost as lost:
                logger.info("another gateway goes on with the retention: %s", lost)
            except Exception:  # the next round may succeed
                logger.exception("a round of the retention failed")
            await asyncio.sleep(ROUND_S)

    async def erase_if_due(self) -> Tally | None:
        """Deletes what is too old if it is time to; `None` when it is not."""
        now = self._now()
        due_at = await self._store.read(find_due, JOB)
        if due_at is None:
            due_at = await self._store.write(ensure_timer, JOB, self._next(now))
        if due_at > now or not await self._store.write(take_job, JOB, self._owner, now):
            return None
        return await self._erase(now)

    async def erase_now(self) -> Tally | None:
        """Deletes what is too old; `None` when somebody is at it already."""
        now = self._now()
        await self._store.write(ensure_timer, JOB, self._next(now))
        taken = await self._store.write(
            take_job, JOB, self._owner, now, only_if_due=False
        )
        return await self._erase(now) if taken else None

    async def preview(self) -> Tally:
        """What would be deleted and what would stay, without touching anything."""
        limits = self._limits(self._now())
        total = Tally()
        for kind in KINDS:
            async for ids in self._pages(kind, limits):
                judged = await self._store.read(judge_overdue, kind, ids, limits)
                total.add(judged[1])
        async with _opened(self._rules.tracker_url) as trackers:
            async for ids in self._forgotten(trackers, limits):
                total.erased[Kept.BOT_MEMORY] += len(ids)
        return total

    async def _erase(self, now: datetime) -> Tally:
        limits = self._limits(now)
        total = Tally()
        async with _opened(self._rules.tracker_url) as trackers:
            for kind in KINDS:
                async for ids in self._pages(kind, limits):
                    erase = partial(_erase_known, kind, ids, limits, trackers)
                    total.add(await self._step(erase))
            async for ids in self._forgotten(trackers, limits):
                total.add(await self._step(partial(_erase_forgotten, ids, trackers)))
        # All that was done since it was due, also by others who were interrupted.
        done = await self._store.write(
            _finish, self._owner, self._now(), self._next(now), total, self._actor
        )
        logger.info("retention: %s", done.as_counts())
        return done

    async def _step(self, erase: Callable[[Session], Tally]) -> Tally:
        tally = await self._store.write(_step, self._owner, self._now(), erase)
        await asyncio.sleep(PAUSE_S)
        return tally

    async def _pages(self, kind: Kept, limits: Cutoffs) -> AsyncIterator[list[Any]]:
        batch = self._rules.policy.batch
        after = None
        while ids := await self._store.read(list_overdue, kind, limits, after, batch):
            yield ids
            after = ids[-1]

    async def _forgotten(
        self, trackers: sa.engine.Engine, limits: Cutoffs
    ) -> AsyncIterator[list[str]]:
        before, batch = limits.before[Kept.BOT_MEMORY], self._rules.policy.batch
        after = None
        while ids := await asyncio.to_thread(
            list_old_trackers, trackers, before, after, batch
        ):
            after = ids[-1]
            if unknown := await self._store.read(drop_known, ids):
                yield unknown

    def _limits(self, now: datetime) -> Cutoffs:
        return cutoffs(self._rules.policy.by_kind(), now)

    def _next(self, now: datetime) -> datetime:
        found = next_run(self._rules.policy.at, self._rules.zone, now)
        return found.astimezone(timezone.utc)


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[sa.engine.Engine]:
    engine = create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _step(
    session: Session, owner: str, now: datetime, erase: Callable[[Session], Tally]
) -> Tally:
    """One batch, with its counts, in one transaction: both are kept, or neither."""
    timer = renew_job(session, JOB, owner, now)
    tally = erase(session)
    counts = Counter(timer.progress or {})
    counts.update({kind.value: n for kind, n in tally.erased.items() if n})
    timer.progress = dict(counts)
    return tally


def _erase_known(
    kind: Kept,
    ids: list[Any],
    limits: Cutoffs,
    trackers: sa.engine.Engine,
    session: Session,
) -> Tally:
    return erase_overdue(session, kind, ids, limits, trackers)


def _erase_forgotten(
    ids: list[str], trackers: sa.engine.Engine, session: Session
) -> Tally:
    # A conversation cannot have begun under an id that is a year old.
    erase_trackers(trackers, drop_known(session, ids))
    return Tally(erased=Counter({Kept.BOT_MEMORY: len(ids)}))


def _finish(
    session: Session,
    owner: str,
    now: datetime,
    due_at: datetime,
    total: Tally,
    actor: str,
) -> Tally:
    progress = finish_job(session, JOB, owner, now, due_at)
    erased = Counter({Kept(kind): int(n) for kind, n in progress.items()})
    done = Tally(erased=erased, stayed=total.stayed)
    audit(session, actor, AuditAction.RETENTION_APPLIED, detail=done.as_detail())
    return done
