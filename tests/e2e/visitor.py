"""Somebody at a browser."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Browser, BrowserContext, Page

from headrace.entrypoints.first_start import sign_in_path
from headrace.entrypoints.flowfile import bring_in
from headrace.kernel.actor import Actor
from tests.e2e.watch import Watch
from tests.support.people import new_workspace
from tests.support.served import Server
from tests.support.working import Person

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a browser and a workspace."""

    server: Server
    boss: Actor
    context: BrowserContext
    page: Page
    watch: Watch

    async def link(self) -> str:
        """The address of a new sign-in link."""
        return self.server.url + await sign_in_path(self.server.house, self.boss)

    async def signs_in(self) -> None:
        token = parse_qs(urlsplit(await self.link()).query)["token"][0]
        answer = await self.context.request.post(
            f"{self.server.url}/v1/sign-in",
            data={"token": token},
            headers={"Origin": self.server.url},
        )
        assert answer.status == 204

    async def has_sample(self, slug: str) -> None:
        await bring_in(self.server.house, self.boss, EXAMPLES / f"{slug}.json")

    async def has_flow(self, document: dict[str, Any]) -> None:
        async with self.as_builder() as builder:
            await builder.publishes(document)

    @asynccontextmanager
    async def as_builder(self) -> AsyncGenerator[Person]:
        """The same person with a key, to build what the pages do not build yet."""
        async with self.server.client(boss=self.boss) as client:
            yield Person(client)

    async def opens(self, path: str) -> None:
        await self.page.goto(self.server.url + path)

    async def runs_made(self) -> list[dict[str, Any]]:
        """What the house knows of this workspace's runs, newest first."""
        async with self.server.client(boss=self.boss) as client:
            return (await client.get("/v1/runs")).json()["items"]


@asynccontextmanager
async def visiting(
    server: Server, browser: Browser, boss: Actor | None = None, **options: Any
) -> AsyncGenerator[Visitor]:
    """Somebody not signed in yet; in a workspace of their own unless its owner is given.

    `options` are those of a Playwright context.
    """
    boss = boss or await new_workspace(server.house.database)
    # Half-way through a fade, colours are not what anybody reads.
    context = await browser.new_context(reduced_motion="reduce", **options)
    context.set_default_timeout(15_000)
    watch = Watch(context)
    try:
        yield Visitor(server, boss, context, await context.new_page(), watch)
    finally:
        await context.close()
    assert watch.complaints == []
