"""A server that nobody asks anything: how it came up, and what it uses."""

import asyncio

from bench.processes import processor_seconds, resident
from bench.rows import row
from bench.stage import Stage

_SETTLE_SECONDS = 2.0
_WATCHED_SECONDS = 10.0


async def measure(stage: Stage) -> None:
    pid = stage.server.pid
    row("cold start after set-up", stage.server.cold_start, "s", most=3)
    row("idle memory of the server", resident(pid), "MB", most=200)
    await asyncio.sleep(_SETTLE_SECONDS)
    before = processor_seconds(pid)
    await asyncio.sleep(_WATCHED_SECONDS)
    used = (processor_seconds(pid) - before) / _WATCHED_SECONDS
    row("idle, with its PostgreSQL, of one core", used * 100, "%", most=3)
