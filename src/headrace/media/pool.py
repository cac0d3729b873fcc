"""A few sandboxed processes, kept warm and replaced when they misbehave."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager

from headrace.graph.values import Json
from headrace.media.errors import MediaError
from headrace.media.limits import Limits
from headrace.media.turns import Turns
from headrace.media.worker import Reply, Worker, WorkerGone

_IDLE_SECONDS = 300.0
_MOST_CALLS = 1_000
_START_SECONDS = 60.0
_BLOATED = 768 * 1024 * 1024
"""A child whose memory peaked above this is replaced, so that memory is given back."""

Read = Callable[[str], Awaitable[bytes]]


class Pool:
    """At most `children` processes. A process that fails, hangs or is abandoned is killed."""

    def __init__(self, children: int, limits: Limits) -> None:
        self._limits = limits
        self._free = children
        self._children = children
        self._turns = Turns()
        self._idle: list[tuple[float, Worker]] = []
        self._calls: dict[Worker, int] = {}

    @property
    def load(self) -> tuple[int, int]:
        """How many processes are at work, and how many there may be."""
        return len(self._calls) - len(self._idle), self._children

    def warm(self) -> None:
        """Starts what may run at once, so that nobody waits for it later."""
        while len(self._calls) < self._children:
            self._idle.append((time.monotonic(), self._spawn()))

    async def ask(self, message: dict[str, Json], files: Mapping[str, bytes]) -> Reply:
        """One call about these files, by the names of their blobs.

        Raises MediaError when the process crashed or took too long.
        """
        async with self._process(files) as worker:
            return await worker.ask(message, list(files), files)

    async def ask_about(self, message: dict[str, Json], blobs: Sequence[str], read: Read) -> Reply:
        """One call about stored blobs. Those whose pixels a process holds are not read again."""
        files = {} if self._is_any_held(blobs) else await _read(blobs, read)
        async with self._process(blobs) as worker:
            while True:
                missing = [blob for blob in blobs if blob not in files and blob not in worker.held]
                files |= await _read(missing, read)
                reply = await worker.ask(message, blobs, files)
                if "missing" not in reply[0]:
                    return reply

    def close_idle(self, idle_seconds: float = _IDLE_SECONDS) -> None:
        """Ends the processes that nobody needed for a while."""
        oldest = time.monotonic() - idle_seconds
        for since, worker in [entry for entry in self._idle if entry[0] <= oldest]:
            self._idle.remove((since, worker))
            self._drop(worker)

    def close(self) -> None:
        """Ends all processes, working ones too."""
        while self._idle:
            self._drop(self._idle.pop()[1])
        for worker in self._calls:
            worker.end()
        self._calls.clear()

    @asynccontextmanager
    async def _process(self, blobs: Collection[str]) -> AsyncGenerator[Worker]:
        """One of the processes, for one call."""
        worker = await self._turn(blobs)
        finished = False
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker.ready()
            async with asyncio.timeout(self._limits.seconds):
                yield worker
            finished = True
        except TimeoutError:
            raise _too_slow(self._limits.seconds) from None
        except WorkerGone:
            raise _crashed() from None
        finally:
            self._put_back(worker, healthy=finished)

    async def _turn(self, blobs: Collection[str]) -> Worker:
        if not self._free:
            return await self._turns.mine(blobs, self._pass_on)
        self._free -= 1
        return self._take(blobs)

    def _take(self, blobs: Collection[str]) -> Worker:
        """One that holds these, the warmest, or a new one; those that died are let go."""
        for entry in [entry for entry in self._idle if not entry[1].is_alive()]:
            self._idle.remove(entry)
            self._drop(entry[1])
        if not self._idle:
            return self._spawn()
        fitting = (entry for entry in self._idle if not entry[1].held.isdisjoint(blobs))
        chosen = next(fitting, self._idle[-1])
        self._idle.remove(chosen)
        return chosen[1]

    def _spawn(self) -> Worker:
        worker = Worker(self._limits)
        self._calls[worker] = 0
        return worker

    def _put_back(self, worker: Worker, *, healthy: bool) -> None:
        if worker not in self._calls:
            worker.close()
            self._pass_on(None)
            return
        self._calls[worker] += 1
        if healthy and self._calls[worker] < _MOST_CALLS and worker.peak < _BLOATED:
            self._pass_on(worker)
        else:
            self._drop(worker)
            self._pass_on(None)

    def _pass_on(self, worker: Worker | None) -> None:
        """Gives a place, and the process in it if there is one, to whoever waits."""
        if self._turns:
            self._turns.hand_over(worker or self._spawn())
            return
        self._free += 1
        if worker:
            self._idle.append((time.monotonic(), worker))

    def _drop(self, worker: Worker) -> None:
        del self._calls[worker]
        worker.close()

    def _is_any_held(self, blobs: Collection[str]) -> bool:
        return any(not worker.held.isdisjoint(blobs) for worker in self._calls)


async def _read(blobs: Sequence[str], read: Read) -> dict[str, bytes]:
    return dict(zip(blobs, await asyncio.gather(*map(read, blobs)), strict=True))


def _too_slow(seconds: float) -> MediaError:
    return MediaError(
        "media.too_slow",
        "This took too long. Use smaller or fewer pictures.",
        f"The work on this picture did not end within {seconds:g} seconds.",
    )


def _crashed() -> MediaError:
    return MediaError(
        "media.crashed",
        "This picture could not be processed. Save or export it again, or use a smaller one.",
        "The process working on this picture ended unexpectedly.",
    )
