"""A newcomer comes in with a link and finds something to do."""

import pytest
from playwright.async_api import expect

from tests.e2e.screens import Gallery, is_drawn
from tests.e2e.visitor import EXAMPLES, Visitor

pytestmark = pytest.mark.anyio

SAMPLES = len(list(EXAMPLES.glob("*.json")))


async def test_the_link_leads_to_a_gallery_of_samples(newcomer: Visitor) -> None:
    await newcomer.page.goto(await newcomer.link())

    gallery = Gallery(newcomer.page)
    await expect(gallery.tiles).to_have_count(SAMPLES)
    assert newcomer.page.url == f"{newcomer.server.url}/"
    await expect(gallery.tile("Product card")).to_contain_text("Free")
    for tile in await gallery.tiles.all():
        await is_drawn(tile.locator("img"))


async def test_a_used_link_explains_itself(newcomer: Visitor) -> None:
    newcomer.watch.expects(401)
    link = await newcomer.link()
    await newcomer.page.goto(link)
    await expect(Gallery(newcomer.page).tiles.first).to_be_visible()
    await newcomer.context.clear_cookies()

    await newcomer.page.goto(link)

    page = newcomer.page
    await expect(page.get_by_role("heading", name="This link no longer works")).to_be_visible()
    await expect(page.get_by_role("alert")).to_contain_text("It was used already")
    await expect(page.get_by_text("headrace serve")).to_be_visible()


async def test_whoever_is_not_signed_in_is_told_how(newcomer: Visitor) -> None:
    newcomer.watch.expects(401)
    for path in ("/", "/flows/product-card", "/runs", "/keys"):
        await newcomer.opens(path)
        heading = newcomer.page.get_by_role("heading", name="Sign in to Headrace")
        await expect(heading).to_be_visible()


async def test_signing_out_ends_the_session(newcomer: Visitor) -> None:
    newcomer.watch.expects(401)
    await newcomer.signs_in()
    await newcomer.opens("/")
    page = newcomer.page
    await page.get_by_role("button", name="Account and settings").click()

    await page.get_by_role("button", name="Sign out").click()

    await expect(page.get_by_role("heading", name="Sign in to Headrace")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Sign in to Headrace")).to_be_visible()


async def test_search_narrows_the_gallery(newcomer: Visitor) -> None:
    await newcomer.signs_in()
    await newcomer.opens("/")
    gallery = Gallery(newcomer.page)

    await gallery.search.fill("watermark")

    await expect(gallery.tiles).to_have_count(1)
    await expect(gallery.tile("Watermark a set")).to_be_visible()
    await newcomer.page.reload()
    await expect(gallery.tiles).to_have_count(1)
    await expect(gallery.search).to_have_value("watermark")


async def test_a_category_narrows_the_gallery(newcomer: Visitor) -> None:
    await newcomer.signs_in()
    await newcomer.opens("/")
    gallery = Gallery(newcomer.page)
    await expect(gallery.tiles).to_have_count(SAMPLES)

    await newcomer.page.get_by_role("button", name="Marketing").click()

    await expect(gallery.tile("Product card")).to_be_visible()
    await expect(gallery.tile("Watermark a set")).to_have_count(0)


async def test_a_search_that_finds_nothing_offers_the_way_back(newcomer: Visitor) -> None:
    await newcomer.signs_in()
    await newcomer.opens("/")
    gallery = Gallery(newcomer.page)
    await gallery.search.fill("no such flow")
    await expect(newcomer.page.get_by_role("heading", name="Nothing matches")).to_be_visible()

    await newcomer.page.get_by_role("button", name="Show all flows").click()

    await expect(gallery.tiles).to_have_count(SAMPLES)
    await expect(gallery.search).to_have_value("")


async def test_an_empty_gallery_says_what_belongs_there(visitor: Visitor) -> None:
    await visitor.opens("/")
    await expect(visitor.page.get_by_role("heading", name="No flows yet")).to_be_visible()


async def test_what_does_not_exist_is_said_to_be_missing(visitor: Visitor) -> None:
    visitor.watch.expects(404)
    for path in ("/flows/nowhere", "/runs/run_01hzzzzzzzzzzzzzzzzzzzzzzz", "/galery", "/a/b"):
        await visitor.opens(path)
        heading = visitor.page.get_by_role("heading", name="This page does not exist")
        await expect(heading).to_be_visible()
