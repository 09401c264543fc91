import pytest

from bot.desk.sending_rules import RULES_PATH, read_sending_rules
from bot.errors import SettingsError


def test_the_projects_own_file_is_right():
    assert 0 <= read_sending_rules().hold_reply_seconds <= 5


@pytest.mark.parametrize(
    ("instead", "found"),
    [
        ("hold_reply_seconds: -1", "hold_reply_seconds"),
        ("hold_reply_seconds: 31", "hold_reply_seconds"),
        ("hold_reply_seconds: trois", "hold_reply_seconds"),
        ("hold_seconds: 3", "hold_seconds"),
    ],
)
def test_a_mistake_is_named(tmp_path, instead, found):
    path = tmp_path / "sending.yml"
    path.write_text(instead, encoding="utf-8")
    assert "hold_reply_seconds: 3" in RULES_PATH.read_text(encoding="utf-8")
    with pytest.raises(SettingsError, match=found):
        read_sending_rules(path)
