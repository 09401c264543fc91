"""Who is named in a private note: `@username`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Not inside an e-mail address; a point or a dash at the end belongs to the sentence.
_NAMED = re.compile(r"(?<![\w.@-])@([\w.-]{1,64})")
MAX_NAMED = 20


def named_in(note: str, usernames: Iterable[str]) -> list[str]:
    """The usernames that a note names, in its order, each once, 20 at most.

    Args:
        note: What was written.
        usernames: Of those who may be named; capitals do not count.
    """
    known = {username.lower(): username for username in usernames}
    found: list[str] = []
    for match in _NAMED.finditer(note):
        written = match[1].lower()
        username = known.get(written) or known.get(written.rstrip(".-"))
        if username and username not in found:
            found.append(username)
    return found[:MAX_NAMED]
