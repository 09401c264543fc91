"""Builds the gateway: wires the parts, opens and closes what must be."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy.orm import sessionmaker

from bot.desk.history_words import default_history_words
from bot.desk.routing_policy import RoutingPolicy, default_routing_policy
from bot.desk.sending_rules import default_sending_rules
from bot.desk.supervision_rules import default_supervision_rules
from bot.errors import SettingsError
from bot.gateway import middlewares
from bot.gateway.broadcaster import Broadcaster
from bot.gateway.caretaker import Caretaker
from bot.gateway.customer_service import CustomerService
from bot.gateway.customer_sockets import CustomerNamespace
from bot.gateway.desk_evidence import read_evidence_rules_early
from bot.gateway.desk_guard import desk_guard
from bot.gateway.desk_service import DeskService
from bot.gateway.desk_sockets import DeskNamespace
from bot.gateway.desk_time import SESSION_KEY, DeskTime, default_desk_time
from bot.gateway.identity import check_identity_settings
from bot.gateway.keys import (
    BOX,
    BROADCASTER,
    CUSTOMERS,
    DESK,
    KEEPER,
    LIMITS,
    OPENS,
    OWNERSHIP,
    RASA,
    RETENTION,
    ROUTING,
    SESSION_WATCH,
    SETTINGS,
    SOCKETS,
    STORE,
    SUPERVISION,
    TIME,
    TIMEKEEPER,
    TURNS,
    WORDING,
)
from bot.gateway.open_counter import OpenCounter
from bot.gateway.ownership_service import OwnershipService
from bot.gateway.presence import Presence
from bot.gateway.queue_keeper import QueueKeeper
from bot.gateway.rasa_client import RasaClient
from bot.gateway.rate_limit import RateLimits
from bot.gateway.retention_keeper import RetentionKeeper, RetentionRules
from bot.gateway.routes import add_routes
from bot.gateway.sealing import check_second_factor_settings, seal_second_factors
from bot.gateway.session_watch import SessionWatch
from bot.gateway.socket_server import create_sockets, end_sockets
from bot.gateway.store_access import AsyncStore
from bot.gateway.supervision_service import SupervisionService
from bot.gateway.timekeeper import Timekeeper
from bot.gateway.turn_runner import TurnRunner
from bot.gateway.wording import Wording
from bot.knowledge.brand import default_brand
from bot.knowledge.canned_answers import default_canned_answers
from bot.knowledge.closing_tags import default_closing_tags
from bot.knowledge.facts import default_facts
from bot.knowledge.password_policy import default_password_policy
from bot.knowledge.retention import default_retention
from bot.knowledge.shareable import default_shareable
from bot.settings import PROJECT_ROOT, Settings
from bot.store.engine import create_sessions
from bot.store.secret_keys import SESSION_KEY as BOX_KEY
from bot.store.secret_keys import read_secret_box


def create_app(
    settings: Settings,
    *,
    sessions: sessionmaker | None = None,
    rasa: RasaClient | None = None,
    wording: Wording | None = None,
    routing: RoutingPolicy | None = None,
    time: DeskTime | None = None,
) -> web.Application:
    """Builds the application; nothing is opened before it starts.

    Args:
        settings: What the operator chose.
        sessions: The store; `None` opens the one of the settings.
        rasa: `None` talks to the Rasa of the settings.
        wording: `None` reads domain.yml.
        routing: `None` reads data/desk/routing.yml.
        time: Clock, hours and what follows from them; `None` reads the files.

    Raises:
        SettingsError: No shared secret for Rasa or for identities that are required,
            words are missing, a second factor is required without a key to seal it
            with, or brand.yml, retention.yml, shareable_answers.yml, the key file or a
            file of data/desk does not say what it should.
    """
    if rasa is None:
        if not settings.rasa_token:
            raise SettingsError(
                "Expected BOT_RASA_TOKEN to hold the secret shared with Rasa, but it "
                "is not set. `bot serve` draws one; set it to run the gateway alone."
            )
        rasa = RasaClient(
            settings.rasa_url, settings.rasa_token, settings.rasa_timeout_s
        )
    app = web.Application(
        middlewares=[
            middlewares.headers,
            middlewares.origins,
            middlewares.errors,
            desk_guard,
        ],
        client_max_size=settings.max_body_bytes,
    )
    # A mistake in their files ends the start, not a customer's page.
    default_brand()
    default_shareable()
    default_canned_answers()
    default_closing_tags()
    default_password_policy()
    default_sending_rules()
    check_identity_settings(settings)
    app[SETTINGS] = settings
    app[ROUTING] = routing or default_routing_policy()
    app[RASA] = rasa
    app[WORDING] = wording or Wording.from_domain(PROJECT_ROOT / "domain.yml")
    app[TIME] = time or default_desk_time()
    app[BOX] = read_secret_box(settings)
    check_second_factor_settings(settings, app[BOX])
    app[STORE] = AsyncStore(
        sessions or create_sessions(settings.database_url),
        {SESSION_KEY: app[TIME], BOX_KEY: app[BOX]},
    )
    app[LIMITS] = RateLimits(settings)
    app[OPENS] = OpenCounter(app[STORE])
    default_history_words()
    zone = ZoneInfo(default_brand().opening.time_zone)
    rules = default_supervision_rules()
    app[SUPERVISION] = SupervisionService(app[STORE], rules, zone)
    app[RETENTION] = RetentionKeeper(
        app[STORE],
        RetentionRules(default_retention(), zone, settings.tracker_url),
        app[TIME].now,
        settings.instance,
    )
    _wire(app, settings)
    add_routes(app)
    app.on_shutdown.append(end_sockets)  # type: ignore[arg-type]
    app.cleanup_ctx.append(_resources)
    return app


def _wire(app: web.Application, settings: Settings) -> None:
    store, rasa, wording = app[STORE], app[RASA], app[WORDING]
    sio = create_sockets(settings)
    broadcaster = Broadcaster(sio, store, app[ROUTING])
    timekeeper = Timekeeper(store, broadcaster, wording, app[TIME])
    app[TIMEKEEPER] = timekeeper
    turns = TurnRunner(
        store,
        rasa,
        broadcaster,
        wording,
        timekeeper,
        owner=settings.instance,
        timeout_s=settings.rasa_timeout_s,
    )
    customers = CustomerService(store, rasa, turns, broadcaster, app[LIMITS], settings)
    app[SOCKETS], app[BROADCASTER], app[TURNS] = sio, broadcaster, turns
    app[CUSTOMERS] = customers
    app[DESK] = DeskService(store, rasa, broadcaster, turns, wording)
    sio.register_namespace(
        CustomerNamespace(
            store, customers, turns, broadcaster, settings.conversation_ttl_h
        )
    )
    presence = Presence(store, broadcaster)
    app[OWNERSHIP] = OwnershipService(store, broadcaster, wording, app[ROUTING])
    app[KEEPER] = QueueKeeper(
        store, broadcaster, presence, app[OWNERSHIP], app[ROUTING]
    )
    app[SESSION_WATCH] = SessionWatch(sio, store, settings)
    sio.register_namespace(DeskNamespace(store, broadcaster, settings, presence))
    sio.attach(app)


async def _read_facts_early() -> None:
    """Reads what ready answers say, so that the first agent need not wait for it.

    It takes seconds; a mistake in the files is said when an agent asks.
    """
    with contextlib.suppress(SettingsError):
        await asyncio.to_thread(default_facts)


async def _resources(app: web.Application) -> AsyncIterator[None]:
    # aiohttp 3.9: a plain async generator.
    caretaker = Caretaker(
        app[STORE],
        app[RASA],
        app[TURNS],
        app[DESK],
        app[BROADCASTER],
        app[WORDING],
    )
    work: list[Coroutine[Any, Any, None]] = [
        read_evidence_rules_early(),
        app[BROADCASTER].run(),
        caretaker.run(app[SETTINGS].instance),
        app[KEEPER].run(),
        _read_facts_early(),
        app[SESSION_WATCH].run(),
        app[TIMEKEEPER].run(),
        app[RETENTION].run(),
        seal_second_factors(app[STORE], app[BOX]),
    ]
    tasks = [asyncio.create_task(coroutine) for coroutine in work]
    yield
    for task in tasks:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    await app[TURNS].close()
    await app[SOCKETS].shutdown()
    await app[RASA].close()
    app[STORE].close()
