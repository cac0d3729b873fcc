"""Keys for programs, made and taken back on their page."""

import pytest
from playwright.async_api import expect

from tests.e2e.screens import Keys
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.anyio


async def status_of(visitor: Visitor, key: str) -> int:
    """What the API answers to a program with this key."""
    async with visitor.server.nobody() as client:
        answer = await client.get("/v1/flows", headers={"Authorization": f"Bearer {key}"})
        return answer.status_code


async def test_a_key_is_shown_once_and_works_until_revoked(visitor: Visitor) -> None:
    await visitor.opens("/keys")
    keys = Keys(visitor.page)
    key = await keys.creates("Nightly import")
    assert await status_of(visitor, key) == 200
    await keys.dialog.get_by_role("button", name="I have copied it").click()

    await visitor.page.reload()
    await expect(keys.rows).to_contain_text("Nightly import")
    assert key not in await visitor.page.content()

    await keys.revokes("Nightly import")
    await expect(visitor.page.get_by_role("heading", name="No keys yet")).to_be_visible()
    assert await status_of(visitor, key) == 401


async def test_one_key_is_revoked_and_the_other_is_kept(visitor: Visitor) -> None:
    await visitor.opens("/keys")
    keys = Keys(visitor.page)
    kept = await keys.creates("Shop")
    await keys.dialog.get_by_role("button", name="I have copied it").click()
    gone = await keys.creates("Old shop")
    await keys.dialog.get_by_role("button", name="I have copied it").click()

    await keys.revokes("Old shop")

    await expect(keys.rows).to_have_count(1)
    assert (await status_of(visitor, kept), await status_of(visitor, gone)) == (200, 401)
