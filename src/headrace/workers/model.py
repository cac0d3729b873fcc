"""Shape of a worker."""

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from headrace.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Attendance:
    """A worker as it announces itself: which process it is, and what it takes work from.

    No queues means all of them.
    """

    queues: Sequence[str]
    id: str = field(default_factory=lambda: new_id("worker"))
    host: str = field(default_factory=socket.gethostname)
    pid: int = field(default_factory=os.getpid)


@dataclass(frozen=True, slots=True)
class Present:
    """A worker that lives. No queues means all of them."""

    id: str
    host: str
    pid: int
    queues: Sequence[str]
    started_at: datetime
    beat_at: datetime

    def takes(self, queue: str) -> bool:
        return not self.queues or queue in self.queues
