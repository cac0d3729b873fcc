"""Text nodes and sources."""

import pytest

from headrace.graph.values import Colour
from headrace.kernel.errors import Invalid
from headrace.nodes.text.template import names_in
from tests.support.darkroom import Darkroom
from tests.unit import pictures
from tests.unit.nodes.running import run

pytestmark = pytest.mark.anyio


async def test_template_fills_its_names(darkroom: Darkroom) -> None:
    template = 'A {product} for {price}. {product}! {unknown} {"json": 1} {}'
    outputs = await run(
        darkroom, "text.template", template=template, product="{price} mug", price="5 €"
    )
    assert outputs.text == 'A {price} mug for 5 €. {price} mug! {unknown} {"json": 1} {}'


def test_template_names_are_inputs_in_their_order() -> None:
    ports = names_in({"template": "{b} {a} {b} {template} {1x} {not this}"})
    assert [(port.name, port.kind, port.required) for port in ports] == [
        ("b", "text", True),
        ("a", "text", True),
    ]
    assert names_in({}) == ()
    assert names_in({"template": 5}) == ()


@pytest.mark.parametrize(
    ("values", "items"),
    [
        ({"text": "one\r\n two \n\nthree"}, ["one", "two", "three"]),
        ({"text": "a, b,,c", "separator": ","}, ["a", "b", "c"]),
        ({"text": "a,,c", "separator": ",", "keep_empty": True}, ["a", "", "c"]),
        ({"text": "a\nb", "separator": ""}, ["a", "b"]),
        ({"text": ""}, []),
    ],
)
async def test_split(darkroom: Darkroom, values: dict[str, object], items: list[str]) -> None:
    assert (await run(darkroom, "text.split", **values)).items == items


async def test_join(darkroom: Darkroom) -> None:
    assert (await run(darkroom, "text.join", items=["a", "b"])).text == "a\nb"
    assert (await run(darkroom, "text.join", items=["a", "b"], separator=", ")).text == "a, b"
    assert (await run(darkroom, "text.join", items=[])).text == ""


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"find": "cat", "replacement": r"dog\1"}, r"A dog\1 and a dog\1"),
        ({"find": "cat", "replacement": "dog", "match_case": True}, "A Cat and a dog"),
        ({"find": ".", "replacement": "x"}, "A Cat and a cat"),
        ({"find": "", "replacement": "x"}, "A Cat and a cat"),
    ],
)
async def test_replace(darkroom: Darkroom, values: dict[str, object], text: str) -> None:
    assert (await run(darkroom, "text.replace", text="A Cat and a cat", **values)).text == text


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("upper", "IT'S ÉTÉ. GO!"),
        ("lower", "it's été. go!"),
        ("title", "It's Été. Go!"),
        ("sentence", "It's été. Go!"),
    ],
)
async def test_case(darkroom: Darkroom, to: str, text: str) -> None:
    assert (await run(darkroom, "text.case", text="it's Été. go!", to=to)).text == text


@pytest.mark.parametrize(("position", "text"), [(1, "a"), (3, "c"), (4, "a"), (-1, "c"), (0, "a")])
async def test_pick(darkroom: Darkroom, position: int, text: str) -> None:
    outputs = await run(darkroom, "text.pick", items=["a", "b", "c"], position=position)
    assert outputs.text == text


async def test_pick_refuses_an_empty_list(darkroom: Darkroom) -> None:
    with pytest.raises(Invalid, match="empty"):
        await run(darkroom, "text.pick", items=[])


TABLE = '\ufeffName;Price \r\nMug;5,00\r\n\r\n"Tea; green";\r\nPot;9\r\n'


async def test_a_column_of_a_table_is_a_list(darkroom: Darkroom) -> None:
    assert (await run(darkroom, "list.csv", csv=TABLE)).items == ["Mug", "Tea; green", "Pot"]
    assert (await run(darkroom, "list.csv", csv=TABLE, column="price")).items == ["5,00", "9"]
    whole = await run(darkroom, "list.csv", csv=TABLE, column="Price", keep_empty=True)
    assert whole.items == ["5,00", "", "9"]


@pytest.mark.parametrize(
    ("values", "word"), [({"csv": TABLE, "column": "Size"}, "Name, Price"), ({"csv": "\n"}, "row")]
)
async def test_a_table_without_the_column_is_refused(
    darkroom: Darkroom, values: dict[str, str], word: str
) -> None:
    with pytest.raises(Invalid, match=word):
        await run(darkroom, "list.csv", **values)


async def test_sources_hand_on_what_they_hold(darkroom: Darkroom) -> None:
    photo = darkroom.keep(pictures.photo())
    for node, port, value in (
        ("text", "text", "words"),
        ("number", "number", 2.5),
        ("switch", "on", True),
        ("colour", "colour", Colour("#102030")),
        ("image", "image", photo),
        ("list", "items", ["a", "b"]),
        ("list", "items", [photo]),
    ):
        assert getattr(await run(darkroom, node, **{port: value}), port) == value


async def test_choice_holds_one_of_its_options(darkroom: Darkroom) -> None:
    options = ["Red", "Green"]
    assert (await run(darkroom, "choice", options=options)).choice == "Red"
    assert (await run(darkroom, "choice", options=options, choice="Green")).choice == "Green"
    with pytest.raises(Invalid, match="Red, Green"):
        await run(darkroom, "choice", options=options, choice="Blue")
