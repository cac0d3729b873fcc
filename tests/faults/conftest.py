"""A program to be killed, and a vendor that is not."""

from collections.abc import Generator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.faults.house import Program, VendorProcess


@pytest.fixture
def program(tmp_path: Path) -> Generator[Program]:
    with HTTPServer(port=0) as lent:
        port = lent.port
    program = Program(tmp_path / "data", port)
    program.start()
    yield program
    program.stop()


@pytest.fixture
def vendor(tmp_path: Path) -> Generator[VendorProcess]:
    vendor = VendorProcess(tmp_path / "vendor.jsonl")
    yield vendor
    vendor.stop()
