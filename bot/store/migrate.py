"""Brings a database to the tables of this version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from bot.errors import StoreError
from bot.store.engine import create_engine

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(database_url: str) -> Config:
    """Alembic's configuration, in code: there is no ini file to keep in step."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database_url"] = database_url
    return config


def upgrade(database_url: str) -> None:
    """Applies every migration that is missing; does nothing when there is none.

    Raises:
        StoreError: The database cannot be reached or refuses a migration.
    """
    import sqlalchemy as sa

    engine = create_engine(database_url)
    config = alembic_config(database_url)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except sa.exc.SQLAlchemyError as error:
        raise StoreError(
            "Expected a database that can be migrated, but "
            f"{engine.url.render_as_string(hide_password=True)} answered: {error}."
        ) from error
    finally:
        engine.dispose()
