"""The inputs of one step, in the form its function takes."""

from typing import Protocol

from pydantic import ValidationError

from headrace.graph.accept import Unfit, accept_item
from headrace.graph.compatible import as_kind
from headrace.graph.nodetype import NodeType, Port, Ports
from headrace.graph.plan import Step
from headrace.graph.values import Colour, Json, Media, is_list
from headrace.graph.wires import Endpoint
from headrace.kernel.errors import Invalid
from headrace.runs.load import Failed

Value = Json | Media | Failed


class Upstream(Protocol):
    """What the wires into a step bring."""

    def one(self, step: Step, source: Endpoint) -> Value: ...

    def all(self, source: Endpoint) -> list[Value] | Failed: ...

    def written(self, value: Json) -> Value: ...


def gather(step: Step, node_type: NodeType, upstream: Upstream) -> Ports | None:
    """None when a step before failed. Raises `Invalid` when a value does not fit its input."""
    values: dict[str, Value] = {}
    for name, port in node_type.inputs_with(step.values).items():
        if name in step.wires:
            found = _from_wires(step, port, upstream)
            if isinstance(found, Failed):
                return None
            values[name] = found
        elif name in step.values:
            values[name] = _coloured(upstream.written(step.values[name]), port)
    try:
        return node_type.inputs_model.model_validate(values)
    except ValidationError as error:
        raise _unfit(step, node_type, error) from None


def _unfit(step: Step, node_type: NodeType, error: ValidationError) -> Invalid:
    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    port = node_type.inputs_with(step.values).get(name)
    title = port.title if port else "input"
    if first["type"] == "missing":
        return Invalid("step.input_missing", f"{step.title} has no {title}: fill it in.")
    return Invalid("step.input_wrong", f"{title} of {step.title}: {first['msg']}.")


def _from_wires(step: Step, port: Port, upstream: Upstream) -> Value:
    sources = step.wires[port.name]
    if not port.many:
        value = upstream.one(step, sources[0])
        return value if isinstance(value, Failed) else _fitted(step, port, value)
    gathered: list[Value] = []
    for source in sources:
        whole = upstream.all(source)
        if isinstance(whole, Failed):
            return whole
        gathered += [_fitted(step, port, value) for value in whole]
    return gathered


def _fitted(step: Step, port: Port, value: Value) -> Value:
    if isinstance(value, Media):
        return value
    try:
        fitted = accept_item(as_kind(value, port.kind), port.kind, port.limits)
    except Unfit as unfit:
        message = f"{port.title} of {step.title}: {unfit.message}"
        raise Invalid("step.input_wrong", message) from None
    return _coloured(fitted, port)


def _coloured(value: Value, port: Port) -> Value:
    if port.kind != "colour":
        return value
    if is_list(value):
        return [Colour(item) for item in value]
    return Colour(value) if isinstance(value, str) else value
