from __future__ import annotations

import pytest

from bot.desk.devices import MAX_CHARS, describe_device

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        (
            f"{MAC} (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
            "Safari sous macOS",
        ),
        (f"{WINDOWS} Chrome/142.0.0.0 Safari/537.36", "Chrome sous Windows"),
        (f"{WINDOWS} Chrome/142.0.0.0 Safari/537.36 Edg/142.0", "Edge sous Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox sous Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 "
            "Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari sur iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; Pixel) Chrome/142.0 Mobile Safari/537.36",
            "Chrome sur Android",
        ),
        ("python-requests/2.31", "Programme python-requests"),
        ("", "Appareil inconnu"),
        ("<script>" * 100, "Appareil inconnu"),
    ],
    ids=lambda value: value[:30],
)
def test_a_browser_is_said_in_words(user_agent: str, expected: str) -> None:
    assert describe_device(user_agent) == expected
    assert len(expected) <= MAX_CHARS
