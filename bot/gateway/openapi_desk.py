"""The OpenAPI description of the queue and of what agents do with a conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.gateway.openapi_schemas import Schema, ref


def desk_paths(
    operation: Callable[..., dict[str, Any]], conversation: Schema, security: Any
) -> dict[str, Any]:
    """The paths; `operation` builds one, as everywhere in the description."""
    one = "/api/v1/desk/conversations/{id}"
    standing = ref("Standing")

    def move(summary: str) -> dict[str, Any]:
        post = operation(summary, standing, 401, 403, 404, 409, security=security)
        return {"parameters": [conversation], "post": post}

    return {
        "/api/v1/desk/queue": {
            "get": operation(
                "Who waits, most urgent first, and who is being served.",
                ref("Queue"), 401, security=security,
            )
        },
        one: {
            "parameters": [conversation],
            "get": operation(
                "Everything known of a conversation.", ref("DeskConversation"),
                401, 404, security=security,
            ),
        },
        f"{one}/claim": move("Takes a waiting conversation; one agent wins."),
        f"{one}/release": move("Puts the conversation back into the queue."),
        f"{one}/transfer": {
            "parameters": [conversation],
            "post": operation(
                "Gives the conversation to another agent, or to the queue.", standing,
                400, 401, 403, 404, 409, 413, body="Transfer", body_required=False,
                security=security,
            ),
        },
        f"{one}/return_to_bot": {
            "parameters": [conversation],
            "post": operation(
                "The bot goes on; a line may be left for the next human.", standing,
                400, 401, 403, 404, 409, 413, body="HandBack", body_required=False,
                security=security,
            ),
        },
        f"{one}/messages": {
            "parameters": [conversation],
            "post": operation(
                "Writes to the customer, or a private note.",
                {"oneOf": [ref("DeskMessage"), ref("Note")]},
                400, 401, 403, 404, 409, 413, body="AgentMessage", security=security,
            ),
        },
    }  # fmt: skip
