"""Image generator: pictures from a prompt, by a model."""

from headrace.graph.asking import ImageRequest, Ratio
from headrace.graph.nodetype import MODEL_QUEUE, PATIENT, Context, Ports, field, node
from headrace.graph.values import Image


class Inputs(Ports):
    prompt: str = field(multiline=True)
    """What the pictures show."""
    images: list[Image] = field([], max_length=16)
    """Pictures to change or to be guided by, for models that take some."""
    model: str = field(max_length=200, fixed=True)
    """Which model paints, such as openai/gpt-image-1."""
    count: int = field(1, ge=1, le=10, fixed=True)
    """How many pictures to make; each costs the model's price."""
    ratio: Ratio = "1:1"
    """Width to height; a model that does not have it takes what comes nearest."""
    seed: int | None = field(None, ge=0, le=2**31 - 1, advanced=True)
    """The same number makes the same pictures again, for models that take one."""


class Outputs(Ports):
    images: list[Image]
    """The pictures."""


@node(
    "image.generate",
    version=1,
    title="Image generator",
    category="model",
    queue=MODEL_QUEUE,
    policy=PATIENT,
    capability="image.generate",
)
async def image_generate(inputs: Inputs, context: Context) -> Outputs:
    """Makes pictures as a prompt says; can start from pictures."""
    request = ImageRequest(
        prompt=inputs.prompt,
        images=tuple([await context.read(image) for image in inputs.images]),
        count=inputs.count,
        ratio=inputs.ratio,
        seed=inputs.seed,
    )
    answer = await context.ask("image.generate", inputs.model, request)
    return Outputs(images=[await context.keep(picture) for picture in answer.pictures])
