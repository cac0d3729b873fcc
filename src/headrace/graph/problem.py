"""Problems of a graph, as data that names the place."""

from typing import Literal

from pydantic import BaseModel

ProblemCode = Literal[
    "node.duplicate",
    "node.type_unknown",
    "node.setting_unknown",
    "port.unknown",
    "edge.node_unknown",
    "edge.incompatible",
    "edge.second_into_input",
    "edge.many_needed",
    "model.by_wire",
    "model.unknown",
    "graph.cycle",
    "graph.empty",
    "graph.too_large",
    "input.missing",
    "value.wrong",
    "flow.unknown",
    "flow.contains_itself",
    "flow.nesting_too_deep",
    "field.duplicate",
    "field.port_unknown",
    "field.port_wired",
    "field.default_wrong",
    "field.clash",
    "result.duplicate",
    "result.port_unknown",
    "result.before_unknown",
    "result.missing",
]


class Problem(BaseModel):
    """One thing that keeps a graph from running. `message` says what to do."""

    code: ProblemCode
    message: str
    node: str | None = None
    port: str | None = None
    field: str | None = None
    severity: Literal["error", "warning"] = "error"
