"""Node types small enough to see through, and spaces made of them."""

from typing import Any, Literal

from headrace.graph.compile import compile_plan
from headrace.graph.document import SpaceDocument, split_endpoint
from headrace.graph.nodetype import Context, Ports, Registry, field, node
from headrace.graph.plan import Plan
from headrace.graph.pricing import ModelFacts, Models
from headrace.graph.values import Image


class TextIn(Ports):
    text: str = field("", max_length=1_000)


class TextOut(Ports):
    text: str


class ListIn(Ports):
    items: list[Any] = field([])


class ListOut(Ports):
    items: list[Any]


class TwoTexts(Ports):
    text: str
    other: str = field("", max_length=100)


class Texts(Ports):
    texts: list[str]


class PictureIn(Ports):
    image: Image


class PictureOut(Ports):
    image: Image


class SizeIn(Ports):
    image: Image
    width: int = field(100, ge=1, le=200)
    mode: Literal["fit", "fill"] = "fit"


class NumberIn(Ports):
    number: float = field(0)


class NumberOut(Ports):
    number: float


class SplitOut(Ports):
    parts: list[str]


@node("text", version=1, title="Text", category="sources", local=True)
async def text(inputs: TextIn, context: Context) -> TextOut:
    return TextOut(text=inputs.text)


@node("number", version=1, title="Number", category="sources", local=True)
async def number(inputs: NumberIn, context: Context) -> NumberOut:
    return NumberOut(number=inputs.number)


@node("list", version=1, title="List", category="sources", local=True)
async def a_list(inputs: ListIn, context: Context) -> ListOut:
    return ListOut(items=inputs.items)


@node("image", version=1, title="Image", category="sources", local=True)
async def image(inputs: PictureIn, context: Context) -> PictureOut:
    return PictureOut(image=inputs.image)


@node("join", version=1, title="Join", category="text", local=True)
async def join(inputs: TwoTexts, context: Context) -> TextOut:
    return TextOut(text=inputs.text + inputs.other)


@node("gather", version=1, title="Gather", category="text", local=True)
async def gather(inputs: Texts, context: Context) -> TextOut:
    return TextOut(text="".join(inputs.texts))


@node("split", version=1, title="Split", category="text", local=True)
async def split(inputs: TextIn, context: Context) -> SplitOut:
    return SplitOut(parts=inputs.text.split(","))


@node("size", version=1, title="Size", category="image", local=True)
async def size(inputs: SizeIn, context: Context) -> PictureOut:
    return PictureOut(image=inputs.image)


@node("paint", version=1, title="Paint", category="model", price=5)
async def paint(inputs: TextIn, context: Context) -> PictureOut:
    raise NotImplementedError


@node("paint", version=2, title="Paint", category="model", price=7)
async def paint_again(inputs: TextIn, context: Context) -> PictureOut:
    raise NotImplementedError


class WriteIn(Ports):
    prompt: str
    model: str = field(fixed=True)


class DrawIn(WriteIn):
    count: int = field(1, ge=1, le=10, fixed=True)


class DrawOut(Ports):
    images: list[Image]


@node("write", version=1, title="Write", category="model", capability="text.generate")
async def write(inputs: WriteIn, context: Context) -> TextOut:
    raise NotImplementedError


@node("draw", version=1, title="Draw", category="model", capability="image.generate")
async def draw(inputs: DrawIn, context: Context) -> DrawOut:
    raise NotImplementedError


MODELS: Models = {
    "local/pen": ModelFacts(3, frozenset({"text.generate"})),
    "local/brush": ModelFacts(4, frozenset({"image.generate"})),
}

REGISTRY = Registry(
    [text, number, a_list, image, join, gather, split, size, paint, paint_again, write, draw]
)


def space(
    nodes: dict[str, str | dict[str, Any]], *wires: str, flow: dict[str, Any] | None = None
) -> SpaceDocument:
    """`space({"a": "text", "b": {"type": "join"}}, "a.text > b.text")`."""
    placed = [
        {"id": id, "type": node} if isinstance(node, str) else {"id": id} | node
        for id, node in nodes.items()
    ]
    edges = [dict(zip(("from", "to"), wire.split(" > "), strict=True)) for wire in wires]
    document = {"nodes": placed, "edges": edges, "flow": flow}
    return SpaceDocument.model_validate(document)


def plan_of(document: SpaceDocument, *ends: str, **answers: Any) -> Plan:
    """The plan that shows these outputs."""
    wanted = [(end, split_endpoint(end)) for end in ends]
    return compile_plan(document, REGISTRY, {}, MODELS, answers, wanted)
