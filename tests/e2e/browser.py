"""A real Chromium."""

import os
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@asynccontextmanager
async def chromium(folder: Path) -> AsyncGenerator[Browser]:
    """A browser that keeps its own things in the empty folder."""
    async with async_playwright() as playwright:
        first = await playwright.chromium.launch_persistent_context(
            folder, executable_path=_executable(), args=_FLAGS
        )
        assert first.browser is not None
        yield first.browser
        await first.close()


def _executable() -> str:
    """The same one that `tools/browser` looks for."""
    for name in (os.environ.get("CHROMIUM", ""), *_NAMES):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("There is no Chromium: run tools/browser, or name one in CHROMIUM.")
