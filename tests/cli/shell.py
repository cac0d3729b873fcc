"""The program as a shell starts it."""

import os
import sys
from pathlib import Path
from subprocess import CompletedProcess

import anyio

STARTS = "import sys; from headrace.app import main; sys.argv[0] = 'headrace'; main()"


class Shell:
    """Runs the program on a database of its own, in a folder of its own."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "HEADRACE_DATABASE_URL": database_url,
            "HEADRACE_DATA": str(folder / "data"),
        }

    async def __call__(
        self, *words: str, said: bytes = b"", **environment: str
    ) -> CompletedProcess[bytes]:
        """`said` is what somebody types."""
        return await anyio.run_process(
            [sys.executable, "-c", STARTS, *words],
            input=said,
            cwd=self.folder,
            env=self.environment | environment,
            check=False,
        )
