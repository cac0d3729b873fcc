"""The plans of runs under way, kept so that a run of many items is parsed once."""

from collections import OrderedDict

from headrace.graph.plan import Plan
from headrace.graph.values import Json

_KEPT = 128


class Plans:
    """A plan changes only when its run is resumed, which makes the next edition of it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[int, Plan]] = OrderedDict()

    def edition_of(self, run: str) -> int:
        """Which edition of the run's plan is kept; 0 for none."""
        return self._kept[run][0] if run in self._kept else 0

    def of(self, run: str, edition: int, written: Json) -> Plan:
        """The plan of a run; `written` is what it is read from when it is not kept."""
        kept = self._kept.get(run)
        if kept and kept[0] == edition:
            return kept[1]
        plan = Plan.model_validate(written)
        self._kept[run] = edition, plan
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return plan
