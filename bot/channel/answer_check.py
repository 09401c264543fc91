"""Checks the action server's answers against Rasa's schema, the schema checked once."""

from __future__ import annotations

from typing import Any

from jsonschema.exceptions import best_match  # type: ignore[import-untyped]
from jsonschema.validators import validator_for  # type: ignore[import-untyped]
from rasa.core.actions.action import RemoteAction


def install() -> None:
    """Makes every remote action check its answers with one prepared validator.

    Rasa calls `jsonschema.validate`, which checks the schema itself against the
    schema of schemas for every answer (rasa/core/actions/action.py:699-705): 24 ms,
    against 0.6 ms for the answer. There is no other way in than to replace the
    method; errors stay the same.
    """
    schema = RemoteAction.action_response_format_spec()
    prepared = validator_for(schema)
    prepared.check_schema(schema)
    validator = prepared(schema)

    def check(_: RemoteAction, result: Any) -> bool:
        error = best_match(validator.iter_errors(result))
        if error is not None:
            raise error
        return True

    RemoteAction._validate_action_result = check
