"""A house with its door open: everything real, on loopback."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import uvicorn

from headrace.blobs import open_blobs
from headrace.credits.grant import grant
from headrace.db.engine import Database
from headrace.egress import Egress
from headrace.entrypoints.rest.app import create
from headrace.events.listen import Listener
from headrace.house import House
from headrace.kernel.actor import Actor, Scope
from headrace.kernel.clock import utc_now
from headrace.media.studio import Studio
from headrace.nodes.registry import builtin
from headrace.providers.vault import Vault
from headrace.workspaces.find import owner
from headrace.workspaces.sign_in import issue_sign_in_link
from tests.support.people import new_key, new_workspace


@asynccontextmanager
async def house_on(database_url: str, folder: Path, *, calls: str = "") -> AsyncGenerator[House]:
    """A house on the database, its files in the folder, without a worker.

    `calls` names private hosts that it may call.
    """
    async with AsyncExitStack() as stack:
        database = Database(database_url)
        stack.push_async_callback(database.close)
        blobs = open_blobs(str(folder / "blobs"))
        studio = Studio(blobs.get, children=1)
        stack.push_async_callback(studio.close)
        listener = Listener(database_url)
        await listener.start()
        stack.push_async_callback(listener.close)
        yield House(
            database=database,
            blobs=blobs,
            studio=studio,
            egress=Egress(calls),
            registry=builtin(),
            listener=listener,
            vault=Vault("the secret of the tests' own house"),
        )


@asynccontextmanager
async def serving(house: House) -> AsyncGenerator[str]:
    """Serves the house and yields the address, such as `http://127.0.0.1:43210`."""
    config = uvicorn.Config(create(house), host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells in no other way
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


@dataclass(frozen=True, slots=True)
class Server:
    """A served house, its address, and the owner of its workspace *Home*."""

    house: House
    url: str
    boss: Actor

    @asynccontextmanager
    async def client(
        self, scope: Scope = "admin", boss: Actor | None = None
    ) -> AsyncGenerator[httpx2.AsyncClient]:
        """A program with a new key; `boss` names another workspace by its owner."""
        key = await new_key(self.house.database, boss or self.boss, scope)
        async with self.nobody() as client:
            client.headers["Authorization"] = f"Bearer {key}"
            yield client

    def nobody(self) -> httpx2.AsyncClient:
        """A client without credentials."""
        return httpx2.AsyncClient(base_url=self.url, timeout=30)

    @asynccontextmanager
    async def stranger(self) -> AsyncGenerator[httpx2.AsyncClient]:
        """A program of another workspace."""
        boss = await new_workspace(self.house.database, "Elsewhere")
        async with self.client(boss=boss) as client:
            yield client

    @asynccontextmanager
    async def browser(self) -> AsyncGenerator[httpx2.AsyncClient]:
        """A browser the owner has signed in with."""
        async with self.house.database.connection() as connection:
            member = await owner(connection, self.boss.workspace)
            token = await issue_sign_in_link(connection, utc_now(), member)
        async with self.nobody() as browser:
            browser.headers["Origin"] = self.url
            answer = await browser.post("/v1/sign-in", json={"token": token})
            assert answer.status_code == 204
            yield browser


@asynccontextmanager
async def home(
    database_url: str, folder: Path, *, credits: int = 1000, calls: str = ""
) -> AsyncGenerator[Server]:
    """A served house with one workspace, *Home*, and credits in it."""
    async with house_on(database_url, folder, calls=calls) as house:
        boss = await new_workspace(house.database)
        async with house.database.work(boss) as work:
            await grant(work, credits, "Welcome")
        async with serving(house) as url:
            yield Server(house, url, boss)
