"""Everything that can happen to a run."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from headrace.graph.values import Json

EventKind = Literal[
    "run.queued",
    "run.started",
    "step.started",
    "step.progress",
    "step.succeeded",
    "step.failed",
    "step.postponed",
    "run.waiting",
    "run.answered",
    "run.resumed",
    "run.succeeded",
    "run.failed",
    "run.cancelled",
]

EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
FINAL: frozenset[str] = frozenset({"run.succeeded", "run.failed", "run.cancelled"})
"""After one of these, nothing more happens to a run unless it is resumed."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What is about to be written; `data` is what this kind adds to the common members."""

    kind: EventKind
    data: dict[str, Json] = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the log. `seq` counts from 1 within its run, without gaps."""

    run: str
    seq: int
    at: str
    kind: EventKind
    data: dict[str, Json]

    def as_json(self) -> dict[str, Json]:
        return {"seq": self.seq, "at": self.at, "run": self.run, "kind": self.kind} | self.data
