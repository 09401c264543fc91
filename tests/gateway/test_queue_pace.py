import pytest

from bot.gateway.broadcaster import rest_after


@pytest.mark.parametrize(
    ("telling_s", "expected"),
    [
        pytest.param(0.001, 0.02, id="a short queue is told almost at once"),
        pytest.param(0.03, 0.12, id="a long one rests four times as long"),
        pytest.param(3.0, 0.25, id="nobody waits long for news"),
    ],
)
def test_the_queue_rests_after_it_was_told(telling_s, expected):
    assert rest_after(telling_s) == pytest.approx(expected)
