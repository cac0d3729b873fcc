"""A step's model must be known before there is a price: written down, or asked for."""

from typing import Any

import httpx2
import pytest

from headrace.testing.vendor import Vendor
from tests.api.models.vocabulary import Admin, painting, writing
from tests.support.working import fields_of, text_flow

pytestmark = pytest.mark.anyio


@pytest.fixture
async def admin(workshop: httpx2.AsyncClient, vendor: Vendor) -> Admin:
    """Somebody with two models that write, at 3 and 8 credits, and one that paints."""
    admin = Admin(workshop)
    await admin.connects(vendor)
    await admin.prices("local/writer-1", 3, "text.generate")
    await admin.prices("local/writer-2", 8, "text.generate")
    await admin.prices("local/painter-1", 5, "image.generate")
    return admin


async def problems_of(admin: Admin, document: dict[str, Any]) -> list[tuple[str, str, str]]:
    space = await admin.creates(document)
    answer = await admin.client.post(f"/v1/spaces/{space}/check")
    return [(p["code"], p["node"], p["port"]) for p in answer.json()["problems"]]


@pytest.mark.parametrize("model", ["local/writer-9", "writer-1", "elsewhere/writer-1", "local/"])
async def test_a_model_that_is_not_there_is_a_problem_everywhere(admin: Admin, model: str) -> None:
    document = writing(model=model, prompt="Hi")
    assert await problems_of(admin, document) == [("model.unknown", "pen", "model")]
    space = await admin.creates(document)
    for what in ("publish", "quote", "runs"):
        refused = await admin.client.post(f"/v1/spaces/{space}/{what}", json={})
        assert fields_of(refused) == {"pen.model": "model.unknown"}, what
    assert await problems_of(admin, writing()) == []


async def test_the_problem_names_what_could_be_chosen(admin: Admin) -> None:
    space = await admin.creates(writing(model="local/writer-9"))
    (problem,) = (await admin.client.post(f"/v1/spaces/{space}/check")).json()["problems"]
    assert problem["message"] == (
        "There is no model called local/writer-9. Choose one of: local/writer-1, local/writer-2."
    )


async def test_a_model_must_be_able_to_do_it(admin: Admin) -> None:
    assert await problems_of(admin, painting(model="local/writer-1")) == [
        ("model.unknown", "brush", "model")
    ]
    assert await problems_of(admin, painting()) == []


async def test_without_any_provider_one_is_told_to_connect_one(
    foreigner: httpx2.AsyncClient,
) -> None:
    someone = Admin(foreigner)
    space = await someone.creates(writing())
    (problem,) = (await foreigner.post(f"/v1/spaces/{space}/check")).json()["problems"]
    assert (problem["code"], problem["message"]) == (
        "model.unknown",
        "No model is connected that can do text.generate. An admin connects a provider first.",
    )


async def test_a_missing_model_is_one_problem(admin: Admin) -> None:
    pen = {"id": "pen", "type": "text.generate", "values": {"prompt": "Hi"}}
    assert await problems_of(admin, {"nodes": [pen]}) == [("input.missing", "pen", "model")]


@pytest.mark.parametrize(("port", "source"), [("model", "text.text"), ("count", "number.number")])
async def test_what_decides_the_price_does_not_come_by_wire(
    admin: Admin, port: str, source: str
) -> None:
    document = painting(prompt="A cat")
    document["nodes"] += [{"id": "text", "type": "text"}, {"id": "number", "type": "number"}]
    assert await problems_of(admin, document) == []
    document["edges"] = [{"from": source, "to": f"brush.{port}"}]
    assert await problems_of(admin, document) == [("model.by_wire", "brush", port)]


async def test_an_edit_does_not_lead_a_wire_where_none_may_be(admin: Admin) -> None:
    document = painting()
    document["nodes"].append({"id": "text", "type": "text"})
    space = await admin.creates(document)

    async def wires(port: str) -> httpx2.Response:
        edit = {"op": "connect", "from": "text.text", "to": f"brush.{port}"}
        return await admin.client.post(f"/v1/spaces/{space}/edits", json={"edits": [edit]})

    assert fields_of(await wires("model")) == {"edits.0": "edit.refused"}
    assert (await wires("prompt")).status_code == 200


async def test_the_highest_price_of_the_longest_list_is_a_price(admin: Admin) -> None:
    await admin.prices("local/painter-1", 1_000_000)
    nodes = [
        {"id": "words", "type": "text.split"},
        {"id": "brush", "type": "image.generate", "values": {"model": "local/painter-1"}},
    ]
    document = text_flow(
        nodes, ["words.items > brush.prompt"], "brush.images", {"words": "words.text"}
    )
    document["nodes"][1]["values"]["count"] = 10
    flow = await admin.publishes(document)
    assert flow["price"] == {"credits": 10**11, "certainty": "at_most"}
    refused = await admin.tries(flow["id"], words="a")
    assert refused.status_code == 402


def choosable(**values: Any) -> dict[str, Any]:
    document = writing(**values)
    document["flow"]["fields"].append({"key": "who", "port": "pen.model"})
    return document


async def test_a_runner_may_choose_the_model_and_pays_its_price(admin: Admin) -> None:
    flow = await admin.publishes(choosable())
    assert flow["price"]["credits"] == 3
    cheap = await admin.runs(flow["id"], prompt="Hi")
    dear = await admin.runs(flow["id"], prompt="Hi", who="local/writer-2")
    assert [run["credits"]["captured"] for run in (cheap, dear)] == [3, 8]
    assert dear["results"]["out"][0]["value"] == "writer-2 heard: Hi"
    refused = await admin.tries(flow["id"], prompt="Hi", who="local/writer-9")
    assert fields_of(refused) == {"who": "model.unknown"}


async def test_a_field_for_the_model_needs_a_default(admin: Admin) -> None:
    document = choosable()
    del document["nodes"][0]["values"]["model"]
    assert await problems_of(admin, document) == [("model.unknown", "pen", "model")]
    document["flow"]["fields"][-1]["default"] = "local/writer-2"
    assert (await admin.publishes(document))["price"]["credits"] == 8


async def test_how_many_may_be_a_field_too(admin: Admin) -> None:
    document = painting()
    document["flow"]["fields"].append({"key": "many", "port": "brush.count"})
    flow = await admin.publishes(document)
    run = await admin.runs(flow["id"], prompt="A cat", many=3)
    assert (run["credits"]["captured"], len(run["results"]["out"])) == (15, 3)
    assert fields_of(await admin.tries(flow["id"], prompt="A cat", many=11)) == {
        "many": "value.too_large"
    }


def containing(flow: str, **values: Any) -> dict[str, Any]:
    inside = {"id": "inside", "type": "flow", "values": {"flow": flow, "prompt": "Hi"} | values}
    return text_flow([inside], [], "inside.out", {})


async def test_a_flow_inside_a_flow_brings_its_price(admin: Admin) -> None:
    inner = await admin.publishes(choosable())
    outer = await admin.publishes(containing(inner["id"], who="local/writer-2"))
    assert outer["price"] == {"credits": 8, "certainty": "exact"}
    run = await admin.runs(outer["id"])
    assert run["credits"]["captured"] == 8
    assert run["results"]["out"][0]["value"] == "writer-2 heard: Hi"


async def test_models_inside_flows_are_checked_too(admin: Admin) -> None:
    inner = await admin.publishes(choosable())
    assert await problems_of(admin, containing(inner["id"], who="local/writer-9")) == [
        ("model.unknown", "inside", "model")
    ]
    wired = containing(inner["id"])
    wired["nodes"].append({"id": "text", "type": "text", "values": {"text": "local/writer-1"}})
    assert await problems_of(admin, wired) == []
    wired["edges"] = [{"from": "text.text", "to": "inside.who"}]
    assert await problems_of(admin, wired) == [("model.by_wire", "inside", "who")]


async def test_a_price_that_changes_holds_from_the_next_quote_on(admin: Admin) -> None:
    flow = await admin.publishes(writing())
    await admin.prices("local/writer-1", 6)
    quote = await admin.client.post(
        f"/v1/flows/{flow['id']}/quote", json={"inputs": {"prompt": "Hi"}}
    )
    assert quote.json()["steps"] == [
        {
            "step": "pen",
            "title": "Assistant",
            "credits": 6,
            "certainty": "exact",
            "reused": False,
            "source": False,
        }
    ]
    assert (await admin.runs(flow["id"], prompt="Hi"))["credits"]["captured"] == 6


async def test_node_types_tell_what_they_ask_for(admin: Admin) -> None:
    types = (await admin.client.get("/v1/node-types")).json()["items"]
    asking = {t["type"]: t["capability"] for t in types if t["capability"]}
    assert asking == {"text.generate": "text.generate", "image.generate": "image.generate"}
    ports = next(t for t in types if t["type"] == "image.generate")["inputs"]
    assert [port["name"] for port in ports if port["fixed"]] == ["model", "count"]


async def test_a_flow_tells_who_receives_what(admin: Admin) -> None:
    document = writing()
    document["nodes"] += [
        {"id": "loud", "type": "text.case", "values": {"to": "upper"}},
        {"id": "aside", "type": "text", "values": {"text": "Not for them"}},
    ]
    document["edges"] = [{"from": "loud.text", "to": "pen.system"}]
    document["flow"]["fields"] += [
        {"key": "rules", "port": "loud.text"},
        {"key": "aside", "port": "aside.text"},
    ]
    flow = await admin.publishes(document)
    assert flow["egress"] == [{"provider": "local", "fields": ["prompt", "rules"]}]
    inside = containing(flow["id"], rules="x")
    inside["flow"]["fields"] = [{"key": "aside", "port": "inside.prompt"}]
    assert (await admin.publishes(inside))["egress"] == [{"provider": "local", "fields": ["aside"]}]
    plain = text_flow([{"id": "t", "type": "text"}], [], "t.text", {"words": "t.text"})
    assert (await admin.publishes(plain))["egress"] == []
