"""Which of several wordings to say, so that nobody reads one twice. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def unsaid(wordings: Sequence[str | None], said: Sequence[str | None]) -> list[int]:
    """Places of the wordings to choose from.

    Args:
        wordings: What could be said, as a customer would read it.
        said: What this conversation has read, oldest first.

    Returns:
        Those that were never said; when all were, all but the latest of them; none only
        if there is none.
    """
    every = range(len(wordings))
    new = [place for place in every if wordings[place] not in said]
    if new:
        return new
    latest = next((text for text in reversed(said) if text in wordings), None)
    others = [place for place in every if wordings[place] != latest]
    return others or list(every)
