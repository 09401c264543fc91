"""The accessibility statement: what everybody may read, and what a wrong file says."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.errors import SettingsError
from bot.gateway.accessibility_page import statement_page
from bot.knowledge.accessibility import (
    STATEMENT_PATH,
    Statement,
    default_statement,
    load_statement,
)
from bot.knowledge.brand import Contact, ContactKind, default_brand

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


@SQLITE
async def test_statement_is_a_page_without_script_or_cookie(client):
    response = await client.get("/accessibilite")
    page = await response.text()
    assert response.status == 200
    assert "Set-Cookie" not in response.headers
    assert "partiellement conforme" in page
    assert "26\u00a0novembre\u00a02026" in page or "26 novembre 2026" in page
    assert "Défenseur des droits" in page
    assert "{{" not in page
    assert "<script" not in page


def test_statement_gives_the_contacts_of_the_brand():
    contacts = [
        Contact(kind=ContactKind.PHONE, value="01 02 03 04 05"),
        Contact(kind=ContactKind.EMAIL, value="acces@exemple.fr"),
        Contact(kind=ContactKind.POST, value="1 rue d’Essai <Paris>"),
    ]
    brand = default_brand().copy(update={"contacts": contacts})
    page = statement_page(default_statement(), brand)
    assert '<a href="tel:0102030405">01 02 03 04 05</a>' in page
    assert '<a href="mailto:acces@exemple.fr">acces@exemple.fr</a>' in page
    assert "1 rue d’Essai &lt;Paris&gt;" in page


def test_what_the_file_says_is_text():
    said = {**_content(), "explanation": "<script>alert(1)</script> et plus encore"}
    page = statement_page(Statement.parse_obj(said), default_brand())
    assert "<script" not in page


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"conformity": "presque"}, "conformity", id="an unknown state"),
        pytest.param(
            {"exceptions": []}, "list it, or have an audit", id="nothing is missing"
        ),
        pytest.param({"tests": []}, "tests", id="nothing was tested"),
        pytest.param({"note": "a"}, "note", id="an unknown line"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path, change, expected):
    path = tmp_path / "accessibility.yml"
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump({**_content(), **change}, file)
    with pytest.raises(SettingsError, match=expected):
        load_statement(path)


def _content() -> dict[str, Any]:
    content: dict[str, Any] = YAML(typ="safe").load(
        STATEMENT_PATH.read_text(encoding="utf-8")
    )
    return content
