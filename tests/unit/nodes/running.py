"""Running a node as the house does, with a real studio behind it."""

from typing import Any

from headrace.nodes.registry import builtin
from tests.support.darkroom import Darkroom

_REGISTRY = builtin()


async def run(darkroom: Darkroom, node: str, **values: object) -> Any:
    """The node's outputs for these inputs; what is left out has its default."""
    node_type = _REGISTRY.find(node)
    assert node_type, node
    return await node_type.run(node_type.inputs_model(**values), darkroom)
