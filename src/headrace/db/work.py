"""Work: who acts, when, and the transaction it happens in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Work:
    """Handed to every verb. A verb never commits; whoever opened the work does."""

    actor: Actor
    now: datetime
    connection: AsyncConnection
