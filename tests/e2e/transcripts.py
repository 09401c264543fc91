"""Writes real conversations with the running product: `make transcripts`.

What customers and agents say is in `tests/e2e/transcripts/*.yml`; one page of
`docs/transcripts` is written per file, with what the bot really answered.
"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import yaml

from tests.e2e.conftest import PASSWORD, Product, serve, stop

SCRIPTS = Path(__file__).parent / "transcripts"
PAGES = Path(__file__).parents[2] / "docs" / "transcripts"
TIMEOUT_S = 30
Json = dict[str, Any]


@dataclass
class Phone:
    """Speaks to the gateway as programs do.

    Attributes:
        root: Address of the API.
        token: Bearer token of the customer or agent.
    """

    root: str
    token: str = ""

    def call(self, method: str, path: str, body: Json | None = None) -> Json:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        answer = requests.request(
            method, self.root + path, json=body, headers=headers, timeout=TIMEOUT_S
        )
        answer.raise_for_status()
        return answer.json() if answer.content else {}


class Conversation:
    """One customer, the bot, and an agent when one is needed."""

    def __init__(self, product: Product) -> None:
        root = f"{product.url}/api/v1"
        opened = Phone(root).call("POST", "/conversations", {})
        self.id = opened["id"]
        self.customer = Phone(root, opened["token"])
        session = {"username": "demo", "password": PASSWORD}
        self.agent = Phone(root)
        self.agent.token = self.agent.call("POST", "/desk/session", session)["token"]
        self.said = 0

    def play(self, step: Json) -> Iterator[str]:
        """Does one step of the script; gives the lines that come of it."""
        ((kind, what),) = step.items()
        if kind in ("customer", "presses"):
            yield from self._customer(kind, str(what))
        elif kind == "agent":
            body = {"message_id": str(uuid.uuid4()), "text": what}
            self._desk("messages", body)
            yield from self._news()
        elif kind == "desk":
            self._desk(str(what), {})
            yield from self._news()
        else:
            raise ValueError(f"Expected customer, presses, agent or desk, found {kind}")

    def _customer(self, kind: str, what: str) -> Iterator[str]:
        body: Json = {"message_id": str(uuid.uuid4())}
        if kind == "presses":
            body |= {"payload": self._payload(what), "text": what}
        else:
            body["text"] = what
        answer = self.customer.call("POST", f"/conversations/{self.id}/messages", body)
        yield from self._news()
        if answer["escalation"]:
            reason = answer["escalation"]["reason"]
            yield f"*Un conseiller est appelé ; motif transmis : `{reason}`.*"

    def _payload(self, title: str) -> str:
        path = f"/conversations/{self.id}/messages?after=0"
        shown = [
            button
            for message in self.customer.call("GET", path)["messages"]
            for button in message["buttons"]
            if button["title"] == title
        ]
        if not shown:
            raise ValueError(f"Expected a button « {title} » to press, found none.")
        return str(shown[-1]["payload"])

    def _desk(self, verb: str, body: Json) -> None:
        self.agent.call("POST", f"/desk/conversations/{self.id}/{verb}", body)

    def _news(self) -> Iterator[str]:
        path = f"/conversations/{self.id}/messages?after={self.said}"
        for message in self.customer.call("GET", path)["messages"]:
            self.said = message["seq"]
            yield as_line(message)


def as_line(message: Json) -> str:
    """Writes one message as a paragraph of Markdown."""
    names = {"customer": "Client", "bot": "Écoute", "system": "—"}
    custom = message["custom"] or {}
    name = names.get(message["sender"]) or custom.get("agent") or "Conseiller"
    text = message["text"].strip().replace("\n", "  \n")
    buttons = " ".join(f"〔{button['title']}〕" for button in message["buttons"])
    return f"**{name}** : {text}" + (f"  \n{buttons}" if buttons else "")


def write_page(script: Path, product: Product) -> None:
    """Plays a script and writes its page."""
    content = yaml.safe_load(script.read_text(encoding="utf-8"))
    conversation = Conversation(product)
    lines = [f"# {content['title']}", content["about"].strip()]
    for step in content["steps"]:
        lines.extend(conversation.play(step))
    page = PAGES / f"{script.stem}.md"
    page.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Starts the product on an empty store, plays every script, stops it."""
    PAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        product = serve(Path(folder))
        try:
            for script in sorted(SCRIPTS.glob("*.yml")):
                write_page(script, product)
        finally:
            stop(product)


if __name__ == "__main__":
    main()
