"""Every screen, light and dark, as axe sees it."""

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.asking import APPROVE_SLUG, CHECKED_WORDS, PICK_SLUG, THREE_MOODS
from tests.e2e.screens import Gallery, Keys, RunScreen, Waiting
from tests.e2e.visitor import EXAMPLES, Visitor

pytestmark = pytest.mark.anyio

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
GRAVE = {"serious", "critical"}
CARD = "/flows/product-card"


async def gallery(visitor: Visitor) -> None:
    await visitor.has_sample("product-card")
    await visitor.has_sample("watermark-a-set")
    await visitor.opens("/")
    await expect(Gallery(visitor.page).tiles).to_have_count(2)


async def nothing_found(visitor: Visitor) -> None:
    await visitor.opens("/?q=nothing")
    await expect(visitor.page.get_by_role("heading", name="Nothing matches")).to_be_visible()


async def form(visitor: Visitor) -> None:
    await visitor.has_sample("watermark-a-set")
    await visitor.opens("/flows/watermark-a-set")
    await expect(RunScreen(visitor.page).button).to_be_visible()


async def form_with_errors(visitor: Visitor) -> None:
    visitor.watch.expects(415)
    await visitor.has_sample("product-card")
    await visitor.opens(CARD)
    screen = RunScreen(visitor.page)
    await screen.removes("Upload the product photo")
    await screen.chooses("Upload the product photo", EXAMPLES / "README.md")
    await expect(screen.form.get_by_role("alert")).to_be_visible()
    await screen.button.click()
    await expect(screen.form.get_by_text("Add a picture.")).to_be_visible()


async def result(visitor: Visitor) -> None:
    await visitor.has_sample("product-card")
    await visitor.opens(CARD)
    await RunScreen(visitor.page).runs()


async def comparison(visitor: Visitor) -> None:
    await visitor.has_sample("before-and-after")
    await visitor.opens("/flows/before-and-after")
    await RunScreen(visitor.page).runs()


async def lightbox(visitor: Visitor) -> None:
    await result(visitor)
    screen = RunScreen(visitor.page)
    await screen.open_buttons.first.click()
    await screen.lightbox.get_by_role("button", name="Details").click()
    await expect(screen.lightbox.get_by_role("complementary")).to_be_visible()


async def a_choice(visitor: Visitor) -> None:
    await visitor.has_flow(THREE_MOODS)
    await visitor.opens(f"/flows/{PICK_SLUG}")
    await RunScreen(visitor.page).button.click()
    await Waiting(visitor.page).option("No. 2").click()


async def an_approval(visitor: Visitor) -> None:
    await visitor.has_flow(CHECKED_WORDS)
    await visitor.opens(f"/flows/{APPROVE_SLUG}")
    await RunScreen(visitor.page).button.click()
    await expect(Waiting(visitor.page).approve).to_be_visible()


async def runs(visitor: Visitor) -> None:
    await result(visitor)
    await visitor.opens("/runs")
    await expect(visitor.page.get_by_text("Product card")).to_be_visible()


async def new_key(visitor: Visitor) -> None:
    await visitor.opens("/keys")
    await Keys(visitor.page).creates("Shop")


async def keys(visitor: Visitor) -> None:
    await new_key(visitor)
    await visitor.page.get_by_role("button", name="I have copied it").click()
    await expect(Keys(visitor.page).rows).to_have_count(1)


async def account_menu(visitor: Visitor) -> None:
    await visitor.opens("/runs")
    await visitor.page.get_by_role("button", name="Account and settings").click()
    await expect(visitor.page.get_by_role("button", name="Sign out")).to_be_visible()


async def shortcuts(visitor: Visitor) -> None:
    await visitor.opens("/runs")
    await expect(visitor.page.get_by_role("heading", name="No runs yet")).to_be_visible()
    await visitor.page.keyboard.press("Shift+?")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()


async def signed_out(visitor: Visitor) -> None:
    visitor.watch.expects(401)
    await visitor.context.clear_cookies()
    await visitor.opens("/")
    await expect(visitor.page.get_by_role("heading", name="Sign in")).to_be_visible()


SCREENS: list[Callable[[Visitor], Awaitable[None]]] = [
    gallery,
    nothing_found,
    form,
    form_with_errors,
    result,
    comparison,
    lightbox,
    a_choice,
    an_approval,
    runs,
    new_key,
    keys,
    account_menu,
    shortcuts,
    signed_out,
]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
async def test_a_screen_is_for_everybody(
    screen: Callable[[Visitor], Awaitable[None]], visitor: Visitor
) -> None:
    await visitor.page.emulate_media(color_scheme="light")
    await screen(visitor)
    assert await violations(visitor.page) == []

    await visitor.page.emulate_media(color_scheme="dark")
    await expect(visitor.page.locator("html")).to_have_attribute(
        "data-mantine-color-scheme", "dark"
    )
    assert await violations(visitor.page) == []


async def violations(page: Page) -> list[str]:
    """The grave ones, each with the first place where it is."""
    await page.evaluate(AXE)
    found: dict[str, Any] = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {one['nodes'][0]['html']} {one['nodes'][0]['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]
