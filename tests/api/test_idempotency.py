"""The same request sent twice is done once and answered alike."""

import asyncio
from datetime import timedelta

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select, update

from headrace.kernel.clock import utc_now
from headrace.replies.purge import purge
from headrace.replies.tables import replies
from tests.support.served import Server

pytestmark = pytest.mark.anyio


async def make_key(api: AsyncClient, name: str, once: str) -> tuple[int, bytes]:
    answer = await api.post("/v1/keys", json={"name": name}, headers={"Idempotency-Key": once})
    return answer.status_code, answer.content


async def count(api: AsyncClient) -> int:
    return len((await api.get("/v1/keys")).json()["items"])


async def test_a_repeat_gets_the_same_bytes_and_does_nothing(api: AsyncClient) -> None:
    first = await make_key(api, "CI", "one")
    assert first[0] == 201
    assert await make_key(api, "CI", "one") == first
    assert await make_key(api, "CI", "two") != first
    assert await count(api) == 3


async def test_a_key_belongs_to_one_request(api: AsyncClient) -> None:
    await make_key(api, "CI", "one")
    status, body = await make_key(api, "other", "one")
    assert (status, b"idempotency.mismatch" in body) == (422, True)


async def test_a_refused_request_may_be_corrected_under_its_key(api: AsyncClient) -> None:
    assert (await make_key(api, "", "one"))[0] == 422
    assert (await make_key(api, "CI", "one"))[0] == 201


async def test_of_many_at_once_one_is_done(api: AsyncClient) -> None:
    answers = await asyncio.gather(*(make_key(api, "CI", "one") for _ in range(20)))
    made = {body for status, body in answers if status == 201}
    assert len(made) == 1
    assert {status for status, _ in answers} <= {201, 409}
    assert await count(api) == 2


async def test_workspaces_do_not_share_keys(server: Server, api: AsyncClient) -> None:
    mine = await make_key(api, "CI", "one")
    async with server.stranger() as stranger:
        theirs = await make_key(stranger, "CI", "one")
    assert mine[0] == theirs[0] == 201
    assert mine != theirs


async def test_a_secret_is_repeated_only_to_whom_it_was_told(
    server: Server, api: AsyncClient
) -> None:
    _, body = await make_key(api, "CI", "one")
    async with server.client() as other:
        assert (await make_key(other, "CI", "one"))[0] == 422
    async with server.house.database.connection() as connection:
        stored = (await connection.execute(select(replies.c.body))).scalar_one()
    assert b"hr_" in body
    assert b"hr_" not in stored


async def test_after_seven_days_a_key_is_new(server: Server, api: AsyncClient) -> None:
    first = await make_key(api, "CI", "one")
    async with server.house.database.connection() as connection:
        await connection.execute(update(replies).values(created_at=utc_now() - timedelta(days=8)))
    second = await make_key(api, "CI", "one")
    assert second[0] == 201
    assert second != first
    assert await make_key(api, "CI", "one") == second


async def test_old_answers_are_purged_and_young_ones_stay(server: Server, api: AsyncClient) -> None:
    await make_key(api, "CI", "one")
    async with server.house.database.connection() as connection:
        assert await purge(connection, utc_now()) == 0
        assert await purge(connection, utc_now() + timedelta(days=8)) == 1


@pytest.mark.parametrize("key", ["", "k" * 256])
async def test_a_key_has_a_length(api: AsyncClient, key: str) -> None:
    assert (await make_key(api, "CI", key))[0] == 422
