"""Problems of a flow section: fields and results that do not fit the graph."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from headrace.graph.accept import Unfit, accept, is_empty
from headrace.graph.document import (
    FieldSection,
    FlowSection,
    SpaceDocument,
    split_endpoint,
)
from headrace.graph.limits import field_limits
from headrace.graph.limits import is_empty as nothing_fits
from headrace.graph.problem import Problem
from headrace.graph.shape import Shape


def check_flow(
    document: SpaceDocument, flow: FlowSection, shapes: Mapping[str, Shape]
) -> Iterator[Problem]:
    wired = {edge.target for edge in document.edges}
    keys: set[str] = set()
    ports: set[str] = set()
    for field in flow.fields:
        if field.key in keys or field.port in ports:
            yield _of_field(
                field,
                "field.duplicate",
                "Use each key and each port for one field only.",
            )
        keys.add(field.key)
        ports.add(field.port)
        yield from _field(document, field, shapes, wired)
    yield from _results(flow, shapes, keys)


def _field(
    document: SpaceDocument,
    field: FieldSection,
    shapes: Mapping[str, Shape],
    wired: set[str],
) -> Iterator[Problem]:
    node, name = split_endpoint(field.port)
    if node not in shapes or name not in shapes[node].inputs:
        message = f"The field {field.key} names {field.port}, which is no input of this space."
        yield _of_field(field, "field.port_unknown", message)
        return
    if field.port in wired:
        message = f"A wire already fills {field.port}; remove it, or expose what feeds it."
        yield _of_field(field, "field.port_wired", message)
    limits = field_limits(document, shapes, node, name)
    if nothing_fits(limits):
        message = f"No value of {field.key} fits everything it feeds; change one of those nodes."
        yield _of_field(field, "field.clash", message)
    elif not is_empty(field.default):
        try:
            accept(field.default, replace(shapes[node].inputs[name], limits=limits))
        except Unfit as unfit:
            message = f"The default of {field.key} does not fit: {unfit.message}"
            yield _of_field(field, "field.default_wrong", message)


def _of_field(field: FieldSection, code: str, message: str) -> Problem:
    node, port = split_endpoint(field.port)
    return Problem.model_validate(
        {
            "code": code,
            "node": node,
            "port": port,
            "field": field.key,
            "message": message,
        }
    )


def _results(flow: FlowSection, shapes: Mapping[str, Shape], fields: set[str]) -> Iterator[Problem]:
    keys: set[str] = set()
    for result in flow.results:
        node, name = split_endpoint(result.port)
        if result.key in keys:
            message = f"Two results have the key {result.key}; rename one."
            yield Problem(
                code="result.duplicate", message=message, node=node, port=name, field=result.key
            )
        keys.add(result.key)
        if node not in shapes or name not in shapes[node].outputs:
            message = f"The result {result.key} names {result.port}, which is no output here."
            yield Problem(
                code="result.port_unknown", message=message, node=node, port=name, field=result.key
            )
        if result.before is not None and result.before not in fields:
            message = f"The result {result.key} compares with {result.before}, which is no field."
            yield Problem(
                code="result.before_unknown",
                message=message,
                node=node,
                port=name,
                field=result.key,
            )
    if not flow.results:
        yield Problem(
            code="result.missing",
            message="Choose at least one output to show as a result.",
        )
