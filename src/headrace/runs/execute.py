"""The worker's one task: claim a pass item, run it, settle it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from headrace.blobs import Blobs
from headrace.db.engine import Database
from headrace.egress import Egress
from headrace.graph import values
from headrace.graph.asking import Answer, Capability, Picture, Request
from headrace.graph.nodetype import Registry
from headrace.graph.schedule import PassItem
from headrace.graph.values import Image, Json
from headrace.kernel.fault import reach
from headrace.media.picture import Query
from headrace.media.studio import Studio
from headrace.providers.vault import Vault
from headrace.runs.claim import Claim, Hands, claim
from headrace.runs.outside import Outside
from headrace.runs.perform import Outcome, Performance, given_up
from headrace.runs.postpone import may_try_again, postpone
from headrace.runs.progress import report
from headrace.runs.render import Darkroom
from headrace.runs.settle import settle
from headrace.trace import span
from headrace.workspaces.find import house_of

_REPORT_SECONDS = 0.5
MOST_LOST = 5
"""A step that so many workers did not survive is not given to another one."""


def _nobody(node_type: str, seconds: float) -> None:
    """Nobody counts."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What running needs."""

    database: Database
    blobs: Blobs
    studio: Studio
    registry: Registry
    egress: Egress
    vault: Vault
    hands: Hands = field(default_factory=Hands)
    timed: Callable[[str, float], None] = _nobody
    """Told how many seconds an item took, by the type of its last step."""


async def execute(engine: Engine, run: str, at: PassItem) -> None:
    """Runs one item of one pass, unless somebody else has it or the run has ended."""
    with span("execute", run=run, item=at.item):
        await _execute(engine, run, at)


async def _execute(engine: Engine, run: str, at: PassItem) -> None:
    with span("claim"):
        async with engine.database.work(house_of("")) as work:
            claimed = await claim(work, engine.hands, run, at)
    if claimed is None:
        return
    reach("claim.committed")
    begun = time.perf_counter()
    types = [claimed.plan.steps[id].type for id in claimed.plan.passes[at.pass_id].steps]
    with span("perform", steps=", ".join(types), attempt=claimed.attempt):
        outcome = await _perform(engine, claimed)
    with span("settle"):
        await _settle(engine, claimed, outcome)
    reach("settle.committed")
    engine.timed(types[-1], time.perf_counter() - begun)


async def _settle(engine: Engine, claimed: Claim, outcome: Outcome) -> None:
    async with engine.database.work(house_of(claimed.workspace)) as work:
        if outcome.try_again and may_try_again(claimed):
            await postpone(work, claimed, outcome.try_again)
        else:
            await settle(work, claimed, outcome)


async def _perform(engine: Engine, claimed: Claim) -> Outcome:
    if claimed.lost >= MOST_LOST:
        return given_up(claimed)
    darkroom = Darkroom(engine.studio, engine.blobs)
    performance = Performance(engine.registry, darkroom, claimed)
    return await performance.run(_StepContext(engine, claimed, performance))


class _StepContext:
    """The powers a node has while it runs."""

    def __init__(self, engine: Engine, claimed: Claim, performance: Performance) -> None:
        self._engine = engine
        self._claimed = claimed
        self._performance = performance
        self._outside = Outside(
            engine.database, engine.blobs, engine.studio, engine.egress, engine.vault
        )
        self._reported = 0.0

    @property
    def answer(self) -> Json:
        return self._claimed.answer["value"] if self._claimed.answer else None

    async def look(self, query: values.Query) -> Json:
        assert isinstance(query, Query)
        return await self._engine.studio.look(query)

    async def ask(self, capability: Capability, model: str, request: Request) -> Answer:
        # A step that is not local is alone in its pass.
        step = self._claimed.plan.steps[
            self._claimed.plan.passes[self._claimed.at.pass_id].steps[-1]
        ]
        return await self._outside.ask(self._claimed, step, capability, model, request)

    async def read(self, image: Image) -> Picture:
        return await self._outside.read(image)

    async def keep(self, data: bytes) -> Image:
        return self._performance.receive(await self._outside.receive(data))

    async def progress(self, done: float) -> None:
        now = time.monotonic()
        if now - self._reported < _REPORT_SECONDS:
            return
        self._reported = now
        async with self._engine.database.work(house_of(self._claimed.workspace)) as work:
            await report(work, self._claimed, min(max(done, 0.0), 1.0))
