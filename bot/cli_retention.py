"""`bot retention`: deletes what is older than its period, or says what would go."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.contracts.retention import Kept, StaysFor, Tally
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.knowledge.retention import RetentionPolicy

ACTOR = "cli"
KINDS = {
    Kept.CONVERSATIONS: "Conversations, avec tout ce qui s’y rattache",
    Kept.CALLBACKS: "Demandes de rappel",
    Kept.COMPLAINTS: "Réclamations lues",
    Kept.PRE_FILES: "Pré-dossiers sans conversation",
    Kept.CLOSED_FILES: "Dossiers refusés ou retirés",
    Kept.PAID_FILES: "Dossiers payés",
    Kept.INVITATIONS: "Invitations",
    Kept.AUDIT_EVENTS: "Lignes du journal",
    Kept.BOT_MEMORY: "Mémoire de Rasa sans conversation",
}
REASONS = {
    StaysFor.IN_USE: "quelqu’un attend ou répond encore",
    StaysFor.OPEN_CALLBACK: "un rappel est promis",
    StaysFor.UNREAD_COMPLAINT: "une réclamation n’a pas été lue",
    StaysFor.OPEN_ALERT: "une alerte attend une décision",
    StaysFor.CONFIRMED_ALERT: "une alerte a été confirmée",
    StaysFor.FICTIONAL: "dossier d’exemple, fictif",
}
_WIDTH = max(map(len, KINDS.values()))


def run_retention(dry_run: bool, as_json: bool) -> int:
    """Deletes, or only counts; returns the exit code.

    Raises:
        SettingsError: data/knowledge/retention.yml does not say what it should.
        StoreError: The database cannot be reached.
    """
    from bot.knowledge.retention import default_retention

    policy = default_retention()
    tally = asyncio.run(_run(load_settings(), policy, dry_run))
    if tally is None:
        sys.stderr.write("bot: un effacement est déjà en cours. Réessayez plus tard.\n")
        return 1
    for line in table(tally, policy, dry_run):
        sys.stdout.write(line + "\n")
    if as_json:
        sys.stdout.write(json.dumps(tally.as_counts()) + "\n")
    return 0


async def _run(
    settings: Settings, policy: RetentionPolicy, dry_run: bool
) -> Tally | None:
    from zoneinfo import ZoneInfo

    from bot.gateway.retention_keeper import RetentionKeeper, RetentionRules
    from bot.gateway.store_access import AsyncStore
    from bot.knowledge.brand import default_brand
    from bot.store.engine import create_sessions
    from bot.store.migrate import upgrade
    from bot.store.models import utc_now

    await asyncio.to_thread(upgrade, settings.database_url)
    store = AsyncStore(create_sessions(settings.database_url))
    zone = ZoneInfo(default_brand().opening.time_zone)
    rules = RetentionRules(policy, zone, settings.tracker_url)
    owner = f"{ACTOR}:{settings.instance}:{os.getpid()}"
    keeper = RetentionKeeper(store, rules, utc_now, owner, ACTOR)
    try:
        return await (keeper.preview() if dry_run else keeper.erase_now())
    finally:
        store.close()


def table(tally: Tally, policy: RetentionPolicy, dry_run: bool) -> list[str]:
    """The lines of the answer: each kind with its count and its period."""
    title = "À effacer (rien n’a été touché) :" if dry_run else "Effacé :"
    days = policy.by_kind()
    lines = [title]
    lines += [
        f"  {words:<{_WIDTH}}{tally.erased[kind]:>9}   après {days[kind]} jours"
        for kind, words in KINDS.items()
    ]
    stayed = [(REASONS[why], n) for why, n in sorted(tally.stayed.items()) if n]
    return lines + (["Gardé malgré sa durée :", *_reasons(stayed)] if stayed else [])


def _reasons(stayed: Iterable[tuple[str, int]]) -> list[str]:
    return [f"  {words:<{_WIDTH}}{count:>9}" for words, count in stayed]
