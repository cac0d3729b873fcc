"""What goes, what stays, and when."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from headrace.kernel.clock import utc_now
from headrace.kernel.errors import Conflict
from headrace.upkeep.premises import Premises, Retention
from headrace.upkeep.sweep import Swept, sweep
from headrace.upkeep.turn import keep_sweeps_away
from tests.support.documents import PRODUCT_CARD
from tests.support.pictures import picture
from tests.support.served import Server
from tests.support.working import Person

pytestmark = pytest.mark.anyio

PHOTO = picture(40, 30)
A_MONTH = Retention(runs=timedelta(days=30), deleted=timedelta(days=30))
FOR_EVER = Retention(runs=None, deleted=timedelta(days=30))


async def swept(
    premises: Premises, days_later: float, retention: Retention = A_MONTH, *, dry_run: bool = False
) -> Swept:
    """A sweep as it would be so many days from now."""
    now = utc_now() + timedelta(days=days_later)
    return await sweep(premises.database, premises.blobs, retention, now, dry_run=dry_run)


async def files(premises: Premises) -> set[str]:
    return {found.name async for found in premises.blobs.walk()}


async def count(premises: Premises, table: str) -> int:
    async with premises.database.connection() as connection:
        return (await connection.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one()


async def test_bytes_of_nobody_go_after_a_day(premises: Premises) -> None:
    name = await premises.blobs.put(b"an upload that came to nothing")
    assert (await swept(premises, 0.9)).files == 0
    assert await premises.blobs.exists(name)
    gone = await swept(premises, 1.1)
    assert (gone.files, gone.bytes) == (1, 30)
    assert await files(premises) == set()


async def test_what_somebody_has_stays(premises: Premises, someone: Person) -> None:
    asset = await someone.uploads(PHOTO)
    small = await someone.client.get(f"/v1/assets/{asset}/content?w=160")
    assert small.status_code == 200
    before = await files(premises)
    assert (await swept(premises, 1_000)).files == 0
    assert await files(premises) == before


async def test_a_deleted_picture_goes_after_its_days_with_its_thumbnails(
    premises: Premises, someone: Person
) -> None:
    asset = await someone.uploads(picture(400, 300))
    await someone.client.get(f"/v1/assets/{asset}/content?w=160")
    assert len(await files(premises)) == 2
    await someone.client.delete(f"/v1/assets/{asset}")
    assert (await swept(premises, 29)) == Swept()
    gone = await swept(premises, 31)
    assert (gone.assets, gone.files) == (1, 2)
    assert await files(premises) == set()
    assert await count(premises, "thumbnails") == 0


async def test_the_same_bytes_stay_for_who_else_has_them(
    premises: Premises, someone: Person, working: Server
) -> None:
    mine = await someone.uploads(PHOTO)
    async with working.stranger() as stranger:
        theirs = await Person(stranger).uploads(PHOTO)
        await someone.client.delete(f"/v1/assets/{mine}")
        gone = await swept(premises, 31)
        assert (gone.assets, gone.files) == (1, 0)
        assert (await stranger.get(f"/v1/assets/{theirs}/content")).content == PHOTO


async def test_a_deleted_picture_that_a_flow_shows_stays(
    premises: Premises, someone: Person
) -> None:
    cover, setting = await someone.uploads(PHOTO), await someone.uploads(picture(50, 50))
    document = PRODUCT_CARD | {"flow": PRODUCT_CARD["flow"] | {"cover": cover}}
    await someone.publishes(document)
    await someone.creates(
        {"name": "S", "nodes": [{"id": "p", "type": "image", "values": {"image": setting}}]}
    )
    for asset in (cover, setting):
        await someone.client.delete(f"/v1/assets/{asset}")
    assert (await swept(premises, 1_000)).assets == 0
    assert len(await files(premises)) == 2


async def test_old_runs_go_with_all_they_wrote_and_the_ledger_stays(
    premises: Premises, someone: Person
) -> None:
    flow = await someone.publishes(PRODUCT_CARD)
    photo = await someone.uploads(PHOTO)
    run = await someone.runs(flow["id"], photo=photo)
    entries = await count(premises, "credit_entries")
    assert (await swept(premises, 29)).runs == 0
    assert (await swept(premises, 31, FOR_EVER)).runs == 0
    assert (await swept(premises, 31)).runs == 1
    for table in ("runs", "steps", "passes", "events"):
        assert await count(premises, table) == 0
    assert await count(premises, "credit_entries") == entries
    gone = await someone.client.get(f"/v1/runs/{run['id']}")
    assert gone.status_code == 404
    # What it made is in the library, and stays there.
    assert await someone.content(run["results"]["card"][0])


async def test_a_run_that_has_not_ended_never_goes_nor_what_it_needs(
    premises: Premises, someone: Person
) -> None:
    flow = await someone.publishes(PRODUCT_CARD)
    photo = await someone.uploads(PHOTO)
    run = await someone.runs(flow["id"], photo=photo)
    await someone.client.delete(f"/v1/assets/{photo}")
    await someone.client.delete(f"/v1/assets/{run['results']['card'][0]['asset']}")
    await set_status(premises, run["id"], "waiting")
    kept = await files(premises)
    assert (await swept(premises, 1_000)).runs == 0
    assert await files(premises) == kept
    await set_status(premises, run["id"], "succeeded")
    assert (await swept(premises, 1_000)).runs == 1
    assert await files(premises) == set()


async def set_status(premises: Premises, run: str, status: str) -> None:
    async with premises.database.connection() as connection:
        await connection.execute(
            text("UPDATE runs SET status = :status WHERE id = :run"), {"run": run, "status": status}
        )


async def test_kept_replies_go_after_a_week(premises: Premises, someone: Person) -> None:
    once = {"Idempotency-Key": "k"}
    await someone.client.post("/v1/keys", json={"name": "CI"}, headers=once)
    assert (await swept(premises, 6.9)).replies == 0
    assert (await swept(premises, 7.1)).replies == 1


async def test_a_dry_run_says_the_same_and_does_nothing(
    premises: Premises, someone: Person
) -> None:
    flow = await someone.publishes(PRODUCT_CARD)
    photo = await someone.uploads(PHOTO)
    await someone.runs(flow["id"], photo=photo)
    await someone.client.delete(f"/v1/assets/{photo}")
    kept = await files(premises)
    told = await swept(premises, 31, dry_run=True)
    assert (told.runs, told.assets, told.files) == (1, 1, 1)
    assert await files(premises) == kept
    assert await count(premises, "runs") == 1
    assert await swept(premises, 31) == told


async def test_nothing_is_swept_while_a_backup_is_made(premises: Premises) -> None:
    name = await premises.blobs.put(b"of nobody")
    async with premises.database.connection() as backup:
        await keep_sweeps_away(backup)
        with pytest.raises(Conflict, match="A backup"):
            await swept(premises, 2)
        assert await premises.blobs.exists(name)
    assert (await swept(premises, 2)).files == 1
