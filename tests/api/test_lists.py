"""Lists map, pair, combine and gather; one failed item fails only what depends on it."""

from typing import Any

import httpx2
import pytest

from tests.support.pictures import picture
from tests.support.working import Person, fields_of, text_flow

pytestmark = pytest.mark.anyio


def banner(pairing: str = "pair") -> dict[str, Any]:
    return text_flow(
        [
            {"id": "heads", "type": "list", "values": {"items": ["a", "b"]}},
            {"id": "tails", "type": "list", "values": {"items": ["1", "2"]}},
            {
                "id": "both",
                "type": "text.template",
                "values": {"template": "{head}-{tail}"},
                "pairing": pairing,
            },
        ],
        ["heads.items > both.head", "tails.items > both.tail"],
        "both.text",
        {"heads": "heads.items", "tails": "tails.items"},
    )


def values(run: dict[str, Any]) -> list[Any]:
    return [item.get("value", item.get("code")) for item in run["results"]["out"]]


async def test_two_lists_pair_by_position(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(banner()))["id"]
    run = await someone.runs(flow, heads=["x", "y", "z"], tails=["1", "2", "3"])
    assert values(run) == ["x-1", "y-2", "z-3"]


async def test_lists_of_unequal_length_are_refused_with_both_lengths(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(banner()))["id"]
    answer = await someone.tries(flow, heads=["x", "y", "z"], tails=["1", "2"])
    assert fields_of(answer) == {"heads": "list.unequal", "tails": "list.unequal"}
    message = answer.json()["errors"][0]["message"]
    assert "3" in message
    assert "2" in message


async def test_all_combinations_when_the_builder_says_so(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    flow = (await someone.publishes(banner("combine")))["id"]
    run = await someone.runs(flow, heads=["x", "y"], tails=["1", "2", "3"])
    assert values(run) == ["x-1", "x-2", "x-3", "y-1", "y-2", "y-3"]


async def test_a_list_that_only_the_run_makes_is_mapped_too(workshop: httpx2.AsyncClient) -> None:
    someone = Person(workshop)
    document = text_flow(
        [
            {"id": "words", "type": "text", "values": {"text": "p,q,r"}},
            {"id": "split", "type": "text.split", "values": {"separator": ","}},
            {"id": "loud", "type": "text.template", "values": {"template": "{word}!"}},
            {"id": "join", "type": "text.join", "values": {"separator": " "}},
        ],
        ["words.text > split.text", "split.items > loud.word", "loud.text > join.items"],
        "join.text",
        {"words": "words.text"},
    )
    flow = (await someone.publishes(document))["id"]
    assert values(await someone.runs(flow)) == ["p! q! r!"]
    assert values(await someone.runs(flow, words="one,two")) == ["one! two!"]


SET = {
    "name": "Set",
    "nodes": [
        {"id": "photos", "type": "list"},
        {"id": "fit", "type": "image.resize", "values": {"width": 20, "height": 20}},
        {"id": "sheet", "type": "image.contact_sheet"},
    ],
    "edges": [
        {"from": "photos.items", "to": "fit.image"},
        {"from": "fit.image", "to": "sheet.images"},
    ],
    "flow": {
        "name": "Set",
        "slug": "set",
        "fields": [{"key": "photos", "port": "photos.items", "required": True}],
        "results": [
            {"key": "small", "port": "fit.image"},
            {"key": "sheet", "port": "sheet.image"},
        ],
    },
}


async def test_a_list_of_pictures_is_a_list_field_and_each_is_done(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    flow = await someone.publishes(SET)
    (field,) = flow["fields"]
    assert (field["kind"], field["list"]) == ("image", True)
    photos = [await someone.uploads(picture(40 + i, 40)) for i in range(5)]
    run = await someone.runs("set", photos=photos)
    assert [item["width"] for item in run["results"]["small"]] == [20] * 5
    assert len(run["results"]["sheet"]) == 1


async def test_one_wrong_picture_of_a_list_is_named_by_its_place(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    await someone.publishes(SET)
    good = await someone.uploads(picture())
    answer = await someone.tries("set", photos=[good, "asset_00000000000000000000000000"])
    assert fields_of(answer) == {"photos": "asset.not_found"}
    assert answer.json()["errors"][0]["message"].startswith("Item 2")


async def test_an_empty_list_beside_a_longer_one_fails_and_ends(
    workshop: httpx2.AsyncClient,
) -> None:
    def tables(one: str, other: str) -> dict[str, Any]:
        nodes = [
            {"id": "one", "type": "list.csv", "values": {"csv": one}},
            {"id": "other", "type": "list.csv", "values": {"csv": other}},
            {"id": "loud", "type": "text.case"},
            {"id": "both", "type": "text.template", "values": {"template": "{a}{b}"}},
        ]
        wires = ["one.items > loud.text", "loud.text > both.a", "other.items > both.b"]
        return text_flow(nodes, wires, "both.text", {})

    someone = Person(workshop)
    ended = await someone.runs((await someone.publishes(tables("name", "size\n1\n2")))["id"])
    assert (ended["status"], ended["error"]["code"]) == ("failed", "list.unequal")
    fits = await someone.publishes(tables("name\na\nb", "size\n1\n2"))
    assert values(await someone.runs(fits["id"])) == ["A1", "B2"]


async def test_an_item_that_fails_stands_in_its_place_and_the_others_succeed(
    workshop: httpx2.AsyncClient,
) -> None:
    someone = Person(workshop)
    document: dict[str, Any] = {
        "name": "Colours",
        "nodes": [
            {"id": "names", "type": "list", "values": {"items": ["#ff0000"]}},
            {"id": "same", "type": "text.template", "values": {"template": "{name}"}},
            {"id": "paint", "type": "image.gradient", "values": {"width": 16, "height": 16}},
        ],
        "edges": [
            {"from": "names.items", "to": "same.name"},
            {"from": "same.text", "to": "paint.start"},
        ],
        "flow": {
            "name": "Colours",
            "fields": [{"key": "names", "port": "names.items"}],
            "results": [{"key": "out", "port": "paint.image"}],
        },
    }
    flow = (await someone.publishes(document))["id"]
    run = await someone.runs(flow, names=["#ff0000", "no colour", "#00ff00"])
    assert run["status"] == "succeeded_with_errors"
    assert [item["type"] for item in run["results"]["out"]] == ["image", "error", "image"]
    assert "colour" in run["results"]["out"][1]["message"].lower()


async def test_unchecked_items_are_left_out(workshop: httpx2.AsyncClient) -> None:
    document = text_flow(
        [
            {"id": "words", "type": "list", "values": {"items": ["a", "b", "c"], "unchecked": [1]}},
            {"id": "loud", "type": "text.case"},
        ],
        ["words.items > loud.text"],
        "loud.text",
        {},
    )
    someone = Person(workshop)
    assert values(await someone.runs((await someone.publishes(document))["id"])) == ["A", "C"]


async def test_a_runners_own_items_are_all_done(workshop: httpx2.AsyncClient) -> None:
    document = text_flow(
        [
            {"id": "words", "type": "list", "values": {"items": ["a", "b", "c"], "unchecked": [1]}},
            {"id": "loud", "type": "text.case"},
        ],
        ["words.items > loud.text"],
        "loud.text",
        {"words": "words.items"},
    )
    someone = Person(workshop)
    flow = (await someone.publishes(document))["id"]
    assert values(await someone.runs(flow, words=["x", "y"])) == ["X", "Y"]
