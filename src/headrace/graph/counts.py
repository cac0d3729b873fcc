"""How many items each axis has, as far as it is known."""

from collections.abc import Mapping

from pydantic import BaseModel, Field

from headrace.graph.plan import Axis, Plan, list_axis

MAX_ITEMS_PER_RUN = 10_000


class Counts(BaseModel):
    """Items by axis. A fault is why an axis cannot be counted; it then has one item, failed."""

    sizes: dict[str, int] = Field(default_factory=dict[str, int])
    faults: dict[str, str] = Field(default_factory=dict[str, str])

    def items(self, axis: str | None) -> int | None:
        """The number of items, None while unknown; a single step has one."""
        return 1 if axis is None else self.sizes.get(axis)


def count(plan: Plan, lengths: Mapping[str, int], faults: Mapping[str, str]) -> Counts:
    """The sizes that follow from the lengths known so far, by `step.port`."""
    counts = Counts(faults=dict(faults))
    changed = True
    while changed:
        changed = False
        for id, axis in plan.axes.items():
            if (
                id not in counts.sizes
                and (size := _size(id, axis, plan, counts, lengths)) is not None
            ):
                counts.sizes[id] = size
                changed = True
    return counts


def _size(
    id: str, axis: Axis, plan: Plan, counts: Counts, lengths: Mapping[str, int]
) -> int | None:
    if id in counts.faults:
        return 1
    if axis.source is not None:
        size = lengths.get(list_axis(axis.source))
    else:
        sizes = [counts.sizes.get(part) for part in axis.parts]
        known = [size for size in sizes if size is not None]
        if len(known) < len(sizes):
            return None
        size = _joined_size(id, axis, known, plan, counts)
    if size is not None and size > MAX_ITEMS_PER_RUN:
        counts.faults[id] = f"This makes {size} items; a run takes at most {MAX_ITEMS_PER_RUN}."
        return 1
    return size


def _joined_size(id: str, axis: Axis, sizes: list[int], plan: Plan, counts: Counts) -> int:
    if axis.kind == "combine":
        product = 1
        for size in sizes:
            product *= size
        return product
    lengths = {size for size in sizes if size != 1}
    if len(lengths) > 1:
        told = [
            f"{_title(part, plan)} has {size}" for part, size in zip(axis.parts, sizes, strict=True)
        ]
        counts.faults[id] = (
            f"The lists do not pair: {' and '.join(told)}. Make them equally long, or combine them."
        )
        return 1
    return lengths.pop() if lengths else 1


def _title(axis: str, plan: Plan) -> str:
    source = plan.axes[axis].source
    return plan.steps[source[0]].title if source else axis


def position(plan: Plan, counts: Counts, axis: str | None, item: int, part: str | None) -> int:
    """Where item `item` of `axis` stands on `part`, an axis that it contains."""
    if part is None or axis is None or axis == part:
        return item if part is not None else 0
    spec = plan.axes[axis]
    if spec.kind == "pair":
        inner = next(p for p in spec.parts if _leads_to(plan, p, part))
        alone = counts.sizes[inner] == 1
        return position(plan, counts, inner, 0 if alone else item, part)
    rest = item
    for inner in reversed(spec.parts):
        rest, place = divmod(rest, max(counts.sizes[inner], 1))
        if _leads_to(plan, inner, part):
            return position(plan, counts, inner, place, part)
    raise ValueError(f"{axis} does not contain {part}")


def _leads_to(plan: Plan, axis: str, part: str) -> bool:
    return axis == part or any(_leads_to(plan, p, part) for p in plan.axes[axis].parts)
