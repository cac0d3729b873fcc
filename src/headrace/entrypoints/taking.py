"""Media that callers name, taken on their behalf; the same at every door."""

from headrace.assets.accept import accept
from headrace.assets.model import Kept
from headrace.flows.media import Take
from headrace.graph.values import Json, Kind
from headrace.house import House
from headrace.kernel.actor import Actor


def taking(house: House, actor: Actor) -> Take:
    """Makes assets of the actor's workspace of whatever stands for media."""

    async def take(kind: Kind, raw: Json) -> Kept:
        return await accept(
            house.database, actor, house.studio, house.blobs, house.egress, kind, raw
        )

    return take
