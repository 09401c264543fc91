"""Rasa's process: `python -m bot.supervisor.run_rasa PORT MODEL`.

What `rasa run` does, less what this product has no use for: the management API, other
channels' credentials, telemetry, and listening beyond this machine.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from bot.errors import ModelFilesMissing
from bot.knowledge.facts import default_facts
from bot.knowledge.placeholders import check_filled
from bot.logs import configure_logging
from bot.settings import PROJECT_ROOT, load_settings
from bot.supervisor.lean_imports import (
    Switch,
    can_be_lean,
    install,
    loaded_by_mistake,
)
from bot.supervisor.model_metadata import components_of, read_metadata, responses_of

logger = logging.getLogger(__name__)


def main() -> None:
    """Serves the model until it is told to stop."""
    port, model = int(sys.argv[1]), Path(sys.argv[2])
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level, show_warnings=False)
    if not model.is_file():
        raise ModelFilesMissing(
            f"Expected a trained model at `{model}`, but found none. "
            "Please run `bot train`."
        )
    metadata = read_metadata(model)
    # Here, because Rasa would log the error, and serve without words
    # (rasa/core/agent.py:262).
    check_filled(responses_of(metadata), default_facts())
    if can_be_lean(components_of(metadata)):
        install()
    serve(port, model, PROJECT_ROOT)


def serve(port: int, model: Path, project: Path) -> None:
    """Runs Rasa's web server on loopback.

    Args:
        port: TCP port.
        model: Trained model, a `.tar.gz` file.
        project: Folder of `endpoints.yml` and `credentials.yml`.
    """
    # Rasa looks for our components by module path.
    sys.path.insert(0, str(project))
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    endpoints: Any = AvailableEndpoints.read_endpoints(str(project / "endpoints.yml"))
    serve_application(
        model_path=str(model),
        interface="127.0.0.1",
        port=port,
        credentials=str(project / "credentials.yml"),
        cors=[],
        enable_api=False,
        endpoints=endpoints,
        server_listeners=[(_say_ready, "after_server_start")],
    )


async def _say_ready(*_: Any) -> None:
    Switch.importing = False
    loaded = ", ".join(loaded_by_mistake()) or "none"
    logger.info("model loaded; libraries loaded without need: %s", loaded)


if __name__ == "__main__":
    main()
