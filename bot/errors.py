"""Every error of ours, and who can repair it.

BotError
├── SettingsError         operator: a BOT_… variable or a YAML file is wrong
├── ModelFilesMissing     operator: an installed file is not where it should be
├── StoreError            operator: the database cannot be reached or is out of date
├── ListUnreadable        operator: a list of sanctions is missing, broken or too large
├── KeyMissing            operator: no key to seal a secret of the store with
├── SecretUnreadable      operator: no key opens a secret of the store
├── RasaUnavailable       operator: Rasa did not answer, or not in time
└── Refused               customer or agent: the request cannot be granted, with a
                          stable code, an HTTP status and a sentence to show
"""

from __future__ import annotations


class BotError(Exception):
    """Root of the errors this project raises on purpose."""


class SettingsError(BotError, ValueError):
    """A setting or a configuration file holds something else than expected."""


class ModelFilesMissing(BotError, FileNotFoundError):
    """A file that comes with the installation is missing."""


class StoreError(BotError):
    """The store cannot be used as it is."""


class ListUnreadable(BotError):
    """A list of sanctions cannot be read, so nobody can be compared with it."""


class KeyMissing(BotError):
    """There is no key to seal a secret with."""


class SecretUnreadable(BotError):
    """No key that is there opens a secret of the store."""


class RasaUnavailable(BotError):
    """Rasa refused, was too slow, or answered something unreadable."""


class Refused(BotError):
    """A request that is understood and not granted.

    Args:
        status: HTTP status, 400–499 (or 503: something is starting, or took too long).
        code: Stable, snake case; programs decide on it.
        message: A sentence in French that may be shown as it is.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
