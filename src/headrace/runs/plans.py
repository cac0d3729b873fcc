"""The plans of runs under way, kept so that a run of many items is parsed once."""

from collections import OrderedDict

from headrace.graph.plan import Plan
from headrace.graph.values import Json

_KEPT = 128


class Plans:
    """A plan never changes, so a kept one is never wrong."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Plan] = OrderedDict()

    def __contains__(self, run: str) -> bool:
        return run in self._kept

    def of(self, run: str, written: Json) -> Plan:
        """The plan of a run; `written` is what it is read from when it is not kept."""
        plan = self._kept.get(run)
        if plan is None:
            plan = self._kept[run] = Plan.model_validate(written)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return plan
