"""News of read marks and mentions, to those whom they concern and to nobody else."""

from __future__ import annotations

import asyncio

import pytest

from tests.gateway.fake_rasa import answer
from tests.gateway.test_sockets import Browser, new_tab

__all__ = ["new_tab"]


@pytest.fixture
async def tab(new_tab, customer) -> Browser:
    widget = await new_tab()
    await widget.call("resume", {"token": customer.token, "after_seq": 0})
    return widget


async def _desk(new_tab, agent) -> Browser:
    return await new_tab("/desk", auth={"token": agent.token})


async def test_both_sides_hear_what_the_other_has_read(
    tab, customer, agent, new_tab, fake_rasa
) -> None:
    fake_rasa.will(answer("Un instant.", handoff="requested"))
    await customer.says("un humain svp")
    await agent.does("claim", customer.id)
    desk = await _desk(new_tab, agent)
    await desk.call("watch", {"id": customer.id})
    path = f"/conversations/{customer.id}/read"
    await agent.call("POST", path, {"seq": 2})
    assert await tab.waits_for("read") == {"seq": 2}
    assert await tab.call("read", {"seq": 3}) == {"seq": 3}
    assert await tab.call("read", {"seq": 1}) == {"seq": 3}  # never back
    await desk.waits_for("read", 2)
    assert desk.all("read") == [
        {"id": customer.id, "by": "agent", "seq": 2},
        {"id": customer.id, "by": "customer", "seq": 3},
    ]
    standing = await tab.waits_for("conversation")
    assert "agent_read_seq" in standing
    await tab.call("resume", {"token": customer.token, "after_seq": 0})
    assert tab.all("conversation")[-1]["agent_read_seq"] == 2


@pytest.mark.parametrize("data", [None, {}, {"seq": -1}, {"seq": "2"}, {"seq": True}])
async def test_a_mark_that_is_no_number_is_refused(tab, data) -> None:
    assert (await tab.call("read", data))["error"]["code"] == "invalid_request"


async def test_a_mention_reaches_the_named_agent_only(
    customer, agent, new_agent, new_tab, fake_rasa
) -> None:
    noor, lou = await new_agent("noor"), await new_agent("lou")
    hers, his = await _desk(new_tab, noor), await _desk(new_tab, lou)
    await agent.says(customer.id, "@noor ton avis ?", private=True)
    news = await hers.waits_for("mention")
    assert (news["unseen"], news["mention"]["text"]) == (1, "@noor ton avis ?")
    await asyncio.sleep(0.05)
    assert his.all("mention") == []
