"""What may be ticked at the end of a conversation."""

from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.knowledge.closing_tags import read_closing_tags

FILE = """
tags:
- {id: fraud, title: Fraude}
- {id: old, title: Ancienne, retired: true}
most: 1
"""


def _read(tmp_path, content):
    path = tmp_path / "tags.yml"
    path.write_text(content, encoding="utf-8")
    return read_closing_tags(path)


def test_a_retired_tag_is_known_but_no_longer_offered(tmp_path):
    tags = _read(tmp_path, FILE)
    assert [tag.id for tag in tags.offered()] == ["fraud"]
    assert tags.unknown(["fraud", "old", "new"]) == ["new", "old"]


@pytest.mark.parametrize(
    "content",
    [FILE.replace("old", "fraud"), FILE.replace("most: 1", "most: 0"), "most: 1"],
    ids=["twice", "none may be ticked", "no list"],
)
def test_a_file_out_of_form_is_refused_by_name(tmp_path, content):
    with pytest.raises(SettingsError, match="tags"):
        _read(tmp_path, content)
