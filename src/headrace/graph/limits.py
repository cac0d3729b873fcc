"""A field's limits: the intersection of everything it feeds."""

from collections.abc import Iterator, Mapping

from headrace.graph.document import SpaceDocument, split_endpoint
from headrace.graph.port import Limits
from headrace.graph.shape import Shape

SOURCES = "sources"
"""The category of node types whose output is their like-named input, unchanged."""


def is_source(shape: Shape) -> bool:
    """Whether the node only gives what it was given."""
    return shape.node_type is not None and shape.node_type.category == SOURCES


def intersect(one: Limits, other: Limits) -> Limits:
    return Limits(
        minimum=_largest(one.minimum, other.minimum),
        maximum=_smallest(one.maximum, other.maximum),
        integer=one.integer or other.integer,
        max_length=_shortest(one.max_length, other.max_length),
        choices=_common(one.choices, other.choices),
        min_items=_longest(one.min_items, other.min_items),
        max_items=_shortest(one.max_items, other.max_items),
        multiline=one.multiline or other.multiline,
    )


def is_empty(limits: Limits) -> bool:
    """Whether no value at all fits."""
    low, high = limits.minimum, limits.maximum
    return (low is not None and high is not None and low > high) or limits.choices == ()


def field_limits(
    document: SpaceDocument, shapes: Mapping[str, Shape], node: str, port: str
) -> Limits:
    """What may be answered at this port, given every port its value reaches unchanged."""
    found = shapes[node].inputs[port].limits
    for target, into in _reached(document, shapes, node, port, set()):
        found = intersect(found, shapes[target].inputs[into].limits)
    return found


def _reached(
    document: SpaceDocument,
    shapes: Mapping[str, Shape],
    node: str,
    port: str,
    seen: set[str],
) -> Iterator[tuple[str, str]]:
    shape = shapes[node]
    if not is_source(shape) or port not in shape.outputs or node in seen:
        return
    seen.add(node)
    for edge in document.edges:
        if edge.source == f"{node}.{port}":
            target, into = split_endpoint(edge.target)
            if target in shapes and into in shapes[target].inputs:
                if shapes[target].inputs[into].kind == shape.outputs[port].kind:
                    yield target, into
                yield from _reached(document, shapes, target, into, seen)


def _largest(a: float | None, b: float | None) -> float | None:
    return b if a is None else a if b is None else max(a, b)


def _smallest(a: float | None, b: float | None) -> float | None:
    return b if a is None else a if b is None else min(a, b)


def _shortest(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else min(a, b)


def _longest(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else max(a, b)


def _common(a: tuple[str, ...] | None, b: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if a is None or b is None:
        return b if a is None else a
    return tuple(choice for choice in a if choice in b)
