"""From a checked document to a plan."""

from collections.abc import Mapping, Sequence

from headrace.graph.accept import Unfit, accept, is_empty
from headrace.graph.document import Node, SpaceDocument, split_endpoint
from headrace.graph.flatten import Flat, flatten
from headrace.graph.limits import SOURCES
from headrace.graph.lists import AxisFinder
from headrace.graph.nodetype import NodeType, Policy, Port, Registry
from headrace.graph.passes import passes_of
from headrace.graph.plan import Plan, PlanResult, Step
from headrace.graph.pricing import Models, how_many, price_of
from headrace.graph.shape import Nested
from headrace.graph.values import MEDIA, Json, Kind, is_list
from headrace.graph.wires import Endpoint, order_of

Wanted = Sequence[tuple[str, Endpoint]]
"""Result key and the output it shows."""


def compile_plan(
    document: SpaceDocument,
    registry: Registry,
    nested: Nested,
    models: Models,
    answers: Mapping[str, Json],
    wanted: Wanted,
) -> Plan:
    """The plan of exactly those steps the wanted outputs need, priced as `models` say.

    The document must have been checked and the answers accepted.
    """
    flat = flatten(document, nested, answers)
    types = {path: _node_type(node, registry) for path, node in flat.nodes.items()}
    targets = [(key, flat.real(endpoint)) for key, endpoint in wanted]
    order = _needed(flat, [endpoint[0] for _, endpoint in targets])
    finder = AxisFinder(
        gathers={path: _names(t.inputs_with(flat.values[path])) for path, t in types.items()},
        lists={path: _many(t.outputs) for path, t in types.items()},
    )
    steps = {path: _step(path, flat, types[path], finder, models) for path in order}
    kinds = _kinds(order, flat, types)
    return Plan(
        steps=steps,
        axes=finder.axes,
        passes=passes_of(steps, finder),
        results=[
            PlanResult(
                key=key,
                step=step,
                port=port,
                kind=kinds[step, port],
                list=port in finder.lists[step] or steps[step].axis is not None,
            )
            for key, (step, port) in targets
        ],
        outputs={path: sorted(finder.lists[path]) for path in order if finder.lists[path]},
        gathers={path: sorted(finder.gathers[path]) for path in order if finder.gathers[path]},
        lengths=_lengths(steps, types, finder),
    )


def wanted_of_flow(document: SpaceDocument) -> Wanted:
    """What the flow section shows."""
    flow = document.flow
    return [(r.key, split_endpoint(r.port)) for r in flow.results] if flow else []


def _node_type(node: Node, registry: Registry) -> NodeType:
    found = registry.find(node.type)
    if found is None:
        raise ValueError(f"{node.type} was not checked")
    return found


def _many(ports: Sequence[Port]) -> set[str]:
    return {port.name for port in ports if port.many}


def _names(ports: Mapping[str, Port]) -> set[str]:
    return {name for name, port in ports.items() if port.many}


def _needed(flat: Flat, ends: Sequence[str]) -> list[str]:
    sources: dict[str, set[str]] = {}
    for (target, _), incoming in flat.wires.items():
        sources.setdefault(target, set()).update(source for source, _ in incoming)
    found: set[str] = set()
    waiting = list(ends)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += sources.get(path, ())
    wires = {target: incoming for target, incoming in flat.wires.items() if target[0] in found}
    return order_of((path for path in flat.nodes if path in found), wires).sorted


def _step(path: str, flat: Flat, node_type: NodeType, finder: AxisFinder, models: Models) -> Step:
    node, values = flat.nodes[path], flat.values[path]
    inputs = node_type.inputs_with(values)
    wires = {port: flat.wires[path, port] for port in inputs if (path, port) in flat.wires}
    price = price_of(node_type, values, models)
    return Step(
        id=path,
        type=f"{node_type.id}@{node_type.version}",
        title=node.title or node_type.title,
        values={
            name: _in_its_one_form(value, inputs.get(name))
            for name, value in values.items()
            if value is not None and not _is_about_answered(flat, path, inputs.get(name))
        },
        wires=wires,
        axis=finder.axis_of(path, wires, combine=node.pairing == "combine"),
        local=node_type.local,
        price=price.credits,
        provider=price.provider,
        queue=node_type.queue,
        asks=node_type.asks,
        fresh=bool(node.fresh),
        policy=Policy(
            attempts=node.attempts or node_type.policy.attempts,
            seconds=node.timeout or node_type.policy.seconds,
        ),
    )


def _is_about_answered(flat: Flat, path: str, port: Port | None) -> bool:
    """Whether it speaks about items of the builder's that a runner replaced by others."""
    return port is not None and port.about is not None and (path, port.about) in flat.answered


def _in_its_one_form(value: Json, port: Port | None) -> Json:
    """A checked setting as steps expect it. Media have theirs once they are at hand."""
    if port is None or port.kind in MEDIA or port.kind == "any" or is_empty(value):
        return value
    try:
        return accept(value, port)
    except Unfit:
        # Published when its port allowed more; the step says so when it runs.
        return value


def _kinds(order: Sequence[str], flat: Flat, types: Mapping[str, NodeType]) -> dict[Endpoint, Kind]:
    """What really leaves each output; an `any` output carries what came in."""
    kinds: dict[Endpoint, Kind] = {}
    for path in order:
        node_type = types[path]
        carried: Kind = "any"
        for name, port in node_type.inputs_with(flat.values[path]).items():
            sources = flat.wires.get((path, name))
            if port.kind == "any" and sources:
                carried = kinds[sources[0]]
        for port in node_type.outputs:
            kinds[path, port.name] = carried if port.kind == "any" else port.kind
    return kinds


def _lengths(
    steps: Mapping[str, Step], types: Mapping[str, NodeType], finder: AxisFinder
) -> dict[str, int]:
    known: dict[str, int] = {}
    for path, step in steps.items():
        if types[path].capability == "image.generate" and step.axis is None:
            known[f"{path}.images"] = how_many(types[path], step.values)
        if types[path].category != SOURCES:
            continue
        for port in finder.lists[path] & finder.gathers[path]:
            value = step.values.get(port)
            if not step.wires and step.axis is None and is_list(value):
                known[f"{path}.{port}"] = types[path].length(step.values)
    return known
