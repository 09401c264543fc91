"""`bot serve`, and what it says on the terminal once everything answers."""

from __future__ import annotations

import sys

from bot.seeding import DEMO_USERNAME, Seeded
from bot.settings import Settings, current_environ, load_settings
from bot.supervisor.serve import serve


def run_serve() -> int:
    """Serves until Ctrl-C; returns the exit code."""
    return serve(load_settings(), current_environ(), announce)


def announce(settings: Settings, seeded: Seeded) -> None:
    """Prints the addresses and, the first time, the demo agent's password."""
    for line in announcement(settings, seeded):
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def announcement(settings: Settings, seeded: Seeded) -> list[str]:
    """The lines of the announcement."""
    url = settings.public_url
    lines = [
        "",
        "  Écoute est prête.",
        "",
        f"  Page de démonstration   {url}/",
        f"  Console des conseillers {url}/console",
        f"  API                     {url}/api/v1",
    ]
    if seeded.created:
        lines += ["", f"  Conseiller « {DEMO_USERNAME} », mot de passe : "]
        lines[-1] += seeded.password or "celui de BOT_DEMO_PASSWORD"
        if seeded.password:
            lines.append("  (affiché cette seule fois ; notez-le)")
    return [*lines, "", "  Ctrl-C arrête tout.", ""]
