"""What keeping house needs to know of a house; much less than running it."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from headrace.blobs import Blobs
from headrace.db.engine import Database


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what nobody needs is kept; None is for ever."""

    runs: timedelta | None = None
    deleted: timedelta = timedelta(days=30)
    orphans: timedelta = timedelta(days=1)
    """Bytes that are nobody's may be an upload under way."""


@dataclass(frozen=True, slots=True)
class Premises:
    """A house's database, files and data folder."""

    database: Database
    blobs: Blobs
    data: Path
    retention: Retention = field(default_factory=Retention)

    @property
    def secret(self) -> Path:
        """What providers' keys are sealed with."""
        return self.data / "secret.key"
