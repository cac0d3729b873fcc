"""Everything that keeps a space from running, each naming its node and port."""

from collections import Counter
from collections.abc import Iterator, Mapping

from headrace.graph.accept import Unfit, accept, is_empty
from headrace.graph.check_flow import check_flow
from headrace.graph.check_models import check_models, defaults_of
from headrace.graph.compatible import refusal, why_fixed
from headrace.graph.document import Edge, Node, SpaceDocument, split_endpoint
from headrace.graph.nodetype import Registry
from headrace.graph.pricing import Models
from headrace.graph.problem import Problem
from headrace.graph.shape import Nested, Shape, flow_reference, is_flow, shapes_of
from headrace.graph.wires import order_of, wires_of

MAX_NESTING = 8
MAX_STEPS = 10_000
"""Nodes of a graph whose nested flows are dissolved."""


def check(
    document: SpaceDocument, registry: Registry, nested: Nested, models: Models
) -> list[Problem]:
    """All problems at once, in the order of the document. An empty list means: it runs."""
    shapes = shapes_of(document, registry, nested)
    problems = list(_nodes(document, registry, shapes))
    extent = list(_extent(document, nested))
    problems += extent
    problems += _edges(document, shapes)
    problems += _inputs(document, shapes)
    problems += _cycles(document)
    if not extent:
        problems += check_models(document, registry, nested, models, defaults_of(document))
    if document.flow:
        problems += check_flow(document, document.flow, shapes)
    return problems


def errors_in(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _nodes(
    document: SpaceDocument,
    registry: Registry,
    shapes: Mapping[str, Shape],
) -> Iterator[Problem]:
    if not document.nodes:
        yield Problem(code="graph.empty", message="Add a node: this space is empty.")
    for id, count in Counter(node.id for node in document.nodes).items():
        if count > 1:
            yield Problem(
                code="node.duplicate",
                node=id,
                message=f"Rename one of the nodes called {id}.",
            )
    for node in document.nodes:
        if node.id in shapes:
            yield from _settings(node, shapes[node.id])
        elif is_flow(node):
            yield Problem(
                code="flow.unknown",
                node=node.id,
                port="flow",
                message="Choose a flow and version that exist and that you may run.",
            )
        else:
            yield _unknown_type(node, registry)


def _unknown_type(node: Node, registry: Registry) -> Problem:
    base = node.type.partition("@")[0]
    known = registry.find(base)
    hint = f"; the newest {base} is version {known.version}" if known else ""
    return Problem(
        code="node.type_unknown",
        node=node.id,
        message=f"There is no node type called {node.type}{hint}.",
    )


def _extent(document: SpaceDocument, nested: Nested) -> Iterator[Problem]:
    """How deep flows lie in each other, and how much they make together."""
    known: dict[str, tuple[int, int]] = {}
    steps = 0
    for node in document.nodes:
        depth, inside = _measure(node, nested, known)
        steps += inside
        if depth > MAX_NESTING:
            yield Problem(
                code="flow.nesting_too_deep",
                node=node.id,
                message=f"Flows may contain flows at most {MAX_NESTING} deep.",
            )
    if steps > MAX_STEPS:
        yield Problem(
            code="graph.too_large",
            message=f"This makes {steps} steps with the flows inside; at most {MAX_STEPS} may be.",
        )


def _measure(node: Node, nested: Nested, known: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """How deep flows lie in this node, and how many steps it stands for."""
    reference = flow_reference(node.values) if is_flow(node) else ""
    if reference not in nested:
        return 0, 1
    if reference not in known:
        inner = [_measure(found, nested, known) for found in nested[reference].nodes]
        depth = 1 + max((deep for deep, _ in inner), default=0)
        known[reference] = depth, sum(steps for _, steps in inner)
    return known[reference]


def _settings(node: Node, shape: Shape) -> Iterator[Problem]:
    own = {"flow", "version"} if is_flow(node) else set[str]()
    for name, value in node.values.items():
        if name in own:
            continue
        port = shape.inputs.get(name)
        if port is None:
            yield Problem(
                code="node.setting_unknown",
                node=node.id,
                port=name,
                message=f"{node.type} has no setting called {name}.",
            )
        elif value is not None and not (port.required and is_empty(value)):
            try:
                accept(value, port)
            except Unfit as unfit:
                yield Problem(code="value.wrong", node=node.id, port=name, message=unfit.message)


def _edges(document: SpaceDocument, shapes: Mapping[str, Shape]) -> Iterator[Problem]:
    ids = {node.id for node in document.nodes}
    entered = Counter[str]()
    for edge in document.edges:
        source, out = split_endpoint(edge.source)
        target, into = split_endpoint(edge.target)
        missing = [name for name in (source, target) if name not in ids]
        for name in missing:
            yield Problem(
                code="edge.node_unknown",
                node=name,
                message=f"The wire {edge.source} → {edge.target} names {name}, which is not there.",
            )
        if source in shapes and out not in shapes[source].outputs:
            yield _unknown_port(source, out, "output", shapes[source].outputs)
        elif target in shapes and into not in shapes[target].inputs:
            yield _unknown_port(target, into, "input", shapes[target].inputs)
        elif source in shapes and target in shapes:
            entered[edge.target] += 1
            yield from _wire(edge, shapes, entered[edge.target])


def _unknown_port(node: str, port: str, side: str, known: Mapping[str, object]) -> Problem:
    names = ", ".join(known) or "none"
    return Problem(
        code="port.unknown",
        node=node,
        port=port,
        message=f"{node} has no {side} called {port}; it has: {names}.",
    )


def _wire(edge: Edge, shapes: Mapping[str, Shape], entered: int) -> Iterator[Problem]:
    source, out = split_endpoint(edge.source)
    target, into = split_endpoint(edge.target)
    port = shapes[target].inputs[into]
    if reason := refusal(shapes[source].outputs[out].kind, port.kind):
        yield Problem(
            code="edge.incompatible",
            node=target,
            port=into,
            message=f"{edge.source} does not fit {edge.target}: {reason}.",
        )
    if port.fixed:
        yield Problem(
            code="model.by_wire",
            node=target,
            port=into,
            message=why_fixed(edge.target),
        )
    if entered == 2 and not port.many:
        yield Problem(
            code="edge.second_into_input",
            node=target,
            port=into,
            message=f"{edge.target} takes one wire; remove the others.",
        )


def _inputs(document: SpaceDocument, shapes: Mapping[str, Shape]) -> Iterator[Problem]:
    wired = {edge.target for edge in document.edges}
    asked = {field.port for field in document.flow.fields} if document.flow else set[str]()
    for node in document.nodes:
        for port in shapes[node.id].inputs.values() if node.id in shapes else ():
            place = f"{node.id}.{port.name}"
            given = place in wired or place in asked
            if port.required and not given and is_empty(node.values.get(port.name)):
                yield Problem(
                    code="input.missing",
                    node=node.id,
                    port=port.name,
                    message=f"Connect or fill in {port.title} of {node.title or node.id}.",
                )


def _cycles(document: SpaceDocument) -> Iterator[Problem]:
    wires = wires_of(document)
    for node in order_of((node.id for node in document.nodes), wires).cyclic:
        yield Problem(
            code="graph.cycle",
            node=node,
            message=f"{node} waits for its own result; remove a wire of the circle.",
        )
