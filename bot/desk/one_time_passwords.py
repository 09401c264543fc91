"""One-time passwords by the clock (TOTP, RFC 6238), and codes for a lost phone.

Pure but for drawing secrets: the time step is given.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

import pyotp

STEP_S = 30
# Clocks of phones differ: the step before and the step after are believed, too.
DRIFT_STEPS = 1
RECOVERY_CODES = 10
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that can be taken for another
_CODE_CHARS = 12  # 59 bits


def new_secret() -> str:
    """A secret for an authenticator, base32."""
    return pyotp.random_base32()


def provisioning_uri(secret: str, username: str, issuer: str) -> str:
    """What the QR code says."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=issuer)


def matching_step(
    secret: str, code: str, now_step: int, last_step: int | None
) -> int | None:
    """The time step whose password this is; `None` for a wrong or used one.

    Args:
        secret: Base32.
        code: As typed; spaces do not count.
        now_step: Seconds since 1970 divided by 30.
        last_step: The newest step that opened something: it and older ones are used.
    """
    typed = "".join(code.split())
    found = None
    for step in range(now_step - DRIFT_STEPS, now_step + DRIFT_STEPS + 1):
        # Every step is compared, so that the answer takes as long for each.
        expected = pyotp.HOTP(secret).at(step)
        if hmac.compare_digest(expected.encode(), typed.encode()):
            found = step
    return found if found is not None and found > (last_step or 0) else None


def new_recovery_codes() -> list[str]:
    """Codes to keep on paper, e.g. `k7mp-x2da-9tqh`; shown once."""
    return [_draw_code() for _ in range(RECOVERY_CODES)]


def _draw_code() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_CODE_CHARS))
    return "-".join(signs[start : start + 4] for start in range(0, _CODE_CHARS, 4))


def hash_recovery_code(code: str) -> str:
    """What is kept of a code. It is random, so a plain hash is enough."""
    bare = "".join(sign for sign in code.lower() if sign in _SIGNS)
    return hashlib.sha256(bare.encode()).hexdigest()
