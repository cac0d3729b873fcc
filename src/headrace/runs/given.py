"""What a plan gives from the start: sources only hand on their settings, so no worker is needed."""

from headrace.graph.asking import Answer, Capability, Picture, Request
from headrace.graph.limits import SOURCES
from headrace.graph.nodetype import NodeType, Registry
from headrace.graph.plan import Plan, Step
from headrace.graph.schedule import PassItem
from headrace.graph.values import Image, Json, Media, Query
from headrace.graph.wires import Endpoint
from headrace.kernel.errors import HeadraceError
from headrace.runs.gather import gather
from headrace.runs.load import FAILED, Failed
from headrace.runs.reuse import Outputs
from headrace.runs.stored import Opened


class _Settings:
    """No wires lead into a source; it has its settings only."""

    def __init__(self) -> None:
        self.opened = Opened()

    def one(self, step: Step, source: Endpoint) -> Failed:
        return FAILED

    def all(self, source: Endpoint) -> Failed:
        return FAILED

    def written(self, value: Json) -> Json | Media:
        return self.opened.open(value)


class _NoPowers:
    """A source that wants more than its settings is a worker's matter."""

    answer: Json = None

    async def look(self, query: Query) -> Json:
        raise _NEEDS_A_WORKER

    async def progress(self, done: float) -> None:
        raise _NEEDS_A_WORKER

    async def ask(self, capability: Capability, model: str, request: Request) -> Answer:
        raise _NEEDS_A_WORKER

    async def read(self, image: Image) -> Picture:
        raise _NEEDS_A_WORKER

    async def keep(self, data: bytes) -> Image:
        raise _NEEDS_A_WORKER


_NEEDS_A_WORKER = HeadraceError("source.needs_a_worker", "This source needs a worker.")


async def given(registry: Registry, plan: Plan, at: PassItem) -> dict[str, Outputs] | None:
    """The outputs of a pass item made of sources alone; None for any other, and for one that
    fails, which is a worker's to tell."""
    found: dict[str, Outputs] = {}
    for id in plan.passes[at.pass_id].steps:
        step = plan.steps[id]
        node_type = registry.find(step.type)
        if node_type is None or not _is_source(step, node_type):
            return None
        try:
            found[id] = await _outputs(step, node_type, plan.kept.get(id, set()))
        except HeadraceError:
            return None
    return found


def _is_source(step: Step, node_type: NodeType) -> bool:
    return node_type.category == SOURCES and node_type.local and not step.wires


async def _outputs(step: Step, node_type: NodeType, kept: set[str]) -> Outputs:
    upstream = _Settings()
    inputs = gather(step, node_type, upstream)
    outputs = await node_type.run(inputs, _NoPowers())
    return {port: upstream.opened.write(getattr(outputs, port)) for port in kept}
