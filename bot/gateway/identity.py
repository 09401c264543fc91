"""Whom the site that embeds the widget vouches for: a signed token (JWT, HS256).

Nothing here trusts the browser: it carries the token, the site's own server signs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt
from pydantic import ValidationError

from bot.errors import Refused, SettingsError
from bot.gateway.identity_schemas import IdentityClaims
from bot.settings import Settings

AUDIENCE = "ecoute"
# One algorithm, never the one that a token asks for.
ALGORITHM = "HS256"
MAX_LIFE = timedelta(hours=24)
# Between the clock of the site and ours.
LEEWAY = timedelta(seconds=60)


@dataclass(frozen=True)
class Identity:
    """A customer as his site knows him."""

    customer_id: str
    name: str | None


def check_identity_settings(settings: Settings) -> None:
    """Ends the start when nobody could ever be identified.

    Raises:
        SettingsError: Identity is required, and there is no secret to check it with.
    """
    if settings.identity_required and settings.identity_secret is None:
        raise SettingsError(
            "Expected BOT_IDENTITY_SECRET to be set, because BOT_IDENTITY_REQUIRED is "
            "true, but it is not. Please share a secret of 32 characters or more with "
            "the server of your site, or do not require identities."
        )


def read_identity(token: str, secret: str | None, now: datetime) -> Identity:
    """Checks a token and says whom it vouches for.

    Args:
        token: As the site's server signed it.
        secret: Shared with that server; `None` when identities are off.
        now: Aware.

    Raises:
        Refused: 403 `identity_off`, `identity_invalid` or `identity_expired`; what it
            says never holds anything of the token.
    """
    if secret is None:
        raise Refused(403, "identity_off", "L’identification n’est pas activée ici.")
    claims = _read_claims(token, secret)
    if claims.exp <= (now - LEEWAY).timestamp():
        raise Refused(403, "identity_expired", "Votre identification a expiré.")
    if claims.exp > (now + MAX_LIFE + LEEWAY).timestamp():
        raise _invalid()
    if claims.iat is not None and claims.iat > (now + LEEWAY).timestamp():
        raise _invalid()
    return Identity(claims.sub, claims.name)


def _read_claims(token: str, secret: str) -> IdentityClaims:
    try:
        found = jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            # Times are compared with the caller's clock, not with the library's.
            options={
                "require": ["sub", "aud", "exp"],
                "verify_exp": False,
                "verify_iat": False,
            },
        )
        return IdentityClaims.parse_obj(found)
    except (jwt.PyJWTError, ValidationError):
        raise _invalid() from None


def _invalid() -> Refused:
    return Refused(403, "identity_invalid", "Cette identification n’est pas valable.")
