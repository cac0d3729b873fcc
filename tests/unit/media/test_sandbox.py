"""What the sandboxed process can reach: its fonts, and nothing else."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import headrace

PROBE = """
import json, os, socket, sys
from pathlib import Path
from headrace.media.sandbox import confine

allowed, secret, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])

def attempt(act):
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return "done"

def send(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"x", ("127.0.0.1", port))

def everything():
    return {
        "read allowed": attempt(lambda: (allowed / "font").read_bytes()),
        "read secret": attempt(secret.read_bytes),
        "read passwd": attempt(Path("/etc/passwd").read_bytes),
        "list root": attempt(lambda: os.listdir("/")),
        "write": attempt(lambda: (allowed / "new").write_bytes(b"x")),
        "connect": attempt(lambda: socket.create_connection(("127.0.0.1", port), 2).close()),
        "send": attempt(lambda: send(port)),
        "run": attempt(lambda: os.posix_spawn("/bin/true", ["true"], {})),
    }

before = everything()
(allowed / "new").unlink()
abi = confine(readable=[allowed], memory=2**31)
print(json.dumps({"abi": abi, "before": before, "after": everything()}))
"""


@pytest.fixture
def probed(tmp_path: Path) -> dict[str, dict[str, str]]:
    """What a process could do before it shut itself in, and after."""
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "font").write_bytes(b"letters")
    (tmp_path / "secret").write_bytes(b"a key")
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = subprocess.run(
            [sys.executable, "-c", PROBE, tmp_path / "fonts", tmp_path / "secret",
             str(server.getsockname()[1])],
            env={"PYTHONPATH": os.fspath(Path(headrace.__file__).parents[1])},
            capture_output=True,
            check=True,
        )  # fmt: skip
    answer = json.loads(found.stdout)
    if not answer["abi"]:
        pytest.skip("this kernel has no Landlock")
    return answer


def test_everything_is_possible_before(probed: dict[str, dict[str, str]]) -> None:
    assert set(probed["before"].values()) == {"done"}


def test_only_reading_what_was_allowed_is_possible_after(
    probed: dict[str, dict[str, str]],
) -> None:
    after = dict(probed["after"])
    assert after.pop("read allowed") == "done"
    assert set(after.values()) == {"PermissionError"}
