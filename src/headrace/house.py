"""The house: everything that was built at the start and is used from then on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from headrace.blobs import Blobs
from headrace.db.engine import Database
from headrace.egress import Egress
from headrace.events.listen import Listener
from headrace.flows.run import Versions
from headrace.graph.nodetype import Registry
from headrace.media.studio import Studio
from headrace.meter import Meter
from headrace.providers.vault import Vault
from headrace.upkeep.premises import Retention


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class House:
    """`public_url` is what addresses in answers start with, when the operator says so;
    otherwise each request's own. `ready` tells whether work is being done."""

    database: Database
    blobs: Blobs
    studio: Studio
    egress: Egress
    registry: Registry
    listener: Listener
    vault: Vault
    versions: Versions = field(default_factory=Versions)
    public_url: str | None = None
    meter: Meter = field(default_factory=Meter)
    metrics_token: str | None = None
    retention: Retention = field(default_factory=Retention)
    ready: Callable[[], bool] = _always
