"""The command line as a shell meets it: exit codes, what is printed where, and files."""

import signal
import socket
import sys
from pathlib import Path

import anyio
import orjson
import psycopg
import pytest
from PIL import Image

from tests.cli.shell import STARTS, Shell

pytestmark = pytest.mark.anyio

GRADIENT = {
    "name": "Gradient",
    "nodes": [{"id": "g", "type": "image.gradient", "values": {"width": 30, "height": 20}}],
    "flow": {
        "name": "Gradient",
        "fields": [{"key": "width", "port": "g.width"}],
        "results": [{"key": "picture", "port": "g.image"}],
    },
}


@pytest.fixture
def shell(database_url: str, tmp_path: Path) -> Shell:
    (tmp_path / "gradient.json").write_bytes(orjson.dumps(GRADIENT))
    return Shell(database_url, tmp_path)


async def test_a_flow_file_runs_and_says_which_files_it_made(shell: Shell) -> None:
    done = await shell("run", "gradient.json", "--data", "data", "--width", "40", "--out", "out")
    assert (done.returncode, done.stdout) == (0, b"out/picture.png\n"), done.stderr
    with Image.open(shell.folder / "out/picture.png") as picture:
        assert picture.size == (40, 20)


async def test_json_is_all_that_a_program_gets(shell: Shell) -> None:
    done = await shell("run", "gradient.json", "--data", "data", "--json", "--out", "out")
    assert orjson.loads(done.stdout)["status"] == "succeeded"
    assert (shell.folder / "out/picture.png").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "ghost.json"], b"ghost.json cannot be read"),
        (["run", "gradient.json", "--width", "wide"], b"width: Give a number."),
        (["run", "gradient.json", "--height", "3"], b"height: There is no field"),
        (["run", "gradient.json", "--out", "gradient.json/x"], b"cannot take files"),
        (["keys", "create", "--name", " "], b"Use 1 to 100 characters"),
        (["keys", "create", "--name", "x" * 101], b"Use 1 to 100 characters"),
        (["keys", "create", "--scope", "god"], b"Choose run, build or admin"),
        (["serve", "--port", "99999"], b"HEADRACE_PORT"),
    ],
)
async def test_a_refusal_is_a_sentence_and_exit_code_2(
    shell: Shell, words: list[str], said: bytes
) -> None:
    done = await shell(*words, *(["--data", "data"] if words[0] == "run" else []))
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


async def test_a_setting_that_is_none_is_named(shell: Shell) -> None:
    done = await shell("flows", HEADRACE_WORKER_CONCURRENCY="many")
    assert (done.returncode, b"HEADRACE_WORKER_CONCURRENCY" in done.stderr) == (2, True)


async def test_a_port_that_is_taken_is_told(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = await shell("serve", "--port", str(other.getsockname()[1]))
    assert done.returncode == 2
    assert b"Choose another with HEADRACE_PORT" in done.stderr


async def at_work(database_url: str) -> None:
    """Waits until some worker takes jobs."""
    url = database_url.replace("postgresql+psycopg://", "postgresql://")
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        with anyio.fail_after(60):
            while await _workers(connection) == 0:  # noqa: ASYNC110 - it tells in no other way
                await anyio.sleep(0.1)


async def _workers(connection: psycopg.AsyncConnection) -> int:
    found = await connection.execute("SELECT count(*) FROM procrastinate_workers")
    row = await found.fetchone()
    return row[0] if row else 0


async def test_a_worker_that_is_told_to_stop_does(shell: Shell, database_url: str) -> None:
    async with await anyio.open_process(
        [sys.executable, "-c", STARTS, "worker"], cwd=shell.folder, env=shell.environment
    ) as worker:
        await at_work(database_url)
        worker.send_signal(signal.SIGTERM)
        with anyio.fail_after(20):
            assert await worker.wait() == 143


async def test_the_secret_of_a_data_folder_is_made_once_unless_one_is_given(shell: Shell) -> None:
    secret = shell.folder / "data/secret.key"
    given = await shell("keys", "create", HEADRACE_SECRET_KEY="x" * 32)
    assert (given.returncode, secret.exists()) == (0, False), given.stderr
    made: set[bytes] = set()
    for _ in range(2):
        assert (await shell("keys", "create")).returncode == 0
        made.add(secret.read_bytes())
    assert (len(made), secret.stat().st_mode & 0o777) == (1, 0o600)


async def test_a_secret_that_is_too_short_is_not_told_back(shell: Shell) -> None:
    done = await shell("keys", "create", HEADRACE_SECRET_KEY="hunter2")
    assert done.returncode != 0
    assert b"HEADRACE_SECRET_KEY" in done.stderr
    assert b"hunter2" not in done.stdout + done.stderr
