"""Places at which the program can be made to die, to prove that nothing is lost there.

`HEADRACE_CRASH_AT=settle.charged:3` kills the process the third time it comes by, as a power
cut would.
"""

import os
import signal
from typing import Literal, get_args

Point = Literal[
    "submit.held",
    "submit.written",
    "submit.committed",
    "claim.taken",
    "claim.committed",
    "perform.asked",
    "perform.answered",
    "perform.called",
    "perform.kept",
    "settle.recorded",
    "settle.charged",
    "settle.unlocked",
    "settle.advanced",
    "settle.committed",
    "postpone.written",
    "resume.put_aside",
    "cancel.stopped",
    "answer.written",
]
"""In the order a run comes by. Before `committed`, a transaction is open."""

POINTS: tuple[Point, ...] = get_args(Point)


class _Armed:
    point: str | None = None
    left: int = 0


def arm(where: str) -> None:
    """`point` or `point:times`. Raises ValueError for a place there is not."""
    point, _, times = where.partition(":")
    if point not in POINTS or not (times or "1").isdecimal():
        raise ValueError(f"{where} is no place to crash at; there are {', '.join(POINTS)}")
    _Armed.point, _Armed.left = point, int(times or 1)


def reach(point: Point) -> None:
    """Says that the program has come to this place."""
    if _Armed.point != point:
        return
    _Armed.left -= 1
    if _Armed.left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
