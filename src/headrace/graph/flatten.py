"""Nested flows dissolved: one flat set of nodes and wires, whatever contained what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from headrace.graph.document import Node, SpaceDocument, split_endpoint
from headrace.graph.shape import Nested, flow_reference, is_flow
from headrace.graph.values import Json
from headrace.graph.wires import Endpoint, order_of, wires_of


@dataclass(slots=True)
class Flat:
    """Nodes by path (`outer/inner`), with the values and wires each ended up with."""

    nodes: dict[str, Node] = field(default_factory=dict[str, Node])
    values: dict[str, dict[str, Json]] = field(default_factory=dict[str, dict[str, Json]])
    wires: dict[Endpoint, list[Endpoint]] = field(default_factory=dict[Endpoint, list[Endpoint]])
    kept: dict[str, dict[str, Endpoint]] = field(default_factory=dict[str, dict[str, Endpoint]])
    """By path of a dissolved flow: its result keys and what they stand for."""
    answered: set[Endpoint] = field(default_factory=set[Endpoint])
    """Inputs that a runner, or an outer flow, filled in."""

    def real(self, endpoint: Endpoint) -> Endpoint:
        """The output itself, where a dissolved flow's result was named."""
        node, port = endpoint
        return self.kept[node][port] if node in self.kept else endpoint


def flatten(document: SpaceDocument, nested: Nested, answers: Mapping[str, Json]) -> Flat:
    """A checked document with its fields answered and every nested flow dissolved."""
    flat = Flat()
    _add(flat, document, nested, "", answers, {})
    return flat


def _add(
    flat: Flat,
    document: SpaceDocument,
    nested: Nested,
    prefix: str,
    answers: Mapping[str, Json],
    wired: Mapping[str, list[Endpoint]],
) -> None:
    wires = wires_of(document)
    entering: dict[str, dict[str, list[Endpoint]]] = {}
    for (target, port), sources in wires.items():
        entering.setdefault(target, {})[port] = sources
    asked: dict[str, dict[str, str]] = {}
    for section in document.flow.fields if document.flow else []:
        owner, port = split_endpoint(section.port)
        asked.setdefault(owner, {})[port] = section.key
    nodes = {node.id: node for node in document.nodes}
    for id in order_of(nodes, wires).sorted:
        node, path = nodes[id], f"{prefix}{id}"
        values = dict(node.values)
        incoming = {
            port: [flat.real((f"{prefix}{source}", out)) for source, out in sources]
            for port, sources in entering.get(id, {}).items()
        }
        for port, key in asked.get(id, {}).items():
            if key in wired:
                incoming[port] = list(wired[key])
                values.pop(port, None)
            elif key in answers:
                values[port] = answers[key]
                flat.answered.add((path, port))
        if is_flow(node):
            _dissolve(flat, node, nested, path, values, incoming)
        else:
            flat.nodes[path] = node
            flat.values[path] = {k: v for k, v in values.items() if k not in incoming}
            flat.wires |= {(path, port): sources for port, sources in incoming.items()}


def _dissolve(
    flat: Flat,
    node: Node,
    nested: Nested,
    path: str,
    values: dict[str, Json],
    incoming: Mapping[str, list[Endpoint]],
) -> None:
    inner = nested[flow_reference(node.values)]
    flow = inner.flow
    given = {s.key: s.default for s in flow.fields if s.default is not None} if flow else {}
    given |= {k: v for k, v in values.items() if k not in ("flow", "version")}
    given = {key: value for key, value in given.items() if key not in incoming}
    _add(flat, inner, nested, f"{path}/", given, incoming)
    flat.kept[path] = {
        section.key: flat.real((f"{path}/{owner}", port))
        for section in (flow.results if flow else [])
        for owner, port in [split_endpoint(section.port)]
    }
