"""Rasa's command line without noise: `python -m bot.supervisor.run_rasa_cli …`.

Findings of Rasa's checks are warnings too, so only others' deprecations are hidden.
"""

from __future__ import annotations

import sys
import warnings

from bot.settings import PROJECT_ROOT
from bot.supervisor.lean_imports import can_be_lean, components_in, install


def main() -> None:
    """Runs `rasa` with this process's arguments."""
    import sanic  # noqa: F401, shows deprecations once imported (sanic/app.py:120)

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    if can_be_lean(components_in(PROJECT_ROOT / "config.yml")):
        install()
    sys.path.insert(0, str(PROJECT_ROOT))
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
