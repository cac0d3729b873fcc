"""One connection that hears of every run's events, for all who wait in this process."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncGenerator

import psycopg
import structlog

from headrace.events.emit import CHANNEL, ENDED

_RECONNECT_SECONDS = 1.0
_log = structlog.get_logger()


class Listener:
    """Wakes those who wait for a run. A wake-up says *look again*, never what happened."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._hear())

    async def close(self) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @contextlib.asynccontextmanager
    async def awaiting(self, run: str, *, its_end: bool = False) -> AsyncGenerator[asyncio.Event]:
        """An event that is set whenever the run's log may have grown, or only when it may
        have ended; clear it before looking."""
        woken = asyncio.Event()
        note = f"{run}{ENDED}" if its_end else run
        self._waiting[note].add(woken)
        try:
            yield woken
        finally:
            self._waiting[note].discard(woken)
            if not self._waiting[note]:
                del self._waiting[note]

    async def _hear(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True
                ) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._wake_all()
                    async for notice in connection.notifies():
                        self._wake(notice.payload)
                        self._wake(notice.payload.removesuffix(ENDED))
            except psycopg.OperationalError as error:
                _log.warning("listener lost its connection", error=type(error).__name__)
                await asyncio.sleep(_RECONNECT_SECONDS)

    def _wake(self, note: str) -> None:
        for woken in self._waiting.get(note, ()):
            woken.set()

    def _wake_all(self) -> None:
        for waiting in self._waiting.values():
            for woken in waiting:
                woken.set()
