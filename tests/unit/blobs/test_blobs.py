"""Blobs behave alike wherever they are kept."""

import asyncio
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from blake3 import blake3

from headrace.blobs import Blobs, open_blobs
from headrace.kernel.clock import utc_now
from headrace.kernel.errors import NotFound, Unavailable
from tests.support.s3 import bucket_in

pytestmark = pytest.mark.anyio

NOBODY_STORED = "0" * 64
NO_NAMES = ["", "..", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "٣" * 64]


@pytest.fixture(params=["disk", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Blobs:
    if request.param == "disk":
        return open_blobs(str(tmp_path / "blobs"))
    return open_blobs(bucket_in(request.getfixturevalue("s3"), monkeypatch))


async def test_what_is_put_is_got_under_the_name_of_its_content(blobs: Blobs) -> None:
    name = await blobs.put(b"a picture")
    assert name == blake3(b"a picture").hexdigest()
    assert await blobs.get(name) == b"a picture"
    assert await blobs.size(name) == 9
    assert await blobs.exists(name)


async def test_nothing_and_much_are_kept_too(blobs: Blobs) -> None:
    much = os.urandom(6 * 1024 * 1024)
    assert await blobs.get(await blobs.put(b"")) == b""
    assert await blobs.get(await blobs.put(much)) == much


async def test_the_same_content_from_many_at_once_is_one_blob(blobs: Blobs) -> None:
    names = await asyncio.gather(*(blobs.put(b"the same") for _ in range(20)))
    assert len(set(names)) == 1
    assert await blobs.get(names[0]) == b"the same"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 4, b"0123"), (3, 7, b"3456"), (8, 99, b"89"), (10, 12, b""), (4, 4, b""), (7, 3, b"")],
)
async def test_a_range_ends_before_its_end(
    blobs: Blobs, start: int, end: int, expected: bytes
) -> None:
    name = await blobs.put(b"0123456789")
    assert await blobs.range(name, start, end) == expected


async def test_a_deleted_blob_is_gone_and_may_be_deleted_again(blobs: Blobs) -> None:
    name, other = await blobs.put(b"gone"), await blobs.put(b"stays")
    await blobs.delete(name)
    await blobs.delete(name)
    assert not await blobs.exists(name)
    assert await blobs.get(other) == b"stays"


async def test_a_walk_meets_every_blob_and_nothing_else(blobs: Blobs) -> None:
    before = utc_now() - timedelta(minutes=1)
    names = {await blobs.put(b"first"), await blobs.put(b"the second")}
    found = {blob.name: blob async for blob in blobs.walk()}
    assert found.keys() == names
    assert sorted(blob.size for blob in found.values()) == [5, 10]
    assert all(before < blob.modified < utc_now() + timedelta(minutes=1) for blob in found.values())


async def test_what_was_put_again_is_not_deleted_as_old(blobs: Blobs) -> None:
    name = await blobs.put(b"old")
    assert not await blobs.delete(name, put_before=utc_now() - timedelta(minutes=1))
    assert await blobs.get(name) == b"old"
    assert await blobs.delete(name, put_before=utc_now() + timedelta(minutes=1))
    assert not await blobs.exists(name)
    assert not await blobs.delete(name, put_before=utc_now() + timedelta(minutes=1))


async def test_putting_an_old_blob_again_makes_it_a_new_one(tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path))
    name = await blobs.put(b"old")
    last_year = time.time() - 365 * 86_400
    os.utime(tmp_path / name[:2] / name[2:], (last_year, last_year))
    yesterday = utc_now() - timedelta(days=1)
    await blobs.put(b"old")
    assert not await blobs.delete(name, put_before=yesterday)
    assert await blobs.get(name) == b"old"


async def test_what_nobody_stored_is_not_found(blobs: Blobs) -> None:
    assert not await blobs.exists(NOBODY_STORED)
    for asked in (
        blobs.get(NOBODY_STORED),
        blobs.size(NOBODY_STORED),
        blobs.range(NOBODY_STORED, 0, 1),
    ):
        with pytest.raises(NotFound):
            await asked


@pytest.mark.parametrize("text", NO_NAMES)
async def test_only_a_hash_ever_becomes_a_path(blobs: Blobs, text: str) -> None:
    for asked in (
        blobs.get(text),
        blobs.size(text),
        blobs.range(text, 0, 1),
        blobs.exists(text),
        blobs.delete(text),
    ):
        with pytest.raises(ValueError, match="not the name of a blob"):
            await asked


async def test_a_flipped_bit_is_noticed_and_never_served(tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path))
    name = await blobs.put(b"0123456789")
    (tmp_path / name[:2] / name[2:]).write_bytes(b"0123456788")
    with pytest.raises(Unavailable) as refusal:
        await blobs.get(name)
    assert refusal.value.code == "blob.damaged"


async def test_unfinished_files_of_a_crash_are_cleared_and_fresh_ones_left(tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    (incoming / "crashed").write_bytes(b"half")
    (incoming / "being written").write_bytes(b"half")
    yesterday = time.time() - 86_400
    os.utime(incoming / "crashed", (yesterday, yesterday))
    open_blobs(str(tmp_path))
    assert [file.name for file in incoming.iterdir()] == ["being written"]


async def test_a_new_folder_is_closed_to_other_users(tmp_path: Path) -> None:
    open_blobs(str(tmp_path / "data" / "blobs"))
    assert (tmp_path / "data" / "blobs").stat().st_mode & 0o077 == 0


async def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="HEADRACE_BLOBS"):
        open_blobs(str(tmp_path / "file"))


async def test_a_store_that_does_not_answer_is_unavailable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_SKIP_SIGNATURE", "true")
    blobs = open_blobs("s3://bucket/prefix")
    with pytest.raises(Unavailable):
        await asyncio.wait_for(blobs.get(NOBODY_STORED), 30)
