"""Workspaces for tests, and those who act in them."""

from headrace.db.engine import Database
from headrace.kernel.actor import Actor, Scope
from headrace.kernel.clock import utc_now
from headrace.workspaces.create import create
from headrace.workspaces.find import actor_of_key, house_of
from headrace.workspaces.issue_key import issue_key


async def new_workspace(database: Database, name: str = "Home") -> Actor:
    """The owner of a workspace of their own."""
    async with database.connection() as connection:
        workspace, _ = await create(connection, utc_now(), name=name)
    return house_of(workspace.id)


async def new_key(database: Database, owner: Actor, scope: Scope = "admin") -> str:
    async with database.work(owner) as work:
        return (await issue_key(work, f"{scope} key", scope)).key


async def acting_with(database: Database, key: str) -> Actor | None:
    async with database.connection() as connection:
        return await actor_of_key(connection, utc_now(), key)
