"""No barrier that a machine can find, in any state of the widget."""

from __future__ import annotations

import pytest
from fake_gateway import FakeGateway
from playwright.async_api import Browser
from widget_page import WidgetPage
from widget_states import STATES, State

from tests.accessibility import assert_accessible

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
async def test_no_barrier_in(
    state: State, browser: Browser, gateway: FakeGateway
) -> None:
    context = await browser.new_context(locale="fr-FR", **state.browser)
    context.set_default_timeout(15_000)
    widget = await WidgetPage.visit(context, gateway)
    gateway.replies = False
    if state.theme:
        await widget.dress(state.theme)
    await state.steps(widget, gateway)
    await assert_accessible(widget.page, state.name)
    await context.close()
