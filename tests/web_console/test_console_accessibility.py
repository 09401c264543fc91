"""No barrier that a machine can find, in any state of the console."""

from __future__ import annotations

import pytest

from tests.accessibility import assert_accessible
from tests.web_console.conftest import Desk
from tests.web_console.console_states import STATES, State

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
async def test_no_barrier_in(state: State, desk: Desk) -> None:
    width, height = state.size
    await desk.page.set_viewport_size({"width": width, "height": height})
    await desk.page.emulate_media(**state.media)
    await state.steps(desk)
    await assert_accessible(desk.page, state.name)
