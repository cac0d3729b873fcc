"""The edges of a document, indexed once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headrace.graph.document import SpaceDocument, split_endpoint

Endpoint = tuple[str, str]
"""(node or step, port)."""

Wires = Mapping[Endpoint, list[Endpoint]]
"""What comes into each input, in the order of the edges."""


@dataclass(frozen=True, slots=True)
class Order:
    """Nodes so that each stands behind what it needs, and those caught in a cycle."""

    sorted: list[str]
    cyclic: list[str]


def wires_of(document: SpaceDocument) -> dict[Endpoint, list[Endpoint]]:
    wires: dict[Endpoint, list[Endpoint]] = {}
    for edge in document.edges:
        wires.setdefault(split_endpoint(edge.target), []).append(split_endpoint(edge.source))
    return wires


def order_of(nodes: Iterable[str], wires: Wires) -> Order:
    """Kahn's algorithm, stable in the order the nodes came."""
    names = list(nodes)
    present = set(names)
    needs: dict[str, set[str]] = {name: set() for name in names}
    feeds: dict[str, list[str]] = {name: [] for name in names}
    for (target, _), sources in wires.items():
        for source, _ in sources:
            if target in present and source in present and source not in needs[target]:
                needs[target].add(source)
                feeds[source].append(target)
    ready = [name for name in names if not needs[name]]
    for name in ready:
        for target in feeds[name]:
            needs[target].discard(name)
            if not needs[target]:
                ready.append(target)
    done = set(ready)
    return Order(ready, [name for name in names if name not in done])
