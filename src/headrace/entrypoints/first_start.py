"""What an empty database gets: a workspace, its owner, credits and the sample flows."""

from collections.abc import Sequence
from pathlib import Path

import structlog
from sqlalchemy import text

from headrace.credits.grant import grant
from headrace.db.work import Work
from headrace.entrypoints.flowfile import bring_in
from headrace.flows.find import ever_published
from headrace.house import House
from headrace.kernel.actor import Actor
from headrace.kernel.clock import utc_now
from headrace.kernel.errors import HeadraceError
from headrace.workspaces.create import create
from headrace.workspaces.find import home, house_of, owner
from headrace.workspaces.sign_in import issue_sign_in_link

FIRST_CREDITS = 1_000
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('headrace home'))")
_log = structlog.get_logger()


async def at_home(house: House) -> Actor:
    """The house as it acts in the workspace *Home*, which is made when there is none."""
    async with house.database.connection() as connection:
        await connection.execute(_ONE_AT_A_TIME)
        found = await home(connection)
        if found is not None:
            return house_of(found.id)
        made, _ = await create(connection, utc_now())
        actor = house_of(made.id)
        await grant(Work(actor, utc_now(), connection), FIRST_CREDITS, "Welcome")
        return actor


async def bring_in_samples(house: House, actor: Actor, paths: Sequence[Path]) -> None:
    """Publishes every one of these flow files, unless the workspace ever had a flow.

    A file that fails does not keep the others out.
    """
    async with house.database.work(actor) as work:
        if await ever_published(work):
            return
    for path in paths:
        try:
            await bring_in(house, actor, path)
        except HeadraceError as error:
            _log.error("a sample flow could not be published", file=path.name, why=error.message)


async def sign_in_path(house: House, actor: Actor) -> str:
    """The path of a link that signs the owner in, once."""
    async with house.database.connection() as connection:
        member = await owner(connection, actor.workspace)
        token = await issue_sign_in_link(connection, utc_now(), member)
    return f"/sign-in?token={token}"
