"""A few sandboxed processes, kept warm and replaced when they misbehave."""

import asyncio
import time
from collections.abc import Sequence

from headrace.graph.values import Json
from headrace.media.errors import MediaError
from headrace.media.limits import Limits
from headrace.media.worker import Reply, Worker, WorkerGone

_IDLE_SECONDS = 300.0
_MOST_CALLS = 1_000
_START_SECONDS = 60.0
_BLOATED = 768 * 1024 * 1024
"""A child whose memory peaked above this is replaced, so that memory is given back."""


class Pool:
    """At most `children` processes. A process that fails, hangs or is abandoned is killed."""

    def __init__(self, children: int, limits: Limits) -> None:
        self._limits = limits
        self._free = asyncio.Semaphore(children)
        self._children = children
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

    async def ask(self, message: dict[str, Json], parts: Sequence[bytes]) -> Reply:
        """One call. Raises MediaError when the process crashed or took too long."""
        async with self._free:
            worker = self._take()
            finished = False
            try:
                async with asyncio.timeout(_START_SECONDS):
                    await worker.ready()
                async with asyncio.timeout(self._limits.seconds):
                    reply = await worker.ask(message, parts)
                finished = True
            except TimeoutError:
                raise _too_slow(self._limits.seconds) from None
            except WorkerGone:
                raise _crashed() from None
            finally:
                self._put_back(worker, healthy=finished)
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

    def _take(self) -> Worker:
        """The warmest process, or a new one; those that died in the meantime are let go."""
        while self._idle:
            _, worker = self._idle.pop()
            if worker.is_alive():
                return worker
            self._drop(worker)
        return self._spawn()

    def _spawn(self) -> Worker:
        worker = Worker(self._limits)
        self._calls[worker] = 0
        return worker

    def _put_back(self, worker: Worker, *, healthy: bool) -> None:
        if worker not in self._calls:
            worker.close()
            return
        self._calls[worker] += 1
        if healthy and self._calls[worker] < _MOST_CALLS and worker.peak < _BLOATED:
            self._idle.append((time.monotonic(), worker))
        else:
            self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        del self._calls[worker]
        worker.close()


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
