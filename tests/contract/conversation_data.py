"""Reads the conversation data as a designer wrote it, without Rasa."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.knowledge.facts import default_facts
from bot.knowledge.rendering import plain as plain
from bot.knowledge.responses import read_responses
from bot.knowledge.review import rendered

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
HELD_OUT = ROOT / "tests" / "nlu"


@functools.cache
def load(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@functools.cache
def domain() -> dict[str, Any]:
    return load(ROOT / "domain.yml")


@functools.cache
def responses() -> dict[str, list[dict[str, Any]]]:
    """Every response, those of domain.yml and those of the topics."""
    return read_responses()


def said_by_gateway() -> set[str]:
    """The responses under the banner of domain.yml that names the gateway."""
    text = (ROOT / "domain.yml").read_text(encoding="utf-8")
    section = text.split("# ---- said by the gateway", 1)[1]
    return set(re.findall(r"^  (utter_\w+):", section, flags=re.MULTILINE))


def sentences() -> Iterator[tuple[str, str]]:
    """Every text that a customer can read, facts filled in: (response, text)."""
    for name, texts in rendered(responses(), default_facts()):
        for text in texts:
            yield name, text


def intents_of_domain() -> list[str]:
    return list(domain()["intents"])


@functools.cache
def examples(folder: Path) -> dict[str, list[str]]:
    """Example sentences by intent; `faq/…` keeps its second half."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for block in load(path)["nlu"]:
            lines = block["examples"].splitlines()
            assert block["intent"] not in found, f"{block['intent']} is in two files"
            found[block["intent"]] = [line.removeprefix("- ").strip() for line in lines]
    return found


@functools.cache
def retrieval_intents() -> frozenset[str]:
    """`faq`, `rumour` …: intents whose answer is chosen by likeness."""
    named = examples(DATA / "nlu")
    return frozenset(name.split("/")[0] for name in named if "/" in name)


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Steps of every rule and story, with the name of theirs."""
    for folder, key, title in (
        ("rules", "rules", "rule"),
        ("stories", "stories", "story"),
    ):
        for path in sorted((DATA / folder).glob("*.yml")):
            for item in load(path)[key]:
                for step in item["steps"]:
                    yield item[title], step


def numbers(text: str) -> set[str]:
    """Numbers of a text, with the spaces inside them taken out: `10 000` → `10000`."""
    joined = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d)", "", text)
    return set(re.findall(r"\d+(?:,\d+)?", joined))
