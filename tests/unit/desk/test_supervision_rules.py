import pytest

from bot.desk.supervision_rules import RULES_PATH, read_supervision_rules
from bot.errors import SettingsError


def test_the_projects_own_file_is_right():
    assert read_supervision_rules().return_within_hours == 24


@pytest.mark.parametrize(
    ("written", "instead", "found"),
    [
        ("soon_minutes: 2", "soon_minutes: 0", "soon_minutes"),
        ("page_size: 50", "page_size: cinquante", "page_size"),
        ("page_size: 50", "pages: 50", "pages"),
    ],
)
def test_a_mistake_is_named(tmp_path, written, instead, found):
    text = RULES_PATH.read_text(encoding="utf-8").replace(written, instead)
    path = tmp_path / "supervision.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=found):
        read_supervision_rules(path)
