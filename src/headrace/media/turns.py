"""Whose turn it is: each waits for a process, best for one that holds what they work on."""

import asyncio
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from headrace.media.worker import Worker


def _promise() -> asyncio.Future[Worker]:
    return asyncio.get_running_loop().create_future()


@dataclass(slots=True, eq=False)
class _Waiting:
    blobs: Collection[str]
    worker: asyncio.Future[Worker] = field(default_factory=_promise)


class Turns:
    """Those who wait for a process, the longest first."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []

    def __bool__(self) -> bool:
        return any(self._patient())

    async def mine(self, blobs: Collection[str], give_back: Callable[[Worker], None]) -> Worker:
        """A process for work on these blobs; `give_back` takes one that nobody wants any more."""
        waiting = _Waiting(blobs)
        self._waiting.append(waiting)
        try:
            return await waiting.worker
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            elif not waiting.worker.cancelled():
                give_back(waiting.worker.result())
            raise

    def hand_over(self, worker: Worker) -> None:
        """To the first whose blobs it holds, or else to the first of all.

        Pixels are held once and shortly, so nobody is overtaken for long.
        """
        patient = list(self._patient())
        fitting = (one for one in patient if not worker.held.isdisjoint(one.blobs))
        chosen = next(fitting, patient[0])
        self._waiting.remove(chosen)
        chosen.worker.set_result(worker)

    def _patient(self) -> Iterator[_Waiting]:
        """Those who still wait: one that was cancelled learns of it only in its next turn."""
        return (one for one in self._waiting if not one.worker.done())
