"""A Headrace that is started, killed and started again as a real program."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2

PROGRAM = Path(sys.executable).with_name("headrace")
READY_SECONDS = 60


class VendorProcess:
    """A vendor of models that lives through whatever dies around it, with a log of its own."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self._process = subprocess.Popen(
            [sys.executable, "-m", "headrace.testing.vendor", "--log", log],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        self.url = self._process.stdout.readline().strip()

    def script(self, prompt: str, *conducts: dict[str, Any], always: bool = False) -> None:
        """How it answers prompts that contain this."""
        body = {"prompt": prompt, "conducts": conducts, "always": always}
        control = self.url.removesuffix("/v1") + "/control/script"
        httpx2.post(control, json=body).raise_for_status()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


class WorkerProcess:
    """A worker beside the server, on the same database and files."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [PROGRAM, "worker"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def pause(self) -> None:
        """It hangs, and does not know it."""
        self._process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)


class Program:
    """One data folder, one port, and whatever process serves it just now."""

    def __init__(self, data: Path, port: int) -> None:
        self.data = data
        self.url = f"http://127.0.0.1:{port}"
        self._environment = os.environ | {
            "HEADRACE_DATA": str(data),
            "HEADRACE_PORT": str(port),
            "HEADRACE_EGRESS_ALLOW": "127.0.0.1",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, crash_at: str = "") -> None:
        """With `crash_at`, it dies when it comes by that place."""
        self._process = subprocess.Popen(
            [PROGRAM, "serve"],
            env=self._environment | {"HEADRACE_CRASH_AT": crash_at},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Fails when the program does not answer in time."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            with suppress(httpx2.TransportError):
                if httpx2.get(f"{self.url}/healthz").status_code == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError("Headrace did not become ready")

    def worker(self) -> WorkerProcess:
        """One more worker, in a process of its own."""
        return WorkerProcess(self._environment)

    def is_dead(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def kill(self) -> None:
        """As a power cut would: no chance to put anything away."""
        assert self._process
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """As an operator would; answers with the exit code."""
        assert self._process
        self._process.terminate()
        return self._process.wait(timeout=30)

    def kill_database(self) -> int:
        """Kills PostgreSQL under the program; answers with its process id."""
        server = int((self.data / "postgres/cluster/postmaster.pid").read_text().split()[0])
        os.kill(server, signal.SIGKILL)
        return server

    def client(self) -> httpx2.Client:
        """A program with every scope."""
        made = subprocess.run(
            [PROGRAM, "keys", "create", "--data", self.data],
            capture_output=True,
            check=True,
            text=True,
        )
        headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
        return httpx2.Client(base_url=self.url, headers=headers, timeout=90)


def publishes(client: httpx2.Client, document: dict[str, Any]) -> str:
    """The new flow's id."""
    space = client.post("/v1/spaces", json=document).json()["id"]
    flow = client.post(f"/v1/spaces/{space}/publish", json={})
    assert flow.status_code == 201, flow.text
    return flow.json()["id"]


def ended(client: httpx2.Client, run: str, seconds: float = 90) -> dict[str, Any]:
    """The run once it has ended; a server that is away for a while is asked again."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(httpx2.TransportError):
            answer = client.get(f"/v1/runs/{run}", headers={"Prefer": "wait=10"})
            if answer.status_code == 200 and answer.json()["finished_at"]:
                return answer.json()
        time.sleep(0.2)
    raise TimeoutError(f"{run} did not end")
