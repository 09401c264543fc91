"""`bot listen report`: what customers expressed, over a period."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from sqlalchemy.orm import sessionmaker

from bot.contracts.listening import (
    ChannelFigures,
    PeriodRows,
    ShareFigures,
    sum_channels,
)
from bot.contracts.shares import PRIVATE_CHANNELS, ShareChannel
from bot.errors import SettingsError
from bot.escalation.explain import limits_from_policies
from bot.knowledge.brand import default_brand
from bot.knowledge.yaml_files import PROJECT, read_yaml
from bot.listening.figures import compute
from bot.listening.names import find_mask
from bot.listening.page import render
from bot.listening.page_wording import load_page_words
from bot.listening.report import Report, as_json
from bot.listening.terminal import tables
from bot.listening.themes import load_themes
from bot.settings import load_settings
from bot.store.engine import create_sessions, reading_sessions
from bot.store.listening_rows import read_period
from bot.store.migrate import upgrade
from bot.store.shared_answers import opens_by_channel, shares_by_channel
from bot.store.voices import count_unmasked, mask_voices

DEFAULT_DAYS = 30
LABELS_PATH = PROJECT / "data" / "knowledge" / "intent_labels.yml"
FindMask = Callable[[], Callable[[str], str] | None]


def run_report(
    since: datetime | None,
    until: datetime | None,
    as_json_line: bool,
    html: Path | None,
    *,
    find_mask: FindMask = find_mask,
) -> int:
    """Prints the report, and writes its page where asked.

    Args:
        since: First day; `None` for thirty days up to `until`.
        until: Last day; `None` for today.
        as_json_line: Whether the last line is JSON.
        html: Where the page goes; only its owner may read it.
        find_mask: Loads what hides names, when there are words to hide them in.

    Raises:
        SettingsError: The period ends before it begins, or the page cannot be written.
        StoreError: The store cannot be reached.
    """
    zone = ZoneInfo(default_brand().opening.time_zone)
    first, last = _period(since, until, datetime.now(zone).date())
    report = make_report(first, last, zone, find_mask)
    if html is not None:
        _write(html, render(report))
    console = Console(highlight=False)
    for table in tables(report):
        console.print(table, "")
    if html is not None:
        sys.stdout.write(f"Page écrite\u202f: {html}\n")
    if as_json_line:
        sys.stdout.write(json.dumps(as_json(report), ensure_ascii=False) + "\n")
    return 0


def make_report(
    since: date, until: date, zone: ZoneInfo, find_mask: FindMask
) -> Report:
    """Masks what waits for it, reads the period, and computes.

    Raises:
        StoreError: The store cannot be reached.
    """
    url = load_settings().database_url
    upgrade(url)
    sessions = create_sessions(url)
    try:
        rows, mask = _read(sessions, since, until, zone, find_mask)
        shares = _read_shares(sessions, since, until)
    finally:
        sessions.kw["bind"].dispose()
    return compute(
        rows,
        load_themes(),
        since=since,
        until=until,
        labels=read_yaml(LABELS_PATH)["intents"],
        understood_from=_understood_from(),
        mask=mask,
        day_of=lambda moment: moment.astimezone(zone).date(),
        shares=shares,
    )


def _understood_from() -> float:
    config = read_yaml(PROJECT / "config.yml")
    return limits_from_policies(config["policies"]).understanding.ask


def _read(
    sessions: sessionmaker,
    since: date,
    until: date,
    zone: ZoneInfo,
    find_mask: FindMask,
) -> tuple[PeriodRows, Callable[[str], str] | None]:
    begin = datetime.combine(since, time(), tzinfo=zone)
    end = datetime.combine(until + timedelta(days=1), time(), tzinfo=zone)
    with reading_sessions(sessions)() as session:
        is_any_waiting = bool(count_unmasked(session))
        rows = read_period(session, begin, end)
    if not is_any_waiting and not any(row.agreed for row in rows.conversations):
        return rows, str  # no words: there is nothing to mask
    mask = find_mask()
    if mask is not None and is_any_waiting:
        with sessions.begin() as session:
            mask_voices(session, mask)
            rows = read_period(session, begin, end)
    return rows, mask


def _read_shares(sessions: sessionmaker, since: date, until: date) -> ShareFigures:
    """Counts how answers were passed on; its days are those of UTC."""
    titles = load_page_words().channels
    after = until + timedelta(days=1)
    with reading_sessions(sessions)() as session:
        shares = shares_by_channel(session, since, after)
        opens = opens_by_channel(session, since, after)
    return sum_channels(
        ChannelFigures(
            titles[channel],
            None if channel is ShareChannel.UNKNOWN else channel in PRIVATE_CHANNELS,
            shares[channel],
            opens[channel],
        )
        for channel in ShareChannel
    )


def _period(
    since: datetime | None, until: datetime | None, today: date
) -> tuple[date, date]:
    last = until.date() if until else today
    first = since.date() if since else last - timedelta(days=DEFAULT_DAYS - 1)
    if first > last:
        raise SettingsError(
            f"Expected a period that ends on or after {first}, but found {last}. "
            "Please give `--since` a day before `--until`."
        )
    return first, last


def _write(path: Path, page: str) -> None:
    try:
        # The page holds customers' words: nobody else reads it until it is given.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(page)
    except OSError as error:
        raise SettingsError(
            f"Expected `--html` to name a file that can be written, but found "
            f"{error.strerror} for {str(path)!r}. Please name another."
        ) from error
