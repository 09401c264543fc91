"""Pages of ours: a template of `web/` with its `{{ name }}` filled."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path

_SLOT = re.compile(r"\{\{ (\w+) \}\}")


def fill_page(template: Path, values: Mapping[str, str]) -> str:
    """Fills a template in one pass: what is filled in is not looked at again.

    Args:
        template: An HTML file.
        values: What each name becomes, as HTML: escaped by who gives it.
    """
    return _SLOT.sub(lambda slot: values[slot[1]], _read(template))


@functools.cache
def _read(template: Path) -> str:
    return template.read_text(encoding="utf-8")
