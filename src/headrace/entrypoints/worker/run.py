"""Work until told to stop."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import orjson
import psycopg
import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from sqlalchemy.exc import OperationalError

from headrace.entrypoints.worker.upkeep import keep_house
from headrace.graph.schedule import PassItem
from headrace.house import House
from headrace.runs.cancel import CHANNEL
from headrace.runs.claim import Hands
from headrace.runs.execute import Engine, execute
from headrace.runs.queue import TASK
from headrace.runs.recover import answer_for_nobody, beat, ended, recover
from headrace.workers.beat import beat as say_alive
from headrace.workers.leave import leave
from headrace.workers.model import Attendance
from headrace.workspaces.find import house_of

_POLL_SECONDS = 0.1
_HEARTBEAT_SECONDS = 2.0
_RECONNECT_SECONDS = 1.0
_GRACE_SECONDS = 5
_log = structlog.get_logger()


class Worker:
    """Runs pass items of any run of this database, several at a time.

    `queues` names those it takes work from; none named means all.
    """

    def __init__(self, house: House, *, concurrency: int, queues: Sequence[str] = ()) -> None:
        self._house = house
        self._queues = queues
        self._attendance = Attendance(queues or ())
        self._engine = Engine(
            house.database,
            house.blobs,
            house.studio,
            house.registry,
            house.egress,
            house.vault,
            Hands(self._attendance.id),
            timed=house.meter.settled,
        )
        self._concurrency = concurrency
        self._url = house.database.url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._running: dict[str, dict[PassItem, asyncio.Task[None]]] = defaultdict(dict)
        self._tasks: list[asyncio.Task[None]] = []
        self._taking = asyncio.Event()

    @property
    def ready(self) -> bool:
        """Whether jobs are being taken."""
        return self._taking.is_set()

    async def start(self) -> None:
        """Returns once jobs are being taken."""
        async with self._house.database.work(house_of("")) as work:
            await recover(work)
            await say_alive(work.connection, self._attendance)
        self._tasks = [
            asyncio.create_task(self._take_jobs()),
            asyncio.create_task(self._keep_alive()),
            asyncio.create_task(self._hear_cancellations()),
            asyncio.create_task(keep_house(self._house, self._attendance.id)),
        ]
        await self._taking.wait()

    async def close(self) -> None:
        """Stops taking jobs; what is unfinished is taken up by the next worker."""
        self._taking.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(OperationalError):
            async with self._house.database.connection() as connection:
                await leave(connection, self._attendance)

    def _app(self) -> App:
        app = App(connector=PsycopgConnector(conninfo=self._url, min_size=1, max_size=4))

        async def run_pass(run: str, pass_id: str, item: int) -> None:
            await self._execute(run, PassItem(pass_id, item))

        app.task(name=TASK)(run_pass)
        return app

    def _chosen_queues(self) -> dict[str, Any]:
        return {"queues": self._queues} if self._queues else {}

    async def _take_jobs(self) -> None:
        """A lost database ends the queue's own loop; it is begun anew until told to stop."""
        while True:
            app = self._app()
            try:
                async with app.open_async():
                    self._taking.set()
                    await app.run_worker_async(
                        **self._chosen_queues(),
                        concurrency=self._concurrency,
                        fetch_job_polling_interval=_POLL_SECONDS,
                        install_signal_handlers=False,
                        shutdown_graceful_timeout=_GRACE_SECONDS,
                        delete_jobs="always",
                    )
            except (ConnectorException, psycopg.Error) as error:
                _log.warning("the queue cannot be reached", error=type(error).__name__)
            self._taking.clear()
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _execute(self, run: str, at: PassItem) -> None:
        task = asyncio.create_task(execute(self._engine, run, at))
        self._running[run][at] = task
        try:
            await asyncio.wait([task])
            if not task.cancelled():
                task.result()
        finally:
            task.cancel()
            del self._running[run][at]
            if not self._running[run]:
                del self._running[run]

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(_HEARTBEAT_SECONDS)
            try:
                await self._look_around()
            except Exception as error:  # noqa: BLE001 - without its heartbeat a worker counts as dead
                _log.warning("a look around failed", error=type(error).__name__)

    async def _look_around(self) -> None:
        held = [
            {"r": run, "p": at.pass_id, "i": at.item}
            for run, items in self._running.items()
            for at in items
        ]
        async with self._house.database.work(house_of("")) as work:
            if held:
                await beat(work, orjson.dumps(held).decode())
                for run in await ended(work, list(self._running)):
                    self._drop(run)
        async with self._house.database.work(house_of("")) as work:
            await say_alive(work.connection, self._attendance)
            await recover(work)
            await answer_for_nobody(work)

    def _drop(self, run: str) -> None:
        """Nothing more is to be done for this run."""
        for task in list(self._running.get(run, {}).values()):
            task.cancel()

    async def _hear_cancellations(self) -> None:
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True
                ) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    async for notice in connection.notifies():
                        self._drop(notice.payload)
            await asyncio.sleep(_RECONNECT_SECONDS)
