"""What a machine can find of barriers in a page: axe-core, on WCAG 2.2 A and AA.

It finds about a third of them; the rest is in the keyboard scripts and in
docs/accessibility.md. A state to check is one line in tests/web/widget_states.py or
tests/web_console/console_states.py.
"""

from __future__ import annotations

import importlib.util
import os
from typing import Any

import pytest
from playwright.async_api import Page

PACKAGE = "axe_playwright_python"
# WCAG 2.2 A and AA, which RGAA 4.1 builds on, and what axe-core holds good practice.
RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
}
# Where the reader's own colours replace ours, ours are still what a script is told.
FORCED_COLORS = """() => matchMedia("(forced-colors: active)").matches"""
WITHOUT_COLORS = {"rules": {"color-contrast": {"enabled": False}}}
BARRIERS = frozenset({"serious", "critical"})
# What moves or fades in has no colour yet that could be measured; what shows time go by
# for seconds would be gone when it has settled.
SETTLED = """() => Promise.all([document, ...[...document.querySelectorAll("*")]
    .map((node) => node.shadowRoot).filter(Boolean)]
    .flatMap((root) => root.getAnimations())
    .filter((each) => each.effect.getComputedTiming().endTime < 3000)
    .map((each) => each.finished.catch(() => {})))"""


async def assert_accessible(page: Page, name: str) -> None:
    """Fails when a serious or critical barrier is on the page, and says where.

    Skips where axe-core is missing, unless the tests must be complete.
    """
    _insist_on_axe()
    from axe_playwright_python.async_playwright import Axe

    await page.evaluate(SETTLED)
    forced = await page.evaluate(FORCED_COLORS)
    rules = {**RULES, **WITHOUT_COLORS} if forced else RULES
    found = await Axe().run(page, options=rules)
    barriers = [
        each for each in found.response["violations"] if each["impact"] in BARRIERS
    ]
    assert not barriers, "\n".join(
        [f"« {name} » has barriers:", *(_told(each) for each in barriers)]
    )


def _insist_on_axe() -> None:
    if importlib.util.find_spec(PACKAGE) is not None:
        return
    if os.environ.get("CI") == "true":
        raise AssertionError(
            f"axe-core is missing: run `make install-dev` ({PACKAGE})."
        )
    pytest.skip(f"no axe-core here: run `make install-dev` ({PACKAGE})")


def _told(barrier: dict[str, Any]) -> str:
    lines = [f"- {barrier['id']} ({barrier['impact']}): {barrier['help']}"]
    for node in barrier["nodes"]:
        lines.append(f"    {_flat(node['target'])}  {node['html'][:160]}")
        checks = [*node["any"], *node["all"], *node["none"]]
        lines += [f"      {check['message']}" for check in checks]
    return "\n".join(lines)


def _flat(target: list[Any]) -> str:
    """Where it is; a list in the list is a way through shadow roots."""
    return " > ".join(
        " >> ".join(part) if isinstance(part, list) else str(part) for part in target
    )
