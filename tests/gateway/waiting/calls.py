"""What customers do and read while they wait."""

from __future__ import annotations

from typing import Any

from tests.gateway.fake_rasa import answer


async def called(customer: Any, fake_rasa: Any, reason: str = "requested") -> Any:
    fake_rasa.will(answer("Je vous passe un conseiller.", handoff=reason))
    return await customer.says("un conseiller, s’il vous plaît")


async def notices(customer: Any) -> list[str]:
    found = [(m["custom"] or {}).get("notice") for m in await customer.messages()]
    return [notice for notice in found if notice]
