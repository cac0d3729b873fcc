"""The only file that builds things: settings in, a house, a server and the program out."""

import asyncio
import logging
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError

from headrace.blobs import Blobs, open_blobs
from headrace.db.bundled import Bundled
from headrace.db.engine import Database
from headrace.db.migrate import migrate
from headrace.egress import Egress
from headrace.entrypoints.cli.program import program
from headrace.entrypoints.first_start import at_home, bring_in_samples, sign_in_path
from headrace.entrypoints.rest.app import create, describe
from headrace.entrypoints.worker.run import Worker
from headrace.events.listen import Listener
from headrace.house import House
from headrace.kernel.actor import Actor
from headrace.kernel.errors import Conflict, FieldError, Invalid, NotFound, Unavailable
from headrace.kernel.fault import arm
from headrace.media.limits import Limits
from headrace.media.studio import Studio
from headrace.nodes.registry import builtin
from headrace.providers.vault import Vault, secret_in
from headrace.settings import Settings
from headrace.trace import collect
from headrace.upkeep.premises import Premises, Retention

_WATCH_SECONDS = 1.0
_FIRST_SAMPLE = "product-card"
_log = structlog.get_logger()
_LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}


@dataclass(frozen=True, slots=True)
class _Opened:
    house: House
    actor: Actor


class _Builder:
    """What the command line needs built."""

    @asynccontextmanager
    async def open(self, data: Path | None) -> AsyncGenerator[_Opened]:
        async with _house(_settings(data=data)) as house:
            yield _Opened(house, await at_home(house))

    @asynccontextmanager
    async def open_working(self, data: Path | None, *, temporary: bool) -> AsyncGenerator[_Opened]:
        async with AsyncExitStack() as stack:
            if temporary:
                folder = tempfile.TemporaryDirectory(prefix="headrace-")
                data = Path(stack.enter_context(folder))
            settings = _settings(data=data)
            if temporary:
                settings = settings.model_copy(update={"database_url": None, "blobs": None})
            house = await stack.enter_async_context(_house(settings))
            actor = await at_home(house)
            await stack.enter_async_context(_worker(house, settings))
            yield _Opened(house, actor)

    @asynccontextmanager
    async def keep(self, data: Path | None, *, migrated: bool) -> AsyncGenerator[Premises]:
        settings = _settings(data=data)
        if not settings.database_url and not (settings.data / "postgres").exists():
            raise NotFound(
                "data.none", f"There is no Headrace in {settings.data}. Name its data folder."
            )
        async with _premises(settings, migrated=migrated) as premises:
            yield premises

    @asynccontextmanager
    async def make(self, data: Path | None) -> AsyncGenerator[Premises]:
        settings = _settings(data=data)
        with _new_folder(settings.data):
            async with _premises(settings, migrated=False) as premises:
                yield premises

    async def serve(self, data: Path | None, host: str | None, port: int | None) -> None:
        settings = _settings(data=data, host=host, port=port)
        async with _house(settings) as house:
            actor = await at_home(house)
            await bring_in_samples(house, actor, _examples())
            async with _worker(house, settings) as worker:
                app = create(replace(house, ready=lambda: worker.ready), hosts=_hosts(settings))
                await _Server(app, settings, await sign_in_path(house, actor)).serve()

    async def work(self, data: Path | None, queues: Sequence[str]) -> None:
        settings = _settings(data=data)
        async with _house(settings) as house, _worker(house, settings, queues):
            await asyncio.Event().wait()

    def openapi(self) -> dict[str, Any]:
        return describe().openapi()


class _Server(uvicorn.Server):
    """Uvicorn that says where it is, and how to sign in, once it really listens."""

    def __init__(self, app: FastAPI, settings: Settings, sign_in: str) -> None:
        config = uvicorn.Config(
            app, host=settings.host, port=settings.port, log_level="warning", access_log=False
        )
        super().__init__(config)
        self._settings = settings
        self._sign_in = sign_in

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Uvicorn would raise the signal again behind itself, and nothing would be put away."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield

    async def startup(self, sockets: Any = None) -> None:
        with suppress(SystemExit):
            await super().startup(sockets)
        if not self.started:
            raise Unavailable(
                "server.port_in_use",
                f"Port {self._settings.port} of {self._settings.host} cannot be used. "
                "Choose another with HEADRACE_PORT.",
            )
        port = self.servers[0].sockets[0].getsockname()[1]
        url = self._settings.public_url or f"http://{_shown(self._settings.host)}:{port}"
        sys.stdout.write(f"Headrace runs at {url}\nSign in once with {url}{self._sign_in}\n")
        sys.stdout.flush()


@asynccontextmanager
async def _premises(settings: Settings, *, migrated: bool) -> AsyncGenerator[Premises]:
    async with _database_url(settings) as url:
        if migrated:
            await asyncio.to_thread(migrate, url)
        database = Database(url)
        try:
            yield Premises(database, _blobs(settings), settings.data, _retention(settings))
        finally:
            await database.close()


@contextmanager
def _new_folder(folder: Path) -> Generator[None]:
    """The folder is empty at first, and again when what fills it fails."""
    if folder.exists() and any(folder.iterdir()):
        raise Conflict("data.not_empty", f"{folder} is not empty. Name a new data folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _blobs(settings: Settings) -> Blobs:
    return open_blobs(settings.blobs or str(settings.data / "blobs"))


def _retention(settings: Settings) -> Retention:
    days = settings.keep_runs_days
    return Retention(
        runs=None if days is None else timedelta(days=days),
        deleted=timedelta(days=settings.keep_deleted_days),
    )


@asynccontextmanager
async def _house(settings: Settings) -> AsyncGenerator[House]:
    if settings.crash_at:
        arm(settings.crash_at)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(_database_url(settings))
        await asyncio.to_thread(migrate, url)
        database = Database(url)
        stack.push_async_callback(database.close)
        blobs = _blobs(settings)
        studio = Studio(blobs.get, children=settings.media_children, limits=Limits())
        await studio.start()
        stack.push_async_callback(studio.close)
        listener = Listener(url)
        await listener.start()
        stack.push_async_callback(listener.close)
        yield House(
            database=database,
            blobs=blobs,
            studio=studio,
            egress=Egress(settings.egress_allow),
            registry=builtin(),
            listener=listener,
            vault=Vault(await asyncio.to_thread(_secret, settings)),
            public_url=settings.public_url,
            metrics_token=settings.metrics_token,
            retention=_retention(settings),
        )


def _secret(settings: Settings) -> str:
    given = settings.secret_key
    return given.get_secret_value() if given else secret_in(settings.data)


@asynccontextmanager
async def _database_url(settings: Settings) -> AsyncGenerator[str]:
    if settings.database_url:
        _, _, rest = settings.database_url.partition("://")
        yield f"postgresql+psycopg://{rest}"
        return
    bundled = Bundled(settings.data)
    url = await asyncio.to_thread(bundled.start)
    watch = asyncio.create_task(_keep_alive(bundled))
    try:
        yield url
    finally:
        watch.cancel()
        await asyncio.to_thread(bundled.stop)


async def _keep_alive(bundled: Bundled) -> None:
    """A database that was killed is started again; whoever was cut off reconnects."""
    while True:
        await asyncio.sleep(_WATCH_SECONDS)
        try:
            if await asyncio.to_thread(bundled.revive):
                _log.warning("the database had died and was started again")
        except Unavailable as error:
            _log.error("the database died and cannot be started", why=error.message)


@asynccontextmanager
async def _worker(
    house: House, settings: Settings, queues: Sequence[str] = ()
) -> AsyncGenerator[Worker]:
    worker = Worker(house, concurrency=settings.worker_concurrency, queues=queues)
    await worker.start()
    try:
        yield worker
    finally:
        await worker.close()


def _settings(**given: Any) -> Settings:
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise Invalid(
            "settings.invalid",
            "Some settings need another value.",
            [
                FieldError(f"HEADRACE_{wrong['loc'][0]}".upper(), wrong["type"], wrong["msg"])
                for wrong in error.errors()
            ],
        ) from None


def _hosts(settings: Settings) -> set[str]:
    named = {host.strip() for host in settings.hosts.split(",") if host.strip()}
    public = (
        settings.public_url.partition("://")[2].partition("/")[0] if settings.public_url else ""
    )
    return _LOOPBACK | named | {_shown(settings.host), public.rpartition(":")[0] or public} - {""}


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _examples() -> list[Path]:
    """The sample flows, the one a newcomer should meet first behind the others: the newest
    flow leads the gallery."""
    packaged = Path(__file__).parent / "examples"
    folder = packaged if packaged.is_dir() else Path(__file__).parents[2] / "examples"
    files = sorted(folder.glob("*.json"), reverse=True)
    return sorted(files, key=lambda path: path.stem == _FIRST_SAMPLE)


def _quiet_logs() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)


def main() -> None:
    """The `headrace` program."""
    _quiet_logs()
    if not collect():
        sys.stderr.write(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set, and what sends traces is not installed. "
            "Install headrace[otel], or unset it.\n"
        )
        sys.exit(2)
    program(_Builder())()
