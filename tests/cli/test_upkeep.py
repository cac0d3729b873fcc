"""Backing up, restoring and looking after a house from a shell, while its server runs."""

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import httpx2
import pytest

from tests.cli.shell import STARTS, Shell
from tests.support.pictures import picture

pytestmark = pytest.mark.anyio

SECRET = "a secret of this house that is long enough"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """On the bundled database of a data folder of its own."""
    shell = Shell("", tmp_path)
    shell.environment |= {"HEADRACE_PORT": "0"}
    return shell


@asynccontextmanager
async def served(shell: Shell, data: str = "data") -> AsyncGenerator[str]:
    """The address of a server on the data folder."""
    async with await anyio.open_process(
        [sys.executable, "-c", STARTS, "serve", "--data", data],
        cwd=shell.folder,
        env=shell.environment,
        stderr=sys.stderr,
    ) as server:
        assert server.stdout
        said = b""
        with anyio.fail_after(90):
            while b"Sign in" not in said:
                said += await server.stdout.receive()
        yield said.split(b"\n")[0].rpartition(b" ")[2].decode()
        server.terminate()
        assert await server.wait() == 0


async def upload(shell: Shell, url: str) -> str:
    key = (await shell("keys", "create", "--data", "data")).stdout.decode().strip()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "image/png"}
    async with httpx2.AsyncClient(base_url=url, headers=headers) as client:
        answer = await client.post("/v1/assets", content=picture())
        return f"{answer.json()['id']} {key}"


async def test_a_house_is_backed_up_while_it_runs_and_restored(shell: Shell) -> None:
    (shell.folder / "data").mkdir()
    (shell.folder / "data/secret.key").write_text(SECRET)
    async with served(shell) as url:
        asset, key = (await upload(shell, url)).split()
        done = await shell("backup", "--data", "data", "--out", "b.tar")
        assert done.returncode == 0, done.stderr
        assert b"to b.tar" in done.stdout
        assert b"Without the secret key" in done.stdout
        well = await shell("doctor", "--data", "data")
        assert well.returncode == 0, well.stdout + well.stderr
        swept = await shell("upkeep", "--data", "data", "--dry-run")
        assert swept.stdout.startswith(b"Would remove 0 runs"), swept.stderr

    checked = await shell("restore", "--verify", "b.tar")
    assert (checked.returncode, b"is whole" in checked.stdout) == (0, True), checked.stderr
    assert not (shell.folder / "other").exists()
    restored = await shell("restore", "b.tar", "--data", "other")
    assert restored.returncode == 0, restored.stderr
    assert b"holds no secret key" in restored.stdout
    again = await shell("restore", "b.tar", "--data", "other")
    assert (again.returncode, b"is not empty" in again.stderr) == (2, True)

    async with served(shell, "other") as url:
        headers = {"Authorization": f"Bearer {key}"}
        async with httpx2.AsyncClient(base_url=url, headers=headers) as client:
            content = await client.get(f"/v1/assets/{asset}/content")
        assert content.content == picture()


async def test_another_postgresql_is_backed_up_and_restored_into_an_empty_one(
    database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    shell = Shell(database_url, tmp_path)
    await shell("keys", "create")
    done = await shell("backup", "--data", "data", "--out", "b.tar")
    assert done.returncode == 0, done.stderr
    full = await shell("restore", "b.tar", "--data", "other")
    assert (full.returncode, b"holds tables already" in full.stderr) == (2, True)
    assert not (tmp_path / "other").exists()
    empty = {"HEADRACE_DATABASE_URL": empty_database_url, "HEADRACE_BLOBS": "files"}
    done = await shell("restore", "b.tar", "--data", "other", **empty)
    assert done.returncode == 0, done.stderr
    well = await shell("upkeep", "--data", "other", **empty)
    assert (well.returncode, b"Removed 0 runs" in well.stdout) == (0, True)


async def test_the_secret_comes_along_when_asked_for(shell: Shell) -> None:
    await shell("keys", "create", "--data", "data")
    (shell.folder / "data/secret.key").write_text(SECRET)
    await shell("backup", "--data", "data", "--out", "b", "--with-secrets")
    done = await shell("restore", "b", "--data", "other")
    assert b"secret key" not in done.stdout
    assert (shell.folder / "other/secret.key").read_text() == SECRET


async def test_a_house_without_a_worker_is_not_well(shell: Shell) -> None:
    await shell("keys", "create", "--data", "data")
    done = await shell("doctor", "--data", "data")
    assert done.returncode == 1
    assert b"WRONG workers" in done.stdout
    assert b"well  files" in done.stdout
    left = [path for path in (shell.folder / "data/blobs").rglob("*") if path.is_file()]
    assert left == []


async def test_a_restore_that_fails_leaves_nothing_behind(shell: Shell) -> None:
    await shell("keys", "create", "--data", "data")
    await shell("backup", "--data", "data", "--out", "b")
    dump = shell.folder / "b/database.dump"
    dump.write_bytes(dump.read_bytes()[:-100])
    done = await shell("restore", "b", "--data", "other")
    assert (done.returncode, b"is damaged" in done.stderr) == (2, True)
    assert not (shell.folder / "other").exists()
    checked = await shell("restore", "b", "--verify")
    assert (checked.returncode, checked.stdout) == (1, b"")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["backup", "--data", "ghost", "--out", "b"], b"There is no Headrace in ghost"),
        (["upkeep", "--data", "ghost"], b"There is no Headrace in ghost"),
        (["restore", "ghost", "--data", "other"], b"ghost cannot be read"),
        (["restore", "text.tar", "--data", "other"], b"is no backup"),
        (["restore", "folder", "--data", "other"], b"manifest.json is missing"),
        (["restore", "folder", "--verify"], b"manifest.json is missing"),
    ],
)
async def test_a_refusal_is_a_sentence_and_exit_code_2(
    shell: Shell, words: list[str], said: bytes
) -> None:
    (shell.folder / "text.tar").write_text("no tar")
    (shell.folder / "folder").mkdir()
    done = await shell(*words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr
    assert b"Traceback" not in done.stderr
    assert not (shell.folder / "other").exists()
