"""When what was ready, begun and done in a run, told from its events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from headrace.graph.counts import Counts
from headrace.graph.plan import Plan
from headrace.graph.schedule import PassItem, Schedule

_BEGINNINGS = frozenset({"run.queued", "run.resumed", "run.answered"})
_ENDS = frozenset({"step.succeeded", "step.failed"})


class Happened(NamedTuple):
    """An event, as far as it tells of time."""

    at: datetime
    kind: str
    step: str | None = None
    item: int | None = None
    reused: bool = False


@dataclass(slots=True)
class Moments:
    """One item of a pass. `work` is the time somebody was at it, over all its attempts."""

    ready: datetime | None = None
    started: datetime | None = None
    finished: datetime | None = None
    work: timedelta = field(default_factory=timedelta)
    reused: bool = False

    @property
    def wait(self) -> timedelta | None:
        """From when it could have been begun, the time in which nobody was at it."""
        if self.ready is None or self.started is None:
            return None
        return max((self.finished or self.started) - self.ready - self.work, timedelta())


def moments(
    plan: Plan, counts: Counts, events: Sequence[Happened], asked: Iterable[PassItem]
) -> dict[PassItem, Moments]:
    """Of the pass items asked for; `events` are all of the run, in order."""
    told = _Told(plan)
    for event in _since_resumed(events):
        told.hear(event)
    ends = told.ends_of_passes()
    schedule = Schedule(plan)
    found: dict[PassItem, Moments] = {}
    for at in asked:
        found[at] = told.of.get(at) or Moments()
        found[at].ready = _ready(schedule.needs(counts, at), told, ends)
    return found


def _since_resumed(events: Sequence[Happened]) -> Sequence[Happened]:
    """Everything is told anew of a run that was resumed."""
    places = [place for place, event in enumerate(events) if event.kind == "run.resumed"]
    return events[places[-1] :] if places else events


class _Told:
    """What the events tell, item by item."""

    def __init__(self, plan: Plan) -> None:
        self._pass_of = plan.pass_of
        self._since: dict[PassItem, datetime] = {}
        self.began: datetime | None = None
        self.of: dict[PassItem, Moments] = {}

    def hear(self, event: Happened) -> None:
        if event.step is None or event.item is None:
            if event.kind in _BEGINNINGS and not self.of:
                self.began = event.at
            return
        if event.step not in self._pass_of:
            return
        at = PassItem(self._pass_of[event.step], event.item)
        own = self.of.setdefault(at, Moments())
        if event.kind == "step.started":
            own.started = own.started or event.at
            self._since[at] = event.at
        elif event.kind in _ENDS or event.kind == "step.postponed":
            # The steps of a pass end together: the first of their events closes it.
            own.work += event.at - self._since.pop(at, event.at)
            if event.kind in _ENDS:
                own.finished, own.reused = event.at, event.reused

    def ends_of_passes(self) -> dict[str, datetime]:
        ends: dict[str, datetime] = {}
        for at, own in self.of.items():
            if own.finished:
                ends[at.pass_id] = max(ends.get(at.pass_id, own.finished), own.finished)
        return ends


def _ready(
    needs: Iterable[PassItem | str], told: _Told, ends: Mapping[str, datetime]
) -> datetime | None:
    """When the last of what it waited for was done; None while that is still to come."""
    latest = told.began
    for before in needs:
        if isinstance(before, PassItem):
            end = told.of[before].finished if before in told.of else None
        else:
            end = ends.get(before)
        if end is None:
            return None
        latest = max(latest, end) if latest else end
    return latest
