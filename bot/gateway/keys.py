"""What the application carries, by typed key."""

from __future__ import annotations

import socketio
from aiohttp import web

from bot.desk.routing_policy import RoutingPolicy
from bot.gateway.broadcaster import Broadcaster
from bot.gateway.customer_service import CustomerService
from bot.gateway.desk_service import DeskService
from bot.gateway.desk_time import DeskTime
from bot.gateway.open_counter import OpenCounter
from bot.gateway.ownership_service import OwnershipService
from bot.gateway.queue_keeper import QueueKeeper
from bot.gateway.rasa_client import RasaClient
from bot.gateway.rate_limit import RateLimits
from bot.gateway.retention_keeper import RetentionKeeper
from bot.gateway.session_watch import SessionWatch
from bot.gateway.store_access import AsyncStore
from bot.gateway.supervision_service import SupervisionService
from bot.gateway.timekeeper import Timekeeper
from bot.gateway.turn_runner import TurnRunner
from bot.gateway.wording import Wording
from bot.privacy.secret_box import SecretBox
from bot.settings import Settings

SETTINGS = web.AppKey("settings", Settings)
STORE = web.AppKey("store", AsyncStore)
RASA = web.AppKey("rasa", RasaClient)
BROADCASTER = web.AppKey("broadcaster", Broadcaster)
TURNS = web.AppKey("turns", TurnRunner)
CUSTOMERS = web.AppKey("customers", CustomerService)
DESK = web.AppKey("desk", DeskService)
TIME = web.AppKey("time", DeskTime)
TIMEKEEPER = web.AppKey("timekeeper", Timekeeper)
WORDING = web.AppKey("wording", Wording)
BOX = web.AppKey("box", SecretBox)
OPENS = web.AppKey("opens", OpenCounter)
LIMITS = web.AppKey("limits", RateLimits)
ROUTING = web.AppKey("routing", RoutingPolicy)
OWNERSHIP = web.AppKey("ownership", OwnershipService)
KEEPER = web.AppKey("keeper", QueueKeeper)
RETENTION = web.AppKey("retention", RetentionKeeper)
SESSION_WATCH = web.AppKey("session_watch", SessionWatch)
SOCKETS = web.AppKey("sockets", socketio.AsyncServer)
SUPERVISION = web.AppKey("supervision", SupervisionService)
