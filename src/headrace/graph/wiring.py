"""The wires of a document that is being edited; many edits of a large one stay quick."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from headrace.graph.compatible import refusal, why_fixed
from headrace.graph.document import Edge, Node, SpaceDocument, split_endpoint
from headrace.graph.nodetype import Registry
from headrace.graph.port import Port
from headrace.graph.shape import Nested, Shape, declared_shapes, open_kinds
from headrace.graph.values import Kind


class Wiring:
    """Adds and takes wires. Raises `LookupError` that says to a builder what is wrong."""

    def __init__(self, document: SpaceDocument, registry: Registry, nested: Nested) -> None:
        self._document = document
        self._registry = registry
        self._nested = nested
        self._shapes = declared_shapes(document.nodes, registry, nested)
        self._feeds = defaultdict[str, Counter[str]](Counter)
        self._entering = Counter[str]()
        for edge in document.edges:
            self._count(edge, 1)

    def node_changed(self, node: Node) -> None:
        """To be told when a node came or got other settings."""
        self._shapes.pop(node.id, None)
        self._shapes |= declared_shapes([node], self._registry, self._nested)

    def connect(self, source: str, target: str) -> None:
        """A wire into an input that takes one replaces the one that is there."""
        output, input = self._ports(source, target)
        if reason := refusal(output.kind, input.kind):
            raise LookupError(f"{source} does not fit {target}: {reason}.")
        if input.fixed:
            raise LookupError(why_fixed(target))
        if self._leads(split_endpoint(target)[0], split_endpoint(source)[0]):
            raise LookupError(f"{source} → {target} would make a circle.")
        if not input.many and self._entering[target]:
            self._take(lambda edge: edge.target == target)
        edge = Edge(source=source, target=target)
        self._document.edges.append(edge)
        self._count(edge, 1)

    def disconnect(self, target: str, source: str | None) -> None:
        """Takes the wire from `source`, or every wire into the input."""
        if not self._take(lambda edge: edge.target == target and source in (None, edge.source)):
            raise LookupError(f"No wire enters {target}.")

    def remove_node(self, node: str) -> None:
        """Takes every wire of the node."""
        self._shapes.pop(node, None)
        self._take(lambda edge: node in _ends(edge))

    def _take(self, chosen: Callable[[Edge], bool]) -> int:
        gone = [edge for edge in self._document.edges if chosen(edge)]
        if gone:
            self._document.edges = [edge for edge in self._document.edges if not chosen(edge)]
        for edge in gone:
            self._count(edge, -1)
        return len(gone)

    def _count(self, edge: Edge, change: int) -> None:
        source, target = _ends(edge)
        self._feeds[source][target] += change
        self._entering[edge.target] += change

    def _leads(self, start: str, end: str) -> bool:
        """Whether wires lead from one node to the other, or both are the same."""
        seen, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            if here == end:
                return True
            for after, wires in self._feeds[here].items():
                if wires and after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return False

    def _ports(self, source: str, target: str) -> tuple[Port, Port]:
        output, input = _found(self._shapes, source, target)
        if "any" not in (output.kind, input.kind):
            return output, input
        # What an open port carries depends on every wire there is, this one included.
        others = [e for e in self._document.edges if input.many or e.target != target]
        edges = [*others, Edge(source=source, target=target)]
        wired = self._document.model_copy(update={"edges": edges})
        kinds = open_kinds(wired, self._shapes)
        return _settled(output, source, kinds), _settled(input, target, kinds)


def _found(shapes: dict[str, Shape], source: str, target: str) -> tuple[Port, Port]:
    node, out = split_endpoint(source)
    output = shapes[node].outputs.get(out) if node in shapes else None
    node, into = split_endpoint(target)
    input = shapes[node].inputs.get(into) if node in shapes else None
    if output is None or input is None:
        raise LookupError(f"There is no port called {source if output is None else target}.")
    return output, input


def _settled(port: Port, endpoint: str, kinds: Mapping[str, Kind]) -> Port:
    if port.kind != "any":
        return port
    return replace(port, kind=kinds[split_endpoint(endpoint)[0]])


def _ends(edge: Edge) -> tuple[str, str]:
    return split_endpoint(edge.source)[0], split_endpoint(edge.target)[0]
