"""Run the steps of one pass item, with no transaction open.

Functions run in order and hand pictures on uncomputed; what is shown or needed elsewhere is
then rendered in one call.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field

import structlog

from headrace.assets.model import Received
from headrace.graph.nodetype import Context, NodeType, Registry
from headrace.graph.plan import Step
from headrace.graph.values import Image, Json, Media, is_list
from headrace.graph.wires import Endpoint
from headrace.kernel.errors import HeadraceError, TryAgain
from headrace.kernel.fault import reach
from headrace.runs.claim import Claim
from headrace.runs.gather import Value, gather
from headrace.runs.load import FAILED, Failed
from headrace.runs.model import StepFailure
from headrace.runs.render import Blame, Darkroom
from headrace.runs.stored import MediaValue, Opened

_log = structlog.get_logger()
SKIPPED = "step.skipped"
_SKIPPED = StepFailure(
    code=SKIPPED, message="A step before this one failed, so this one did not run."
)


@dataclass(slots=True)
class Outcome:
    """What came of a pass item: each step has outputs or a failure."""

    outputs: dict[str, dict[str, Json]] = field(default_factory=dict[str, dict[str, Json]])
    failures: dict[str, StepFailure] = field(default_factory=dict[str, StepFailure])
    made: list[MediaValue] = field(default_factory=list[MediaValue])
    try_again: TryAgain | None = None
    """Set when a step failed in a way that may pass."""


class Performance:
    """One pass item being run."""

    def __init__(self, registry: Registry, darkroom: Darkroom, claim: Claim) -> None:
        self._registry = registry
        self._darkroom = darkroom
        self._claim = claim
        self._values: dict[str, dict[str, Value]] = {}
        self._opened = Opened()
        self._blame = Blame()
        self._received: list[MediaValue] = []
        self._outcome = Outcome()

    def receive(self, received: Received) -> Image:
        """A picture that a step got from outside; it becomes an asset when the step succeeds."""
        step = self._claim.plan.passes[self._claim.at.pass_id].steps[-1]
        shown = next((r.port for r in self._claim.plan.results if r.step == step), "")
        name = f"{self._file_name(step, shown)}-{len(self._received) + 1:03d}"
        media = MediaValue(
            asset=received.id,
            blob=received.blob,
            mime=received.mime,
            width=received.width or 0,
            height=received.height or 0,
            bytes=received.bytes,
            name=f"{name}.{received.mime.partition('/')[2].replace('jpeg', 'jpg')}",
        )
        picture, is_new = self._opened.receive(media)
        if is_new:
            self._received.append(media)
        return picture

    async def run(self, context: Context) -> Outcome:
        """Never raises for what a step did wrong; that is part of the outcome."""
        plan, outcome = self._claim.plan, self._outcome
        steps = [plan.steps[id] for id in plan.passes[self._claim.at.pass_id].steps]
        for step in steps:
            if step.id in self._claim.taken.outputs:
                self._take_over(step.id)
            else:
                await self._step(step, context)
        reach("perform.called")
        await self._develop(steps)
        reach("perform.kept")
        for id, values in self._values.items():
            outcome.outputs[id] = {
                port: self._opened.write(values[port]) for port in self._kept(id)
            }
        if outcome.outputs:
            outcome.made += self._received
        return outcome

    def _take_over(self, step: str) -> None:
        outputs = self._claim.taken.outputs[step]
        self._values[step] = {port: self._opened.open(value) for port, value in outputs.items()}

    def _kept(self, step: str) -> Collection[str]:
        """Which of its outputs are written down: what was paid for is kept whole."""
        if self._claim.plan.steps[step].keeps_all:
            return self._values[step].keys()
        return self._claim.plan.kept.get(step, set()) & self._values[step].keys()

    async def _step(self, step: Step, context: Context) -> None:
        if fault := self._claim.counts.faults.get(step.axis or ""):
            self._fail(step, StepFailure(code="list.unequal", message=fault))
            return
        node_type = self._registry.find(step.type)
        if node_type is None:
            message = "This flow uses a tool that this server no longer has."
            self._fail(step, StepFailure(code="node.type_unknown", message=message))
            return
        try:
            async with asyncio.timeout(step.policy.seconds):
                await self._call(step, node_type, context)
        except TimeoutError:
            self._fail(step, _too_slow(step))
        except HeadraceError as error:
            if isinstance(error, TryAgain):
                self._outcome.try_again = error
            detail = error.detail or None
            failure = StepFailure(code=error.code, message=error.message, detail=detail)
            self._fail(step, failure)
        except Exception:  # noqa: BLE001 - a node's function may raise anything at all
            _log.exception("a node's function failed", node_type=step.type, run=self._claim.run)
            self._fail(step, _crashed(step))

    async def _call(self, step: Step, node_type: NodeType, context: Context) -> None:
        inputs = gather(step, node_type, self)
        if inputs is None:
            self._fail(step, _SKIPPED)
            return
        outputs = await node_type.run(inputs, context)
        values = {port.name: getattr(outputs, port.name) for port in node_type.outputs}
        self._blame.note(step.id, values.values())
        self._values[step.id] = values

    async def _develop(self, steps: list[Step]) -> None:
        """Renders what is kept; a picture that fails takes its step and what follows along."""
        plan = self._claim.plan
        shown = [
            (self._file_name(id, port), values[port])
            for id, values in self._values.items()
            for port in self._kept(id)
        ]
        for picture, result in await self._darkroom.develop(shown):
            if isinstance(result, MediaValue):
                self._opened.keep(picture, result)
                self._outcome.made.append(result)
            else:
                blamed = plan.steps[self._blame.of(result.at, picture)]
                failure = StepFailure(
                    code=result.code, message=result.message, detail=result.detail
                )
                self._fail(blamed, failure)
        self._skip_followers(steps)

    def _file_name(self, step: str, port: str) -> str:
        """`card`, or `card-007` for one of several: the result's key, or else the step's name."""
        plan, item = self._claim.plan, self._claim.at.item
        keys = (r.key for r in plan.results if (r.step, r.port) == (step, port))
        name = next(keys, step.rpartition("/")[2])
        return name if plan.steps[step].axis is None else f"{name}-{item + 1:03d}"

    def _skip_followers(self, steps: list[Step]) -> None:
        for step in steps:
            if step.id not in self._values:
                continue
            sources = {source[0] for found in step.wires.values() for source in found}
            if any(source in self._outcome.failures for source in sources):
                self._fail(step, _SKIPPED)

    def _fail(self, step: Step, failure: StepFailure) -> None:
        where = {"step": step.title, "node": step.id, "item": self._claim.at.item}
        self._outcome.failures[step.id] = failure.model_copy(update=where)
        self._values.pop(step.id, None)

    def one(self, step: Step, source: Endpoint) -> Value:
        if self._is_inside(source):
            return self._values.get(source[0], {}).get(source[1], FAILED)
        value = self._claim.before.value(step, self._claim.at.item, source)
        return value if isinstance(value, Failed) else self._opened.open(value)

    def all(self, source: Endpoint) -> list[Value] | Failed:
        if not self._is_inside(source):
            whole = self._claim.before.whole(source)
            return whole if isinstance(whole, Failed) else [self._opened.open(v) for v in whole]
        value = self._values.get(source[0], {}).get(source[1], FAILED)
        if isinstance(value, Failed) or is_list(value):
            return value
        return [value]

    def written(self, value: Json) -> Json | Media:
        return self._opened.open(value)

    def _is_inside(self, source: Endpoint) -> bool:
        return self._claim.plan.pass_of[source[0]] == self._claim.at.pass_id


def given_up(claim: Claim) -> Outcome:
    """The outcome of a pass item that is not tried again."""
    steps = claim.plan.passes[claim.at.pass_id].steps
    failures = {
        id: StepFailure(
            code="step.given_up",
            message="This step ended the program that worked on it, several times. "
            "Try other inputs, or tell who runs this server.",
            detail=f"{claim.lost} workers died while they worked on it.",
            step=claim.plan.steps[id].title,
            node=id,
            item=claim.at.item,
        )
        for id in steps
    }
    return Outcome(failures=failures)


def _too_slow(step: Step) -> StepFailure:
    return StepFailure(
        code="step.too_slow",
        message=f"{step.title} took too long. Try again, or with less to do.",
        detail=f"It did not end within {step.policy.seconds:g} seconds.",
    )


def _crashed(step: Step) -> StepFailure:
    return StepFailure(
        code="step.crashed",
        message="This step failed inside Headrace. Try again, or tell who runs this server.",
        detail=f"{step.type} raised an unexpected error; the server's log has it.",
    )
