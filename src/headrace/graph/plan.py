"""A plan: a graph made flat and ready. The engine knows nothing else.

Steps that a list reaches are *mapped*: they have an axis, and one item for each of its
positions. Local steps on one axis that feed each other are fused into a *pass*: claimed,
run and settled together, so that pictures between them are never encoded.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from headrace.graph.nodetype import LOCAL_QUEUE, ONCE, Asks, Policy
from headrace.graph.values import Json, Kind
from headrace.graph.wires import Endpoint


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Step(_Frozen):
    """One node of the plan. `id` is the node's path: `card`, or `outer/card` when nested.

    `price` is for one item; `provider` is who is called for it.
    """

    id: str
    type: str
    title: str
    values: dict[str, Json]
    wires: dict[str, list[Endpoint]]
    axis: str | None = None
    local: bool = True
    price: int = 0
    provider: str | None = None
    """Whose window its calls go through."""
    queue: str = LOCAL_QUEUE
    asks: Asks | None = None
    fresh: bool = False
    """Done anew even when the same was done before."""
    policy: Policy = ONCE

    @property
    def keeps_all(self) -> bool:
        """Whether every output is written down, needed later or not: it was paid or asked for."""
        return not self.local or self.price > 0

    @property
    def is_source(self) -> bool:
        """Whether it only gives what it was given; one that asks a model does something, also
        when nothing is wired into it."""
        return not self.wires and self.provider is None

    @property
    def lane(self) -> str:
        """What it queues up with: the steps of its queue, or of its provider."""
        return f"{self.queue}:{self.provider}" if self.provider else self.queue


class Axis(_Frozen):
    """Where the items of a mapped step come from."""

    kind: Literal["list", "pair", "combine"]
    source: Endpoint | None = None
    parts: list[str] = Field(default_factory=list[str])


class Pass(_Frozen):
    """Steps that run together, in order."""

    id: str
    steps: list[str]
    axis: str | None = None


class PlanResult(_Frozen):
    """An output that is shown; `list` when it stands for several items."""

    key: str
    step: str
    port: str
    kind: Kind
    list: bool


class Plan(_Frozen):
    """Steps in an order in which each stands behind what it needs."""

    steps: dict[str, Step]
    axes: dict[str, Axis]
    passes: dict[str, Pass]
    results: Annotated[list[PlanResult], Field(max_length=2_000)]
    outputs: dict[str, list[str]]
    """By step: its outputs that whole lists leave by."""
    gathers: dict[str, list[str]]
    """By step: its inputs that take whole lists."""
    lengths: dict[str, int]
    """Lists whose length is known before anything runs, by `step.port`."""

    def is_list(self, endpoint: Endpoint) -> bool:
        """Whether this output carries a list as one value."""
        return endpoint[1] in self.outputs.get(endpoint[0], ())

    @cached_property
    def pass_of(self) -> dict[str, str]:
        """The pass of every step."""
        return {step: id for id, found in self.passes.items() for step in found.steps}

    @cached_property
    def kept(self) -> dict[str, set[str]]:
        """By step: the outputs that are shown, or that a later pass needs.

        A step that `keeps_all` keeps the others too.
        """
        found: dict[str, set[str]] = {}
        for result in self.results:
            found.setdefault(result.step, set()).add(result.port)
        for step in self.steps.values():
            for sources in step.wires.values():
                for source, port in sources:
                    if self.pass_of[source] != self.pass_of[step.id]:
                        found.setdefault(source, set()).add(port)
        return found


def list_axis(endpoint: Endpoint) -> str:
    """The name of the axis that a list output opens."""
    return f"{endpoint[0]}.{endpoint[1]}"
