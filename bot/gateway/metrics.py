"""What `/metrics` counts. Labels are closed sets; no text, no ids."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()

TURNS = Counter(
    "ecoute_turns_total", "Customer turns finished.", ["mode"], registry=REGISTRY
)
TURN_SECONDS = Histogram(
    "ecoute_turn_seconds",
    "From taking up a turn to its stored answer, in seconds.",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10),
    registry=REGISTRY,
)
ESCALATIONS = Counter(
    "ecoute_escalations_total",
    "Conversations handed to humans.",
    ["reason"],
    registry=REGISTRY,
)
BREACHES = Counter(
    "ecoute_breaches_total",
    "Promises of the service that were not kept in time.",
    ["clock"],
    registry=REGISTRY,
)
WAIT_STEPS = Counter(
    "ecoute_wait_steps_total",
    "What customers who wait were told.",
    ["step"],
    registry=REGISTRY,
)
RASA_FAILURES = Counter(
    "ecoute_rasa_failures_total",
    "Turns that Rasa did not answer.",
    ["cause"],
    registry=REGISTRY,
)
REQUESTS = Counter(
    "ecoute_http_requests_total",
    "HTTP requests by route and status.",
    ["method", "route", "status"],
    registry=REGISTRY,
)
WAITING = Gauge("ecoute_waiting", "Customers who wait for a human.", registry=REGISTRY)
SOCKETS = Gauge("ecoute_sockets", "Open sockets.", ["namespace"], registry=REGISTRY)
