"""Starts a process as the supervisor does, says its number and its child's."""

import asyncio
import os

from bot.supervisor.child import Child, ChildSpec
from bot.supervisor.output import Output


async def main() -> None:
    spec = ChildSpec("stubborn", "stubborn", environ=dict(os.environ))
    child = await Child.start(spec, Output())
    while not child.last_lines:
        await asyncio.sleep(0.02)
    print(child.pid, child.last_lines[0], flush=True)
    await child.wait()


asyncio.run(main())
