"""Running a node as the house does, with a real studio behind it."""

from dataclasses import dataclass
from typing import Any, NoReturn

from headrace.graph.asking import Capability, Request
from headrace.graph.values import Image, Json, Query
from headrace.nodes.registry import builtin
from tests.support.darkroom import Darkroom

_REGISTRY = builtin()


@dataclass
class Indoors:
    """The powers of a local step: nothing of it leaves the house, or comes in."""

    darkroom: Darkroom
    answer: Json = None

    async def look(self, query: Query) -> Json:
        return await self.darkroom.look(query)

    async def progress(self, done: float) -> None:
        """Nobody watches."""

    async def ask(self, capability: Capability, model: str, request: Request) -> NoReturn:
        raise AssertionError(f"{model} was asked")

    async def read(self, image: Image) -> NoReturn:
        raise AssertionError(f"{image} was read")

    async def keep(self, data: bytes) -> NoReturn:
        raise AssertionError(f"{len(data)} bytes were kept")


async def run(darkroom: Darkroom, node: str, **values: object) -> Any:
    """The node's outputs for these inputs; what is left out has its default."""
    node_type = _REGISTRY.find(node)
    assert node_type, node
    return await node_type.run(node_type.inputs_model(**values), Indoors(darkroom))
