"""Assistant: a text from a prompt, and pictures, by a model."""

import re
from typing import Literal

import orjson

from headrace.graph.asking import TextRequest
from headrace.graph.nodetype import MODEL_QUEUE, PATIENT, Context, Ports, field, node
from headrace.graph.values import Image, Json, is_list
from headrace.kernel.errors import HeadraceError

Form = Literal["text", "list", "json"]

_HOW: dict[Form, str] = {
    "text": "",
    "list": "Answer with a JSON array of strings and nothing else.",
    "json": "Answer with valid JSON and nothing else.",
}
_FENCED = re.compile(r"```(?:json)?[^\S\n]*\n(?P<inside>.*?)\n?```", re.DOTALL)
_BULLET = re.compile(r"^(?:[-*•]|\d{1,3}[.)])\s+")


class Inputs(Ports):
    prompt: str = field(multiline=True)
    """What to write, or to answer."""
    system: str = field("", multiline=True)
    """How to write: a role, a tone, rules that always hold."""
    images: list[Image] = field([], max_length=16)
    """Pictures to look at, for models that see."""
    model: str = field(max_length=200, fixed=True)
    """Which model writes, such as local/llama3."""
    answer: Form = "text"
    """One text, a list of texts, or JSON."""


class Outputs(Ports):
    text: str
    """What the model wrote; of a list, a line for each item."""
    texts: list[str]
    """The items of a list; otherwise the one text."""


@node(
    "text.generate",
    version=1,
    title="Assistant",
    category="model",
    queue=MODEL_QUEUE,
    policy=PATIENT,
    capability="text.generate",
)
async def text_generate(inputs: Inputs, context: Context) -> Outputs:
    """Writes a text as a prompt says; can look at pictures."""
    rules = [rule for rule in (inputs.system.strip(), _HOW[inputs.answer]) if rule]
    request = TextRequest(
        prompt=inputs.prompt,
        system="\n\n".join(rules),
        images=tuple([await context.read(image) for image in inputs.images]),
    )
    written = (await context.ask("text.generate", inputs.model, request)).text.strip()
    if inputs.answer == "list":
        items = as_list(written)
        return Outputs(text="\n".join(items), texts=items)
    text = as_json(written) if inputs.answer == "json" else written
    return Outputs(text=text, texts=[text])


def as_json(written: str) -> str:
    """The JSON in the text, written compactly. Raises `HeadraceError` when there is none."""
    try:
        return orjson.dumps(_parsed(written)).decode()
    except orjson.JSONDecodeError as error:
        raise HeadraceError(
            "model.not_json",
            "The model did not answer with JSON. Try again, or choose another model.",
            detail=f"{error}: {written[:200]}",
        ) from None


def as_list(written: str) -> list[str]:
    """The texts of a JSON array; of anything else its lines, without their bullets."""
    try:
        value = _parsed(written)
    except orjson.JSONDecodeError:
        value = None
    if is_list(value):
        items = [item if isinstance(item, str) else orjson.dumps(item).decode() for item in value]
    else:
        items = [_BULLET.sub("", line.strip()) for line in _inside(written).splitlines()]
    return [item.strip() for item in items if item.strip()]


def _parsed(written: str) -> Json:
    return orjson.loads(_inside(written))


def _inside(written: str) -> str:
    """Without the fence that models like to put around."""
    fenced = _FENCED.search(written)
    return fenced["inside"] if fenced else written
