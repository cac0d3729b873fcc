"""The ports of placed nodes, nested flows included, with every `any` worked out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from headrace.graph.document import Edge, Node, SpaceDocument, split_endpoint
from headrace.graph.nodetype import NodeType, Port, Registry
from headrace.graph.values import KINDS, Json, Kind

FLOW_TYPE = "flow"

Nested = Mapping[str, SpaceDocument]
"""Published documents by reference: `flow_…@3`, and the same by slug."""


def flow_reference(values: Mapping[str, Json]) -> str:
    """What a `flow` node names: `product-card@3`."""
    return f"{values.get('flow', '')}@{values.get('version', '')}"


def is_flow(node: Node) -> bool:
    return node.type.partition("@")[0] == FLOW_TYPE


@dataclass(frozen=True, slots=True)
class Shape:
    """A placed node's ports. `node_type` is None for a nested flow."""

    node_type: NodeType | None
    inputs: dict[str, Port]
    outputs: dict[str, Port]


def shapes_of(document: SpaceDocument, registry: Registry, nested: Nested) -> dict[str, Shape]:
    """Every node's shape by id; nodes whose type or flow is unknown are left out."""
    return with_kinds(document, declared_shapes(document.nodes, registry, nested))


def declared_shapes(nodes: Iterable[Node], registry: Registry, nested: Nested) -> dict[str, Shape]:
    """The same with every `any` still open: it depends on nothing but the nodes themselves."""
    return _declared(nodes, registry, nested, {})


def _declared(
    nodes: Iterable[Node], registry: Registry, nested: Nested, known: dict[str, Shape]
) -> dict[str, Shape]:
    """`known` keeps the shapes of nested flows: the same flow may be inside many times."""
    shapes: dict[str, Shape] = {}
    for node in nodes:
        if is_flow(node):
            reference = flow_reference(node.values)
            if reference not in known and reference in nested:
                known[reference] = _flow_shape(nested[reference], registry, nested, known)
            if reference in known:
                shapes[node.id] = known[reference]
        elif node_type := registry.find(node.type):
            outputs = {port.name: port for port in node_type.outputs}
            shapes[node.id] = Shape(node_type, node_type.inputs_with(node.values), outputs)
    return shapes


def _flow_shape(
    inner: SpaceDocument, registry: Registry, nested: Nested, known: dict[str, Shape]
) -> Shape:
    shapes = with_kinds(inner, _declared(inner.nodes, registry, nested, known))
    inputs: dict[str, Port] = {}
    outputs: dict[str, Port] = {}
    values = {node.id: node.values for node in inner.nodes}
    for section in inner.flow.fields if inner.flow else []:
        node, name = split_endpoint(section.port)
        port = shapes[node].inputs[name]
        default = section.default if section.default is not None else values[node].get(name)
        needed = section.required if section.required is not None else port.required
        inputs[section.key] = replace(
            port,
            name=section.key,
            title=section.label or port.title,
            help=section.help or port.help,
            default=default if default is not None else port.default,
            required=needed and default is None,
        )
    for section in inner.flow.results if inner.flow else []:
        node, name = split_endpoint(section.port)
        port = shapes[node].outputs[name]
        outputs[section.key] = replace(
            port,
            name=section.key,
            title=section.label or port.title,
            many=port.many or _is_mapped(inner, shapes, node),
        )
    return Shape(None, inputs, outputs)


def _is_mapped(document: SpaceDocument, shapes: Mapping[str, Shape], node: str) -> bool:
    """Whether a list reaches a single-value input somewhere before this node."""
    incoming: dict[str, list[tuple[str, str, str]]] = {}
    for edge in document.edges:
        source, out = split_endpoint(edge.source)
        target, port = split_endpoint(edge.target)
        incoming.setdefault(target, []).append((port, source, out))
    known: dict[str, bool] = {}

    def mapped(of: str) -> bool:
        if of not in known:
            known[of] = False
            known[of] = any(
                not shapes[of].inputs[port].many
                and (shapes[source].outputs[out].many or mapped(source))
                for port, source, out in incoming.get(of, [])
            )
        return known[of]

    return mapped(node)


def with_kinds(document: SpaceDocument, shapes: dict[str, Shape]) -> dict[str, Shape]:
    """Gives `any` ports the kind of what comes in, is written there, or is asked for."""
    kinds = open_kinds(document, shapes)
    return {
        id: _settled(shape, kinds[id]) if id in kinds else shape for id, shape in shapes.items()
    }


def open_kinds(document: SpaceDocument, shapes: Mapping[str, Shape]) -> dict[str, Kind]:
    """What the nodes with `any` ports carry."""
    open_nodes = [id for id, shape in shapes.items() if any(True for _ in _open_ports(shape))]
    if not open_nodes:
        return {}
    among = set(open_nodes)
    kinds: dict[str, Kind] = {}
    for node in document.nodes:
        if node.id in among and (kind := _written_kind(node, shapes[node.id])):
            kinds[node.id] = kind
    for forwards in (True, False):
        _spread(document, shapes, kinds, forwards=forwards)
    return {id: kinds.get(id, "text") for id in open_nodes}


def _open_ports(shape: Shape) -> Iterator[Port]:
    for ports in (shape.inputs, shape.outputs):
        yield from (port for port in ports.values() if port.kind == "any")


def _written_kind(node: Node, shape: Shape) -> Kind | None:
    declared = node.values.get("of")
    if declared in KINDS and "of" in shape.inputs and declared != "any":
        return next(kind for kind in KINDS if kind == declared)
    for port in shape.inputs.values():
        value = node.values.get(port.name)
        if port.kind == "any" and value not in (None, []):
            return _kind_of_value(value[0] if isinstance(value, list) else value)
    return None


def _kind_of_value(value: Json) -> Kind | None:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, dict) or (isinstance(value, str) and value.startswith("asset_")):
        return "image"
    return None


def _spread(
    document: SpaceDocument,
    shapes: Mapping[str, Shape],
    kinds: dict[str, Kind],
    *,
    forwards: bool,
) -> None:
    """Along every wire between ports, from nodes whose kind is known to those where it is open."""
    onwards: dict[str, list[str]] = {}
    for edge in document.edges:
        output, input = _ports_of(edge, shapes)
        if output is None or input is None:
            continue
        near, far = (input, output) if forwards else (output, input)
        source, target = split_endpoint(edge.source)[0], split_endpoint(edge.target)[0]
        here, there = (target, source) if forwards else (source, target)
        if near.kind == "any" and far.kind == "any":
            onwards.setdefault(there, []).append(here)
        elif near.kind == "any":
            kinds.setdefault(here, far.kind)
    waiting = [node for node in onwards if node in kinds]
    while waiting:
        node = waiting.pop()
        for after in onwards.get(node, ()):
            if after not in kinds:
                kinds[after] = kinds[node]
                waiting.append(after)


def _ports_of(edge: Edge, shapes: Mapping[str, Shape]) -> tuple[Port | None, Port | None]:
    source, out = split_endpoint(edge.source)
    target, into = split_endpoint(edge.target)
    output = shapes[source].outputs.get(out) if source in shapes else None
    return output, shapes[target].inputs.get(into) if target in shapes else None


def _settled(shape: Shape, kind: Kind) -> Shape:
    def settle(ports: dict[str, Port]) -> dict[str, Port]:
        return {
            name: replace(port, kind=kind) if port.kind == "any" else port
            for name, port in ports.items()
        }

    return Shape(shape.node_type, settle(shape.inputs), settle(shape.outputs))
