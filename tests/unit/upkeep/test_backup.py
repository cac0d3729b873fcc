"""A house is saved while it works, checked, and made again somewhere else."""

import os
import tarfile
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from headrace.blobs import open_blobs
from headrace.db.engine import Database
from headrace.entrypoints.worker.run import Worker
from headrace.kernel.errors import Conflict, Invalid
from headrace.upkeep.back_up import back_up
from headrace.upkeep.manifest import Manifest
from headrace.upkeep.premises import Premises
from headrace.upkeep.restore import restore
from headrace.upkeep.verify import verify
from tests.support.documents import PRODUCT_CARD
from tests.support.pictures import picture
from tests.support.s3 import bucket_in
from tests.support.served import Server, house_on, serving
from tests.support.working import Person, text_flow

pytestmark = pytest.mark.anyio

PHOTO = picture(40, 30)
MANY = [f"word {number}" for number in range(40)]
SHOUTS = text_flow(
    [{"id": "words", "type": "list"}, {"id": "loud", "type": "text.case"}],
    ["words.items > loud.text"],
    "loud.text",
    {"words": "words.items"},
)


async def a_run(someone: Person) -> dict[str, object]:
    flow = await someone.publishes(PRODUCT_CARD)
    return await someone.runs(flow["id"], photo=await someone.uploads(PHOTO))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An empty database and an empty folder to restore into."""

    database_url: str
    folder: Path

    def make(self) -> AbstractAsyncContextManager[Premises]:
        @asynccontextmanager
        async def made() -> AsyncGenerator[Premises]:
            self.folder.mkdir(exist_ok=True)
            database = Database(self.database_url)
            try:
                yield Premises(database, open_blobs(str(self.folder / "blobs")), self.folder)
            finally:
                await database.close()

        return made()


@pytest.fixture
def elsewhere(empty_database_url: str, tmp_path: Path) -> Elsewhere:
    return Elsewhere(empty_database_url, tmp_path / "elsewhere")


@pytest.fixture(params=["backup", "backup.tar"])
def out(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A place for a backup: a folder, or one file."""
    return tmp_path / "kept" / request.param


async def test_a_house_is_made_again_elsewhere(
    premises: Premises, someone: Person, working: Server, elsewhere: Elsewhere, out: Path
) -> None:
    run = await a_run(someone)
    saved = await back_up(premises, out, with_secret=False)
    assert (saved.files, saved.missing) == (2, [])
    assert await verify(out) == (saved, [])
    assert await restore(out, elsewhere.make) == saved
    async with (
        house_on(elsewhere.database_url, elsewhere.folder) as house,
        serving(house) as url,
        Server(house, url, working.boss).client() as client,
    ):
        answer = await client.get(f"/v1/runs/{run['id']}")
        (card,) = answer.json()["results"]["card"]
        assert (await client.get(card["url"])).status_code == 200
        assert (await client.get("/v1/me")).json()["credits"] == 1000


async def test_a_backup_in_the_middle_of_work_is_whole_and_the_work_goes_on(
    premises: Premises, someone: Person, working: Server, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    flow = await someone.publishes(SHOUTS)
    runs = f"/v1/flows/{flow['id']}/runs"
    for _ in range(6):
        await someone.client.post(runs, json={"inputs": {"words": MANY}})
    saved = await back_up(premises, tmp_path / "busy.tar", with_secret=False)
    assert (await verify(tmp_path / "busy.tar"))[1] == []
    assert await restore(tmp_path / "busy.tar", elsewhere.make) == saved
    async with house_on(elsewhere.database_url, elsewhere.folder) as house:
        worker = Worker(house, concurrency=4)
        await worker.start()
        try:
            async with serving(house) as url, Server(house, url, working.boss).client() as client:
                listed = (await client.get("/v1/runs")).json()["items"]
                ended = [
                    await client.get(f"/v1/runs/{run['id']}", headers={"Prefer": "wait=60"})
                    for run in listed
                ]
        finally:
            await worker.close()
    assert [run.json()["status"] for run in ended] == ["succeeded"] * 6


async def test_files_from_an_object_store_come_along(
    premises: Premises,
    someone: Person,
    s3: str,
    monkeypatch: pytest.MonkeyPatch,
    elsewhere: Elsewhere,
    tmp_path: Path,
) -> None:
    await someone.uploads(PHOTO)
    store = open_blobs(bucket_in(s3, monkeypatch))
    name = await store.put(PHOTO)
    far = Premises(premises.database, store, tmp_path)
    saved = await back_up(far, tmp_path / "backup.tar", with_secret=False)
    assert (saved.files, saved.missing) == (1, [])
    await restore(tmp_path / "backup.tar", elsewhere.make)
    assert await open_blobs(str(elsewhere.folder / "blobs")).get(name) == PHOTO


async def test_a_file_that_is_lost_already_is_named_and_the_rest_is_saved(
    premises: Premises, someone: Person, tmp_path: Path
) -> None:
    await a_run(someone)
    lost = next(iter([found.name async for found in premises.blobs.walk()]))
    await premises.blobs.delete(lost)
    saved = await back_up(premises, tmp_path / "b", with_secret=False)
    assert (saved.files, saved.missing) == (1, [lost])
    assert (await verify(tmp_path / "b"))[1] == [f"The file {lost} is needed and not there."]


async def saved_folder(premises: Premises, someone: Person, folder: Path) -> Path:
    await a_run(someone)
    await back_up(premises, folder / "b", with_secret=False)
    return folder / "b"


def mode_of(path: Path) -> int:
    return path.stat().st_mode


def some_file(backup: Path) -> Path:
    return next(path for path in (backup / "files").rglob("*") if path.is_file())


async def test_damage_is_found(premises: Premises, someone: Person, tmp_path: Path) -> None:
    backup = await saved_folder(premises, someone, tmp_path)
    file = some_file(backup)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?")
    place = file.relative_to(backup).as_posix()
    assert (await verify(backup))[1] == [f"The file {place} is damaged."]
    file.unlink()
    assert (await verify(backup))[1] == [f"The file {place} is missing."]
    file.write_bytes(whole)
    with (backup / "database.dump").open("ab") as dump:
        dump.write(b"?")
    (fault,) = (await verify(backup))[1]
    assert "database.dump" in fault


async def test_a_damaged_backup_is_not_restored(
    premises: Premises, someone: Person, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    backup = await saved_folder(premises, someone, tmp_path)
    file = some_file(backup)
    whole = file.read_bytes()
    file.write_bytes(b"?")
    with pytest.raises(Invalid, match="damaged"):
        await restore(backup, elsewhere.make)
    file.unlink()
    with pytest.raises(Invalid, match="not whole"):
        await restore(backup, elsewhere.make)
    file.write_bytes(whole)
    (elsewhere.folder / "blobs").mkdir(parents=True, exist_ok=True)
    for left in (elsewhere.folder / "blobs").rglob("*"):
        if left.is_file():
            left.unlink()
    await restore(backup, elsewhere.make)


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.7])
async def test_a_file_cut_short_is_no_backup(
    premises: Premises, someone: Person, tmp_path: Path, kept: float
) -> None:
    await a_run(someone)
    backup = tmp_path / "b.tar"
    await back_up(premises, backup, with_secret=False)
    os.truncate(backup, int(backup.stat().st_size * kept))
    with pytest.raises(Invalid):
        await verify(backup)


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("UPDATE credit_accounts SET available = available + 1", "The ledger of"),
        ("UPDATE credit_accounts SET held = held + 1, available = available - 1", "The ledger of"),
        ("UPDATE credit_entries SET amount = amount + 1 WHERE kind = 'grant'", "The ledger of"),
        ("DELETE FROM events WHERE seq = 2", "have a gap"),
        ("UPDATE runs SET last_seq = last_seq + 1", "have a gap"),
    ],
)
async def test_a_database_that_contradicts_itself_is_told(
    premises: Premises, someone: Person, tmp_path: Path, tampering: str, said: str
) -> None:
    await a_run(someone)
    async with premises.database.connection() as connection:
        await connection.execute(text(tampering))
    await back_up(premises, tmp_path / "b", with_secret=False)
    (fault,) = (await verify(tmp_path / "b"))[1]
    assert said in fault


async def test_the_secret_comes_along_only_when_asked_for(
    premises: Premises, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    premises.secret.write_bytes(b"secret")
    without = await back_up(premises, tmp_path / "without.tar", with_secret=False)
    with tarfile.open(tmp_path / "without.tar") as tar:
        assert (without.secrets, "secret.key" in tar.getnames()) == (False, False)
    saved = await back_up(premises, tmp_path / "with.tar", with_secret=True)
    assert saved.secrets
    await restore(tmp_path / "with.tar", elsewhere.make)
    restored = elsewhere.folder / "secret.key"
    assert restored.read_bytes() == b"secret"
    assert mode_of(restored) & 0o077 == 0


async def test_nothing_is_written_over(premises: Premises, tmp_path: Path, out: Path) -> None:
    saved = await back_up(premises, out, with_secret=False)
    with pytest.raises(Invalid, match="exists already"):
        await back_up(premises, out, with_secret=False)
    assert await verify(out) == (saved, [])
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    assert mode_of(out) & 0o077 == 0


async def test_a_database_in_use_is_not_restored_into(
    premises: Premises, database_url: str, tmp_path: Path, out: Path
) -> None:
    await back_up(premises, out, with_secret=False)
    with pytest.raises(Conflict, match="holds tables already"):
        await restore(out, Elsewhere(database_url, tmp_path / "other").make)


async def test_files_of_another_house_are_not_mixed_in(
    premises: Premises, elsewhere: Elsewhere, tmp_path: Path, out: Path
) -> None:
    await back_up(premises, out, with_secret=False)
    stranger = await open_blobs(str(elsewhere.folder / "blobs")).put(b"of another house")
    with pytest.raises(Conflict, match="HEADRACE_BLOBS"):
        await restore(out, elsewhere.make)
    await open_blobs(str(elsewhere.folder / "blobs")).delete(stranger)
    await restore(out, elsewhere.make)


async def test_a_backup_of_a_newer_headrace_is_left_to_it(
    premises: Premises, tmp_path: Path, elsewhere: Elsewhere
) -> None:
    async with premises.database.connection() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    saved = await back_up(premises, tmp_path / "b", with_secret=False)
    (fault,) = (await verify(tmp_path / "b"))[1]
    assert "newer than this one" in fault
    with pytest.raises(Invalid, match="newer than this one"):
        await restore(tmp_path / "b", elsewhere.make)
    manifest = saved.model_dump_json().replace('"headrace_backup":1', '"headrace_backup":2')
    (tmp_path / "b/manifest.json").write_text(manifest)
    with pytest.raises(Invalid, match="newer version"):
        await restore(tmp_path / "b", elsewhere.make)
    assert Manifest.model_validate_json(saved.model_dump_json()) == saved
