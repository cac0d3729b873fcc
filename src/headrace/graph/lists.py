"""How lists spread through a plan: which axis each step is mapped over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from headrace.graph.plan import Axis, list_axis
from headrace.graph.wires import Endpoint


@dataclass(slots=True)
class AxisFinder:
    """Given step by step in their order; remembers the axes it met.

    `gathers` names each step's inputs that take whole lists, `lists` its outputs that
    give them.
    """

    gathers: Mapping[str, set[str]]
    lists: Mapping[str, set[str]]
    axes: dict[str, Axis] = field(default_factory=dict[str, Axis])
    steps: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

    def axis_of(
        self, step: str, wires: Mapping[str, list[Endpoint]], *, combine: bool
    ) -> str | None:
        """The axis of this step: None when every input is a single value or a whole list."""
        found: list[str] = []
        for port, sources in wires.items():
            axis = None if port in self.gathers[step] else self.axis_of_wire(sources[0])
            if axis is not None and axis not in found:
                found.append(axis)
        self.steps[step] = axis = self._joined(step, found, combine=combine)
        return axis

    def axis_of_wire(self, source: Endpoint) -> str | None:
        """The axis a single-value input meets on this wire."""
        step, port = source
        if port in self.lists[step]:
            axis = list_axis(source)
            self.axes.setdefault(axis, Axis(kind="list", source=source))
            return axis
        return self.steps[step]

    def _joined(self, step: str, found: list[str], *, combine: bool) -> str | None:
        if len(found) <= 1:
            return found[0] if found else None
        if combine:
            axis = f"{step}×"
            self.axes[axis] = Axis(kind="combine", parts=found)
            return axis
        for candidate in found:
            if all(contains(self.axes, candidate, other) for other in found):
                return candidate
        axis = "+".join(sorted(found))
        self.axes.setdefault(axis, Axis(kind="pair", parts=sorted(found)))
        return axis


def contains(axes: Mapping[str, Axis], axis: str, part: str) -> bool:
    """Whether a position on `axis` tells the position on `part`."""
    return axis == part or any(contains(axes, inner, part) for inner in axes[axis].parts)
