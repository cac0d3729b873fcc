"""Resume a run of a flow, also onto a newer version of it."""

from typing import Literal

from headrace.access.policy import require
from headrace.db.work import Work
from headrace.flows.run import Published, Ready, Versions
from headrace.graph.nodetype import Registry
from headrace.graph.values import Json
from headrace.kernel.errors import invalid_field
from headrace.runs.find import get_run
from headrace.runs.resume import Instead
from headrace.runs.resume import resume as go_on


async def newer_version(
    work: Work, versions: Versions, run: str, version: int | Literal["newest"] | None
) -> tuple[Published, dict[str, Json]] | None:
    """The version to go on with, and the answers given; None to go on with the run's own.

    Raises `NotFound`, and `Invalid` for a version that the flow does not have.
    """
    require(work.actor, "run.resume")
    found = await get_run(work, run)
    if version is None or version == found.version:
        return None
    if found.flow is None or found.version is None:
        raise invalid_field(
            "version", "run.no_version", "This is the run of a space, which has no versions."
        )
    chosen = None if version == "newest" else version
    return await versions.open(work, found.flow, chosen), found.inputs


async def resume(work: Work, registry: Registry, run: str, ready: Ready | None) -> None:
    """`ready` is what to go on with instead of the run's own plan.

    Raises `NotFound`, `Conflict` when there is nothing to resume, and `NoCredits`.
    """
    instead = Instead(ready.subject, ready.inputs, ready.compiled.plan) if ready else None
    await go_on(work, registry, run, instead)
