"""`python -m bot.bench.turn_profile`: what a turn's processor time is spent on.

Samples our Rasa process from outside with py-spy while one customer talks, and adds up
the samples by part. Needs the development tools (`make install-dev`).
"""

from __future__ import annotations

import asyncio
import collections
import io
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from bot.bench.sentences import unseen_sentences
from bot.bench.turn import SEED
from bot.bench.turn_load import measure_pace
from bot.bench.turn_processes import bench_settings, our_rasa, processor_seconds
from bot.errors import BotError
from bot.logs import configure_logging
from bot.seeding import prepare_store
from bot.settings import current_environ, load_settings
from bot.supervisor.output import Output

SAMPLES_PER_S = 250
STOP_LIMIT_S = 30.0
# Part → how a file in the stack begins that is at work for it; the first part that
# matches gets the sample, so what is called stands before who calls.
PARTS: Mapping[str, tuple[str, ...]] = {
    "reading: encoder": ("bot/nlu/encoder", "bot/nlu/onnx"),
    "reading: intents": ("bot/nlu/few_shot",),
    "reading: answers": ("bot/nlu/similar",),
    "reading: mood": ("bot/nlu/sentiment",),
    "reading: entities": ("bot/nlu/entities",),
    "reading: the rest": ("bot/channel/reading", "bot/nlu/"),
    "policies: escalation": ("bot/escalation/",),
    "policies: rules and stories": ("rasa/core/policies/", "bot/channel/rule_index"),
    "answers: wording and voice": ("bot/channel/fact_responses", "bot/voice/"),
    "answers: asking the actions": ("bot/channel/action_endpoint", "aiohttp/client"),
    "answers: forms": ("rasa/core/actions/forms", "rasa/core/actions/loops"),
    "tracker: reading and writing": ("bot/channel/tracker_store", "sqlalchemy/"),
    "tracker: copying and replaying": ("rasa/shared/core/", "copy.py"),
    "running the turn": ("rasa/core/processor", "rasa/core/actions/", "bot/channel/"),
    "server and event loop": ("sanic/",),
}
REST = "everything else"
# A thread that waits for work is no work.
IDLE = ("_worker (concurrent/futures/thread.py", "_run_once (asyncio/base_events.py")


def part_of(stack: str) -> str | None:
    """Says which part a stack is at work for; `None` when it waits.

    Args:
        stack: Frames from the outermost to the innermost, `function (file:line)`, with
            `;` between them.
    """
    frames = stack.split(";")
    if frames[-1].startswith(IDLE):
        return None
    files = [frame.rpartition("(")[2] for frame in frames]
    for part, beginnings in PARTS.items():
        if any(file.startswith(beginnings) for file in files):
            return part
    return REST


def shares(samples: Iterable[str]) -> dict[str, float]:
    """Adds up the lines of py-spy's raw format, `stack count`; shares of 1 by part."""
    counts: collections.Counter[str] = collections.Counter()
    for line in samples:
        stack, _, count = line.rpartition(" ")
        part = part_of(stack)
        if part is not None:
            counts[part] += int(count)
    total = sum(counts.values()) or 1
    return {part: counts[part] / total for part in (*PARTS, REST)}


async def main() -> None:
    """Prints the table.

    Raises:
        BotError: py-spy is not installed or could not look into the process.
    """
    spy = shutil.which("py-spy", path=str(Path(sys.executable).parent))
    if spy is None:
        raise BotError("Expected py-spy, but did not find it. Run `make install-dev`.")
    settings, base = load_settings(), current_environ()
    configure_logging(settings.log_format, "WARNING")
    with tempfile.TemporaryDirectory(prefix="bot-profile-") as name:
        folder = Path(name)
        ours = bench_settings(settings, folder)
        prepare_store(ours)
        async with our_rasa(ours, base, Output(io.StringIO())) as running:
            profile = folder / "samples.txt"
            process = await asyncio.create_subprocess_exec(
                spy, "record", "--pid", str(running.pid), "--format", "raw",
                "--rate", str(SAMPLES_PER_S), "--output", str(profile),
                "--duration", "3600", stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            pace = await measure_pace(
                running.door,
                unseen_sentences(SEED),
                partial(processor_seconds, running.pid),
            )
            if process.returncode is None:
                process.send_signal(signal.SIGINT)
            await asyncio.wait_for(process.wait(), STOP_LIMIT_S)
            if not profile.exists():
                raise BotError(
                    "Expected py-spy to look into the process, but it could not. It "
                    "needs the right to (root, or ptrace allowed)."
                )
        found = shares(profile.read_text(encoding="utf-8").splitlines())
    print(f"{pace.cpu_ms:.1f} ms of the Rasa process for a turn of one customer")
    for part, share in sorted(found.items(), key=lambda item: -item[1]):
        print(f"  {part:<32}{share:>6.1%}{share * pace.cpu_ms:>8.2f} ms")


if __name__ == "__main__":
    asyncio.run(main())
