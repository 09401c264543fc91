"""Files for sites that embed the widget, and the hashes that let them check these."""

from __future__ import annotations

import base64
import hashlib
import re


async def test_the_hashes_are_those_of_the_files(client) -> None:
    response = await client.get("/web/integrity.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    hashes = await response.json()
    assert set(hashes) == {"widget.js", "chat.js", "strings_fr.js", "strings_en.js"}
    for name, found in hashes.items():
        path = "/widget.js" if name == "widget.js" else f"/web/{name}"
        body = await (await client.get(path)).read()
        digest = base64.b64encode(hashlib.sha384(body).digest()).decode()
        assert found == f"sha384-{digest}"


async def test_the_loader_checks_the_very_files_that_are_served(client) -> None:
    loader = await (await client.get("/widget.js")).text()
    known = dict(re.findall(r'"(\w+\.js)":"sha256-([^"]+)"', loader))
    assert set(known) == {"chat.js", "strings_fr.js", "strings_en.js"}
    for name, digest in known.items():
        body = await (await client.get(f"/web/{name}?0")).read()
        assert base64.b64encode(hashlib.sha256(body).digest()).decode() == digest
