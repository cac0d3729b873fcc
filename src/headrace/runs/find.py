"""Reading runs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, func, or_, select, true

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.graph.counts import Counts
from headrace.graph.plan import PlanResult
from headrace.kernel.errors import NotFound
from headrace.runs.model import TERMINAL, Progress, Run, RunCredits, RunStatus, Stage, StepFailure
from headrace.runs.questions import questions_of
from headrace.runs.results import Results, Shown, results_of
from headrace.runs.tables import runs, steps

_RESULTS: TypeAdapter[list[PlanResult]] = TypeAdapter(list[PlanResult])

_COLUMNS = tuple(
    column for column in runs.c if column.name not in ("plan", "outline", "lengths", "arranged")
)

_BY_STEP = (
    select(
        steps.c.step,
        func.count().label("settled"),
        func.count().filter(steps.c.status != "succeeded").label("failed"),
        func.count().filter(steps.c.status == "succeeded", steps.c.key.is_(None)).label("reused"),
    )
    .where(steps.c.run == runs.c.id, steps.c.status != "replaced")
    .group_by(steps.c.step)
    .correlate(runs)
    .subquery()
)
_TALLY = select(
    func.jsonb_object_agg(
        _BY_STEP.c.step,
        func.jsonb_build_array(_BY_STEP.c.settled, _BY_STEP.c.failed, _BY_STEP.c.reused),
    )
).scalar_subquery()


async def get_run(work: Work, run: str) -> Run:
    """One run as it stands, with its stages. Raises `NotFound`."""
    require(work.actor, "run.read")
    row = (
        await work.connection.execute(
            select(*_COLUMNS, runs.c.outline, _TALLY.label("tally")).where(
                runs.c.id == run, visible(work, runs)
            )
        )
    ).one_or_none()
    if row is None:
        raise NotFound("run.not_found", "There is no such run.")
    found = (await _as_runs(work, [row]))[0]
    asked = await questions_of(work, run) if row.status == "waiting" else []
    return found.model_copy(update={"stages": _stages(row), "questions": asked})


async def is_over(work: Work, run: str) -> bool:
    """Whether nothing more happens to the run. Raises `NotFound`."""
    status = await work.connection.scalar(
        select(runs.c.status).where(runs.c.id == run, visible(work, runs))
    )
    if status is None:
        raise NotFound("run.not_found", "There is no such run.")
    return status in TERMINAL


async def page_of_runs(
    work: Work, *, flow: str, status: RunStatus | None, before: str | None, limit: int
) -> list[Run]:
    """Newest first, those older than the run `before`; of one flow, by id or slug, or of all."""
    require(work.actor, "run.read")
    chosen: list[ColumnElement[bool]] = [visible(work, runs)]
    if flow:
        chosen.append(or_(runs.c.subject == flow, runs.c.about["slug"].astext == flow))
    if status:
        chosen.append(runs.c.status == status)
    chosen.append(runs.c.id < before if before else true())
    rows = await work.connection.execute(
        select(*_COLUMNS).where(*chosen).order_by(runs.c.id.desc()).limit(limit)
    )
    return await _as_runs(work, rows.all())


async def _as_runs(work: Work, rows: Sequence[Any]) -> list[Run]:
    shown = [Shown(row.id, _RESULTS.validate_python(row.shown)) for row in rows]
    results = await results_of(work, shown) if rows else {}
    return [_as_run(work, row, results[row.id]) for row in rows]


def _as_run(work: Work, row: Any, results: Results) -> Run:
    error = StepFailure.model_validate(row.error) if row.error else None
    if error and not work.actor.may("build"):
        error = StepFailure(code=error.code, message=error.message)
    return Run(
        id=row.id,
        status=row.status,
        last_event=row.last_seq,
        flow=row.about["id"],
        version=row.about["version"],
        flow_slug=row.about["slug"],
        flow_name=row.about["name"],
        draft=row.draft,
        inputs=row.inputs,
        results=results,
        progress=Progress(done=row.done, total=row.total, eta_seconds=_eta(row, work.now)),
        credits=RunCredits(quoted=row.quoted, captured=row.captured, released=row.released),
        error=error,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )


def _eta(row: Any, now: datetime) -> int | None:
    if row.status in TERMINAL:
        return 0
    if not row.started_at or not row.done:
        return None
    elapsed = (now - row.started_at).total_seconds()
    return max(1, round(elapsed * (row.total - row.done) / row.done))


def _stages(row: Any) -> list[Stage]:
    counts = Counts.model_validate(row.counts)
    tally: dict[str, tuple[int, int, int]] = row.tally or {}
    stages: list[Stage] = []
    for id, (title, axis) in row.outline.items():
        done, failed, reused = tally.get(id, (0, 0, 0))
        total = counts.items(axis)
        state = _state(row.status, done, failed, total)
        stages.append(Stage(title=title, done=done, reused=reused, total=total, status=state))
    return stages


def _state(run: str, done: int, failed: int, total: int | None) -> Any:
    if failed:
        return "failed"
    if total is not None and done >= total:
        return "done"
    return "running" if run == "running" else "waiting"
