"""The screens as their visitors know them: by role and name."""

import re
from pathlib import Path

from playwright.async_api import Download, Locator, Page, expect

MOST_TABS = 40


class Gallery:
    def __init__(self, page: Page) -> None:
        self.search = page.get_by_role("searchbox", name="Search flows")
        self.tiles = page.get_by_role("main").get_by_role("listitem").get_by_role("link")

    def tile(self, name: str) -> Locator:
        return self.tiles.filter(has_text=name)


class RunScreen:
    """A flow's page: the form, what became of it, and earlier runs."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.form = page.get_by_role("region", name="Form")
        self.button = self.form.get_by_role("button", name=re.compile("^Run"))
        self.results = page.get_by_role("region", name="Results", exact=True)
        self.progress = self.results.get_by_role("progressbar")
        self.open_buttons = self.results.get_by_role("button", name=re.compile("^Open "))
        self.history = (
            page.get_by_role("region", name="Your runs of this flow")
            .get_by_role("listitem")
            .get_by_role("link")
        )
        self.lightbox = page.locator(".yarl__portal")

    def drop_area(self, label: str) -> Locator:
        return self.form.get_by_role("button", name=re.compile(f"^{label} Choose"))

    async def chooses(self, label: str, *files: Path) -> None:
        """Through the file chooser of an empty field."""
        async with self.page.expect_file_chooser() as opened:
            await self.drop_area(label).click()
        await (await opened.value).set_files(files)

    async def drops(self, label: str, *files: Path) -> None:
        """From the desk onto an empty field, as the browser itself tells of it."""
        area = self.drop_area(label)
        await area.scroll_into_view_if_needed()
        box = await area.bounding_box()
        assert box is not None
        session = await self.page.context.new_cdp_session(self.page)
        for kind in ("dragEnter", "dragOver", "drop"):
            await session.send(  # pyright: ignore[reportUnknownMemberType]
                "Input.dispatchDragEvent",
                {
                    "type": kind,
                    "x": box["x"] + box["width"] / 2,
                    "y": box["y"] + box["height"] / 2,
                    "data": {
                        "items": [],
                        "files": [str(file) for file in files],
                        "dragOperationsMask": 1,
                    },
                },
            )
        await session.detach()

    async def shows(self, label: str, name: str) -> None:
        """The field has this picture, no longer only on its way."""
        await expect(self.form.get_by_role("button", name=f"Replace: {label}")).to_be_visible()
        await expect(self.form.get_by_text(name)).to_be_visible()

    async def removes(self, label: str) -> None:
        await self.form.get_by_role("button", name=f"Remove: {label}").click()

    async def runs(self) -> None:
        await self.button.click()
        await self.is_done()

    async def is_done(self) -> None:
        await expect(self.results.get_by_text("The run is done.")).to_be_attached(timeout=30_000)


class Waiting:
    """What a run asks, in place of what it has not made yet."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.get_by_role("region", name="Waits for you")
        self.options = self.panel.get_by_role("radio")
        self.text = self.panel.get_by_role("textbox")
        self.go_on = self.panel.get_by_role("button", name=re.compile("^Go on"))
        self.approve = self.panel.get_by_role("button", name="Approve")
        self.stop = self.panel.get_by_role("button", name="Stop here")

    async def asks(self, title: str) -> None:
        await expect(self.panel.get_by_role("heading", name=title)).to_be_visible(timeout=30_000)

    def option(self, name: str) -> Locator:
        """The picture or text itself, as one taps it; its radio button has no looks of its own."""
        return self.panel.locator("label").filter(has=self.page.get_by_role("radio", name=name))


class Keys:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialog = page.get_by_role("dialog")
        self.rows = page.get_by_role("main").get_by_role("listitem")

    async def creates(self, name: str) -> str:
        """The key, as it is shown this one time."""
        await self.page.get_by_role("button", name=re.compile("New key|first key")).click()
        await self.dialog.get_by_role("textbox").fill(name)
        await self.dialog.get_by_role("button", name="Create key").click()
        secret = self.dialog.get_by_role("code")
        await expect(secret).to_be_visible()
        return await secret.inner_text()

    async def revokes(self, name: str) -> None:
        await self.page.get_by_role("button", name=f"Revoke {name}").click()
        await self.dialog.get_by_role("button", name="Revoke key").click()


async def is_drawn(picture: Locator) -> None:
    """The browser has the picture and could decode it."""
    await picture.scroll_into_view_if_needed()
    await picture.evaluate("picture => picture.decode()")


async def downloaded(page: Page, link: Locator) -> Download:
    async with page.expect_download() as download:
        await link.click()
    return await download.value


async def tabs_to(wanted: Locator) -> None:
    """By the tab key alone, from wherever the focus is."""
    for _ in range(MOST_TABS):
        await wanted.page.keyboard.press("Tab")
        if await wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} cannot be reached with the tab key")
