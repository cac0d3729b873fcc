"""The plans of runs under way, kept so that a run of many items is parsed once."""

from collections import OrderedDict

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.graph.plan import Plan
from headrace.runs.tables import runs

_KEPT = 128


class Plans:
    """A plan never changes, so a kept one is never wrong."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Plan] = OrderedDict()

    async def of(self, connection: AsyncConnection, run: str) -> Plan:
        plan = self._kept.get(run)
        if plan is None:
            row = await connection.execute(select(runs.c.plan).where(runs.c.id == run))
            plan = self._kept[run] = Plan.model_validate(row.scalar_one())
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(run)
        return plan
