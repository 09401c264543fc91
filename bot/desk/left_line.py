"""The line that an agent leaves for the next human. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.french import NARROW


def left_line(words: str | None, settled: Sequence[str]) -> str | None:
    """Joins what is settled and the agent's own words.

    Args:
        words: In the agent's own words.
        settled: Titles of the wishes that need nothing more.

    Returns:
        `None` when the agent leaves nothing.
    """
    done = f"Réglé{NARROW}: {', '.join(_small(title) for title in settled)}."
    parts = [done] if settled else []
    parts += [words.strip()] if words and words.strip() else []
    return " ".join(parts) or None


def _small(title: str) -> str:
    # « le taux » inside a sentence; an abbreviation in front stays as it is.
    is_abbreviation = title[1:2].isupper()
    return title if is_abbreviation else title[:1].lower() + title[1:]
