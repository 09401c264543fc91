"""Fills an empty store with what a first visit needs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.settings import Settings

DEMO_USERNAME = "demo"
DEMO_NAME = "Camille"
# Easy to read aloud and to copy by hand: no 0/O, 1/l/I. 12 of 31 signs = 59 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_CHARS = 12


@dataclass(frozen=True)
class Seeded:
    """What seeding did.

    Attributes:
        created: Whether the demo agent was created just now.
        password: Its password when it was drawn; `None` when the operator set it or
            nothing was created. It is kept nowhere else.
        files: How many files of fictional companies were added just now.
    """

    created: bool
    password: str | None = None
    files: int = 0


def draw_password() -> str:
    """A random password, e.g. `k7mp-x2da-9tqh`."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(PASSWORD_CHARS))
    return "-".join(signs[start : start + 4] for start in range(0, PASSWORD_CHARS, 4))


def prepare_store(settings: Settings, *, samples_wanted: bool = False) -> Seeded:
    """Migrates the store and, without any agent, creates `demo` and the sample files.

    Args:
        settings: Which store.
        samples_wanted: Whether sample files are added to a store with agents, too. They
            never join files that are there already.

    Raises:
        SettingsError: The sample files do not follow their form.
        StoreError: The database cannot be reached or refuses a migration.
    """
    from bot.contracts.people import Role
    from bot.sample_files import add_samples, read_samples
    from bot.store.agents import add_agent, count_agents
    from bot.store.engine import create_sessions
    from bot.store.migrate import upgrade

    upgrade(settings.database_url)
    sessions = create_sessions(settings.database_url)
    try:
        with sessions.begin() as session:
            is_new = not count_agents(session)
            files = 0
            if is_new or samples_wanted:
                files = add_samples(session, read_samples())
            if not is_new:
                return Seeded(created=False, files=files)
            password = settings.demo_password or draw_password()
            # The first agent has to be able to invite the others.
            add_agent(session, DEMO_USERNAME, DEMO_NAME, password, Role.ADMINISTRATOR)
    finally:
        sessions.kw["bind"].dispose()
    drawn = None if settings.demo_password else password
    return Seeded(created=True, password=drawn, files=files)
