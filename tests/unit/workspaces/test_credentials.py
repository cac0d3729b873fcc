"""Keys and sign-in links open a workspace, and stop when they should."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from headrace.db.engine import Database
from headrace.kernel.clock import utc_now
from headrace.kernel.errors import NotFound, Unauthenticated
from headrace.workspaces.find import actor_of_session, home, keys, owner
from headrace.workspaces.issue_key import issue_key
from headrace.workspaces.revoke_key import revoke_key
from headrace.workspaces.sign_in import issue_sign_in_link, sign_in, sign_out
from headrace.workspaces.tables import api_keys, sign_in_links
from tests.support.people import acting_with, new_key, new_workspace

pytestmark = pytest.mark.anyio


async def link_for_owner(database: Database, workspace: str) -> str:
    async with database.connection() as connection:
        return await issue_sign_in_link(connection, utc_now(), await owner(connection, workspace))


async def signed_in(database: Database, token: str) -> str:
    async with database.connection() as connection:
        return await sign_in(connection, utc_now(), token)


async def test_a_key_acts_with_its_scope_in_its_workspace(database: Database) -> None:
    boss = await new_workspace(database)
    actor = await acting_with(database, await new_key(database, boss, "build"))
    assert actor is not None
    assert actor.workspace == boss.workspace
    assert actor.scopes == {"run", "build"}


async def test_a_key_is_long_shown_once_and_stored_as_a_digest(database: Database) -> None:
    boss = await new_workspace(database)
    async with database.work(boss) as work:
        issued = await issue_key(work, "CI", "run")
        listed = await keys(work, limit=10)
        stored = (await work.connection.execute(select(api_keys))).one()
    assert issued.key.startswith("hr_")
    assert len(issued.key) == 46
    assert [key.prefix for key in listed] == [issued.key[:9]]
    assert not any(issued.key in str(value) for value in stored)


@pytest.mark.parametrize("key", ["", "hr_", "hr_unknown", "nonsense", "hr_\ud800"])
async def test_other_text_is_nobody(database: Database, key: str) -> None:
    await new_workspace(database)
    assert await acting_with(database, key) is None


async def test_a_revoked_key_is_nobody(database: Database) -> None:
    boss = await new_workspace(database)
    async with database.work(boss) as work:
        issued = await issue_key(work, "CI", "run")
    assert await acting_with(database, issued.key) is not None
    async with database.work(boss) as work:
        await revoke_key(work, issued.id)
    assert await acting_with(database, issued.key) is None


async def test_another_workspace_cannot_revoke_a_key_nor_see_it(database: Database) -> None:
    boss, stranger = await new_workspace(database), await new_workspace(database)
    async with database.work(boss) as work:
        issued = await issue_key(work, "CI", "run")
    async with database.work(stranger) as work:
        assert await keys(work, limit=10) == []
        with pytest.raises(NotFound):
            await revoke_key(work, issued.id)
    assert await acting_with(database, issued.key) is not None


async def test_use_of_a_key_is_noted_once_a_minute(database: Database) -> None:
    boss = await new_workspace(database)
    key = await new_key(database, boss)

    async def last_used() -> object:
        async with database.connection() as connection:
            return (await connection.execute(select(api_keys.c.last_used_at))).scalar_one()

    assert await last_used() is None
    await acting_with(database, key)
    noted = await last_used()
    assert noted is not None
    await acting_with(database, key)
    assert await last_used() == noted


async def test_requests_with_one_key_do_not_wait_for_each_other(database: Database) -> None:
    key = await new_key(database, await new_workspace(database))
    async with database.connection() as slow:
        await slow.execute(select(api_keys).with_for_update())
        assert await asyncio.wait_for(acting_with(database, key), 5) is not None


async def test_a_link_signs_its_member_in_once(database: Database) -> None:
    boss = await new_workspace(database)
    token = await link_for_owner(database, boss.workspace)
    session = await signed_in(database, token)
    async with database.connection() as connection:
        actor = await actor_of_session(connection, utc_now(), session)
    assert actor is not None
    assert (actor.workspace, actor.role) == (boss.workspace, "owner")
    with pytest.raises(Unauthenticated):
        await signed_in(database, token)


async def test_of_many_who_use_a_link_at_once_one_gets_in(database: Database) -> None:
    boss = await new_workspace(database)
    token = await link_for_owner(database, boss.workspace)
    tries = await asyncio.gather(
        *(signed_in(database, token) for _ in range(8)), return_exceptions=True
    )
    assert sum(isinstance(attempt, str) for attempt in tries) == 1


async def test_an_old_link_signs_nobody_in(database: Database) -> None:
    boss = await new_workspace(database)
    token = await link_for_owner(database, boss.workspace)
    async with database.connection() as connection:
        await connection.execute(
            update(sign_in_links).values(expires_at=utc_now() - timedelta(seconds=1))
        )
    with pytest.raises(Unauthenticated):
        await signed_in(database, token)


async def test_a_session_ends_with_signing_out_and_after_a_month(database: Database) -> None:
    boss = await new_workspace(database)
    session = await signed_in(database, await link_for_owner(database, boss.workspace))
    async with database.connection() as connection:
        later = utc_now() + timedelta(days=31)
        assert await actor_of_session(connection, utc_now(), session) is not None
        assert await actor_of_session(connection, later, session) is None
        await sign_out(connection, utc_now(), session)
        assert await actor_of_session(connection, utc_now(), session) is None


async def test_home_is_the_first_workspace(database: Database) -> None:
    async with database.connection() as connection:
        assert await home(connection) is None
    first = await new_workspace(database, "Home")
    await asyncio.sleep(0.002)  # ids are ordered by the millisecond
    await new_workspace(database, "Second")
    async with database.connection() as connection:
        found = await home(connection)
    assert found is not None
    assert (found.id, found.name) == (first.workspace, "Home")
