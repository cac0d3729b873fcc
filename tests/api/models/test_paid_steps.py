"""A builder has a model do something, a runner runs it, and it costs what was said."""

import base64
import io

import httpx2
import pytest
from PIL import Image

from headrace.testing.conduct import Conduct
from headrace.testing.vendor import Vendor
from tests.api.models.vocabulary import Admin, painting, writing
from tests.support.pictures import picture
from tests.support.working import Person, text_flow

pytestmark = pytest.mark.anyio


@pytest.fixture
async def admin(workshop: httpx2.AsyncClient, vendor: Vendor) -> Admin:
    """Somebody who has connected the vendor as *local* and priced its models."""
    admin = Admin(workshop)
    await admin.connects(vendor)
    await admin.prices("local/writer-1", 3)
    await admin.prices("local/painter-1", 5)
    return admin


async def test_a_text_is_written_and_paid_for(
    admin: Admin, runner: httpx2.AsyncClient, vendor: Vendor
) -> None:
    flow = await admin.publishes(writing())
    assert flow["price"] == {"credits": 3, "certainty": "exact"}
    someone = Person(runner)
    quote = await runner.post(f"/v1/flows/{flow['id']}/quote", json={"inputs": {"prompt": "Hi"}})
    assert (quote.json()["credits"], quote.json()["at_most"]) == (3, 3)
    before = await admin.balance()

    run = await someone.runs(flow["id"], prompt="Hi")

    assert run["status"] == "succeeded", run
    assert run["results"]["out"] == [{"type": "text", "value": "writer-1 heard: Hi"}]
    assert run["credits"] == {"quoted": 3, "captured": 3, "released": 0}
    assert await admin.balance() == before - 3
    (call,) = vendor.calls[1:]
    assert call["once"] == f"{run['id']}:pen#0@1"


async def test_each_picture_costs_and_is_an_asset(admin: Admin, vendor: Vendor) -> None:
    flow = await admin.publishes(painting(count=3, ratio="4:3"))
    assert flow["price"] == {"credits": 15, "certainty": "exact"}

    run = await admin.runs(flow["id"], prompt="A cat")

    assert run["status"] == "succeeded", run
    assert run["credits"]["captured"] == 15
    items = run["results"]["out"]
    assert [(item["mime"], item["width"], item["height"]) for item in items] == [
        ("image/png", 72, 54)
    ] * 3
    assert [item["name"] for item in items] == ["out-001.png", "out-002.png", "out-003.png"]
    assert Image.open(io.BytesIO(await admin.content(items[0]))).size == (72, 54)


async def test_pictures_go_on_into_other_steps_one_by_one(admin: Admin) -> None:
    nodes = [
        {
            "id": "brush",
            "type": "image.generate",
            "values": {"model": "local/painter-1", "count": 2},
        },
        {"id": "small", "type": "image.resize", "values": {"width": 20, "height": 20}},
        {
            "id": "pen",
            "type": "text.generate",
            "values": {"model": "local/writer-1", "prompt": "What is this?"},
        },
    ]
    wires = ["brush.images > small.image", "small.image > pen.images"]
    flow = await admin.publishes(text_flow(nodes, wires, "pen.text", {"prompt": "brush.prompt"}))
    assert flow["price"] == {"credits": 13, "certainty": "exact"}
    run = await admin.runs(flow["id"], prompt="A cat")
    assert run["credits"]["captured"] == 13
    assert run["results"]["out"] == [{"type": "text", "value": "writer-1 heard: What is this?"}]


async def test_a_step_that_asks_a_model_is_a_stage_though_nothing_is_wired_into_it(
    admin: Admin,
) -> None:
    nodes = [
        {"id": "pen", "type": "text.generate", "values": {"model": "local/writer-1"}},
        {"id": "loud", "type": "text.case", "values": {"to": "upper"}},
    ]
    wires = ["pen.text > loud.text"]
    flow = await admin.publishes(text_flow(nodes, wires, "loud.text", {"prompt": "pen.prompt"}))
    run = await admin.runs(flow["id"], prompt="Hi")
    assert [stage["title"] for stage in run["stages"]] == ["Assistant", "Case"]


async def test_a_list_of_prompts_is_written_item_by_item(admin: Admin, vendor: Vendor) -> None:
    nodes = [
        {"id": "all", "type": "list", "values": {"items": ["a", "b", "c"]}},
        {"id": "pen", "type": "text.generate", "values": {"model": "local/writer-1"}},
    ]
    wires = ["all.items > pen.prompt"]
    flow = await admin.publishes(text_flow(nodes, wires, "pen.text", {"all": "all.items"}))
    run = await admin.runs(flow["id"])
    assert [item["value"] for item in run["results"]["out"]] == [
        f"writer-1 heard: {letter}" for letter in "abc"
    ]
    assert run["credits"]["captured"] == 9
    assert len({call["once"] for call in vendor.calls[1:]}) == 3


@pytest.mark.parametrize(
    ("answer", "result", "told", "written"),
    [
        ("list", "pen.texts", None, ["Hi 1", "Hi 2", "Hi 3"]),
        ("list", "pen.texts", "- one\n- two\n\n3. three", ["one", "two", "three"]),
        ("list", "pen.text", None, ["Hi 1\nHi 2\nHi 3"]),
        ("json", "pen.text", None, ['{"heard":"Hi"}']),
        ("text", "pen.texts", None, ["writer-1 heard: Hi"]),
    ],
)
async def test_a_text_a_list_or_json(
    admin: Admin, vendor: Vendor, answer: str, result: str, told: str | None, written: list[str]
) -> None:
    vendor.script.add("Hi", Conduct(text=told))
    flow = await admin.publishes(writing(result, answer=answer))
    run = await admin.runs(flow["id"], prompt="Hi")
    assert [item["value"] for item in run["results"]["out"]] == written


async def test_a_picture_to_look_at_loses_its_metadata(admin: Admin, vendor: Vendor) -> None:
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    buffer = io.BytesIO()
    Image.open(io.BytesIO(picture(64, 48))).save(buffer, "JPEG", exif=exif)
    document = writing()
    document["flow"]["fields"].append({"key": "seen", "port": "pen.images"})
    flow = await admin.publishes(document)
    asset = await admin.uploads(buffer.getvalue(), "image/jpeg")
    await admin.runs(flow["id"], prompt="What is this?", seen=[asset])
    content = vendor.calls[-1]["request"]["messages"][-1]["content"]
    head, _, encoded = content[1]["image_url"]["url"].partition(",")
    assert head == "data:image/jpeg;base64"
    sent = base64.b64decode(encoded)
    assert Image.open(io.BytesIO(sent)).size == (64, 48)
    assert b"where I live" in buffer.getvalue()
    assert b"where I live" not in sent


async def test_what_the_vendor_forbids_costs_nothing_and_is_told_to_each_in_their_words(
    admin: Admin, runner: httpx2.AsyncClient, vendor: Vendor
) -> None:
    flow = await admin.publishes(writing())
    before = await admin.balance()
    vendor.script.add("", Conduct(status=400, code="content_policy_violation", words="No dragons."))

    run = await Person(runner).runs(flow["id"], prompt="Dragons")

    assert run["status"] == "failed"
    assert run["error"]["code"] == "provider.blocked"
    assert "Change the words or the picture" in run["error"]["message"]
    assert run["error"].get("detail") is None
    assert run["credits"] == {"quoted": 3, "captured": 0, "released": 3}
    assert await admin.balance() == before
    as_built = (await admin.client.get(f"/v1/runs/{run['id']}")).json()
    assert as_built["error"]["detail"] == "400: No dragons."
    assert (await admin.runs(flow["id"], prompt="Kittens"))["credits"]["captured"] == 3


@pytest.mark.parametrize("fault", ["half_a_picture", "no_picture", "garbage"])
async def test_a_picture_that_cannot_be_used_costs_nothing(
    admin: Admin, vendor: Vendor, fault: str
) -> None:
    flow = await admin.publishes(painting(count=2))
    before = await admin.balance()
    vendor.script.add("A cat", Conduct.model_validate({"fault": fault}))
    run = await admin.runs(flow["id"], prompt="A cat")
    assert (run["status"], run["error"]["code"]) == ("failed", "provider.bad_answer")
    assert await admin.balance() == before
    assert (await admin.client.get("/v1/assets")).json()["items"] == []
    assert (await admin.runs(flow["id"], prompt="A cat"))["credits"]["captured"] == 10


async def test_a_vendor_that_is_busy_is_asked_again_and_paid_once(
    admin: Admin, vendor: Vendor
) -> None:
    flow = await admin.publishes(writing())
    vendor.script.add("", Conduct(status=429, retry_after="0"), Conduct(status=500))
    run = await admin.runs(flow["id"], prompt="Hi")
    assert (run["status"], run["credits"]["captured"]) == ("succeeded", 3)
    calls = vendor.calls[1:]
    assert (len(calls), len({call["once"] for call in calls})) == (3, 1)


async def test_a_provider_that_is_gone_fails_the_run_before_it_begins(
    admin: Admin, workshop: httpx2.AsyncClient, vendor: Vendor
) -> None:
    flow = await admin.publishes(writing())
    assert (await workshop.delete("/v1/providers/local")).status_code == 204
    refused = await admin.tries(flow["id"], prompt="Hi")
    assert (refused.status_code, refused.json()["code"]) == (422, "graph.model_missing")
    await admin.connects(vendor)
    run = await admin.runs(flow["id"], prompt="Hi")
    assert (run["status"], run["credits"]["captured"]) == ("succeeded", 0)
