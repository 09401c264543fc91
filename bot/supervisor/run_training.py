"""The training's process: `python -m bot.supervisor.run_training PLAN`.

PLAN is a JSON object with the paths `domain`, `config`, `data` and `model`.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import sys
import tempfile
import time
from pathlib import Path

from bot.logs import configure_logging
from bot.settings import PROJECT_ROOT, load_settings
from bot.supervisor.lean_imports import can_be_lean, components_in, install

logger = logging.getLogger(__name__)


def main() -> None:
    """Trains one model; exits with 1 when Rasa finds nothing to train from."""
    plan = json.loads(sys.argv[1])
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level, show_warnings=False)
    if can_be_lean(components_in(Path(plan["config"]))):
        install()
    sys.path.insert(0, str(PROJECT_ROOT))
    began = time.monotonic()
    if not train(plan["domain"], plan["config"], plan["data"], Path(plan["model"])):
        sys.exit(1)
    logger.info("model trained in %.1f s", time.monotonic() - began)


def train(domain: str, config: str, data: str, model: Path) -> bool:
    """Trains and puts the model in its place; `False` without training data.

    The model appears whole or not at all: a Rasa that starts meanwhile, or a training
    that is interrupted, finds the previous one.
    """
    from rasa.model_training import train as rasa_train

    model.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=model.parent, prefix=".training-") as folder:
        said = io.StringIO()  # names the temporary folder, in colour
        try:
            with contextlib.redirect_stdout(said):
                result = rasa_train(
                    domain=domain,
                    config=config,
                    training_files=[data],
                    output=folder,
                    fixed_model_name=model.name,
                )
        except BaseException:  # Rasa leaves by SystemExit after printing why
            sys.stdout.write(said.getvalue())
            raise
        if result.code or not result.model:
            sys.stdout.write(said.getvalue())
            return False
        os.replace(result.model, model)
    return True


if __name__ == "__main__":
    main()
