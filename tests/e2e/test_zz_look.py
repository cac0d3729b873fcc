import pytest
from playwright.async_api import expect
from pathlib import Path
from tests.e2e.asking import *
from tests.e2e.conftest import PHONE
from tests.e2e.visitor import visiting
from tests.api.models.conftest import KEY
from tests.api.models.vocabulary import Admin
from headrace.testing.vendor import Vendor
from tests.support.databases import database_of_its_own
from tests.support.working import working_home, text_flow
from headrace.entrypoints.flowfile import bring_in
pytestmark = pytest.mark.anyio
MANY = text_flow(
    [{"id": "words", "type": "list"},
     {"id": "pen", "type": "text.generate", "values": {"model": "local/writer-1"}}],
    ["words.items > pen.prompt"], "pen.text", {"words": "words.items"})

async def test_look(database_server, tmp_path, browser):
    with database_of_its_own(database_server) as url, Vendor(key=KEY) as vendor:
        async with working_home(url, tmp_path, calls="127.0.0.1") as server:
            async with server.client() as client:
                admin = Admin(client)
                await admin.connects(vendor)
                await admin.prices("local/writer-1", 3)
                ids = {}
                async def go(doc, until, inputs=None, **more):
                    r = await client.post(f"/v1/flows/{doc}/runs", json={"inputs": inputs or {}} | more)
                    assert r.status_code == 202, r.text
                    run = r.json()["id"]
                    while True:
                        f = (await client.get(f"/v1/runs/{run}")).json()
                        if f["status"] in until: return run
                for d in (THREE_MOODS, CHECKED_WORDS, OWN_WORDS): await admin.publishes(d)
                space = await admin.creates(PART_OF_IT)
                await client.post(f"/v1/spaces/{space}/publish", json={})
                many = (await admin.publishes(named("Slogans", "slogans", MANY)))["id"]
                ids["pick"] = await go(PICK_SLUG, {"waiting"})
                ids["approve"] = await go(APPROVE_SLUG, {"waiting"})
                ids["edit"] = await go(EDIT_SLUG, {"waiting"})
                ids["budget"] = await go(many, {"waiting"}, {"words": ["a", "b", "c"]}, max_credits=5)
                ids["failed"] = await go(MENDED_SLUG, {"failed"})
                await client.post(f"/v1/spaces/{space}/edits", json={"edits": MENDING})
                await client.post(f"/v1/spaces/{space}/publish", json={})
                await bring_in(server.house, server.boss, Path("examples/product-card.json"))
                card = (await client.get("/v1/flows/product-card")).json()
                ins = {f["key"]: f["example"] if f["example"] is not None else f["default"] for f in card["fields"]}
                ins = {k: v for k, v in ins.items() if v is not None}
                await go("product-card", {"succeeded"}, ins)
                ids["done"] = await go("product-card", {"succeeded"}, ins)
            for kind, options in (("desk", {"viewport": {"width": 1280, "height": 860}}), ("phone", PHONE)):
                async with visiting(server, browser, server.boss, **options) as v:
                    await v.signs_in()
                    for scheme in ("light", "dark"):
                        await v.page.emulate_media(color_scheme=scheme)
                        for name, run in ids.items():
                            await v.opens(f"/runs/{run}")
                            await expect(v.page.get_by_role("region", name="Results", exact=True)).to_be_visible()
                            await v.page.wait_for_load_state("load")
                            await v.page.wait_for_timeout(600)
                            if name == "done":
                                await v.page.locator("details summary").first.click()
                            if kind == "phone":
                                await v.page.get_by_role("region", name="Results", exact=True).evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 80)")
                            await v.page.screenshot(path=f"/tmp/shots/{name}-{kind}-{scheme}.png")
