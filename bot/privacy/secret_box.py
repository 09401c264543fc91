"""Seals short secrets for the store, and opens them with the newest key or an old one.

Fernet (AES-128-CBC with HMAC-SHA256), by the library `cryptography`: a secret that was
changed, or sealed by a key that is not there, does not open. Pure: keys are given.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import KeyMissing, SecretUnreadable

# What is stored begins with it; what was stored before there was a key does not.
SEALED = "sealed:"


def new_key() -> str:
    """A key drawn at random: 32 bytes in URL-safe base64, 44 characters."""
    return Fernet.generate_key().decode()


class SecretBox:
    """Seals with the newest of its keys."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Keeps the keys, the newest first; without any it seals and opens nothing.

        Raises:
            ValueError: One of them is no key.
        """
        self._fernets = [Fernet(key) for key in keys]

    @property
    def can_seal(self) -> bool:
        """Whether there is a key."""
        return bool(self._fernets)

    def seal(self, secret: str) -> str:
        """What may be stored of a secret; different at each call.

        Raises:
            KeyMissing: There is no key.
        """
        if not self._fernets:
            raise KeyMissing("Expected a key to seal a secret with, but found none.")
        return SEALED + self._fernets[0].encrypt(secret.encode()).decode()

    def open(self, stored: str) -> str:
        """The secret; one that was stored in clear is given back as it is.

        Raises:
            SecretUnreadable: No key opens it.
        """
        if not stored.startswith(SEALED):
            return stored
        if self._fernets:
            try:
                sealed = stored[len(SEALED) :].encode()
                return MultiFernet(self._fernets).decrypt(sealed).decode()
            except InvalidToken:
                pass
        raise SecretUnreadable(
            "Expected a key that opens a stored secret, but found none that does. "
            "Please put the key it was sealed with behind the others (BOT_SECRETS_KEY)."
        )

    def is_sealed_by_newest(self, stored: str) -> bool:
        """Whether sealing it anew would change nothing but its looks."""
        if not stored.startswith(SEALED) or not self._fernets:
            return False
        try:
            self._fernets[0].decrypt(stored[len(SEALED) :].encode())
        except InvalidToken:
            return False
        return True
