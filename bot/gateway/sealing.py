"""What the gateway does at its start about the secrets of second factors."""

from __future__ import annotations

import logging

import sqlalchemy as sa

from bot.errors import SettingsError
from bot.gateway.store_access import AsyncStore
from bot.privacy.secret_box import SecretBox
from bot.settings import Settings
from bot.store.second_factors import count_in_clear, seal_all

logger = logging.getLogger(__name__)


def check_second_factor_settings(settings: Settings, box: SecretBox) -> None:
    """Refuses to ask of everybody what nobody can set up.

    Raises:
        SettingsError: A second factor is required, and there is no key to seal it with.
    """
    if settings.desk_second_factor == "required" and not box.can_seal:
        raise SettingsError(
            "Expected BOT_SECRETS_KEY to hold a key, because BOT_DESK_SECOND_FACTOR is "
            "`required` and the database is PostgreSQL, but it is not set. Please set "
            "what `bot new-key` prints, the same for every gateway."
        )


async def seal_second_factors(store: AsyncStore, box: SecretBox) -> None:
    """Seals what older versions left in clear, or an older key sealed; says so once."""
    try:
        if not box.can_seal:
            if in_clear := await store.read(count_in_clear):
                logger.warning(
                    "%s second factors are in the store in clear: set BOT_SECRETS_KEY "
                    "(`bot new-key`)",
                    in_clear,
                )
            return
        anew, unreadable = await store.write(seal_all, box)
    except sa.exc.SQLAlchemyError:
        # They can be checked as they are; the next start tries again.
        logger.exception("second factors could not be sealed")
        return
    if anew:
        logger.info("sealed %s second factors by the newest key", anew)
    if unreadable:
        logger.error(
            "no key opens %s second factors: put the key they were sealed with behind "
            "the others, or take them away (`bot agent reset-second-factor`)",
            unreadable,
        )
