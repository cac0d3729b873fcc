"""What a run shows: its results as far as they have come."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from headrace.assets.model import asset_url
from headrace.db.work import Work
from headrace.graph.plan import PlanResult
from headrace.graph.values import Json, is_list
from headrace.runs.model import ResultItem
from headrace.runs.stored import media_value
from headrace.runs.tables import steps

Results = dict[str, list[ResultItem]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A run and what it promised to show."""

    run: str
    results: Sequence[PlanResult]


async def results_of(work: Work, shown: Sequence[Shown]) -> dict[str, Results]:
    """The results of several runs in two queries; failed items stand in their place."""
    wanted = {(s.run, result.step) for s in shown for result in s.results}
    rows = await work.connection.execute(
        select(steps.c.run, steps.c.step, steps.c.item, steps.c.status, steps.c.outputs)
        .where(
            steps.c.run.in_({run for run, _ in wanted}),
            steps.c.step.in_({step for _, step in wanted}),
            steps.c.status != "replaced",
        )
        .order_by(steps.c.item)
    )
    settled: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        settled.setdefault((row.run, row.step), []).append(row)
    failed = {row.run for found in settled.values() for row in found if row.status != "succeeded"}
    failures = await _failures(work, failed)
    return {
        s.run: {
            result.key: [
                item
                for row in settled.get((s.run, result.step), [])
                for item in _items(row, result, failures)
            ]
            for result in s.results
        }
        for s in shown
    }


_Failures = Mapping[tuple[str, int | None], Mapping[str, Json]]


async def _failures(work: Work, run_ids: set[str]) -> _Failures:
    """Root causes by run and item; under None, the first of the run."""
    found: dict[tuple[str, int | None], Mapping[str, Json]] = {}
    if run_ids:
        rows = await work.connection.execute(
            select(steps.c.run, steps.c.item, steps.c.error)
            .where(steps.c.run.in_(run_ids), steps.c.status == "failed")
            .order_by(steps.c.finished_at, steps.c.item)
        )
        for run, item, error in rows:
            found.setdefault((run, item), error)
            found.setdefault((run, None), error)
    return found


def _items(row: Any, result: PlanResult, failures: _Failures) -> Iterator[ResultItem]:
    if row.status != "succeeded":
        cause = failures.get((row.run, row.item)) or failures.get((row.run, None)) or {}
        yield ResultItem(
            type="error",
            code=cause.get("code", "step.failed"),
            message=cause.get("message", "This item failed."),
        )
        return
    value = row.outputs.get(result.port)
    for item in value if is_list(value) else [value]:
        yield result_item(item, result.kind)


def result_item(value: Json, kind: str) -> ResultItem:
    """A written value as the API shows it."""
    media = media_value(value)
    if media is None:
        return ResultItem(type="text" if kind == "any" else kind, value=value)
    return ResultItem(
        type=media.mime.partition("/")[0],
        asset=media.asset,
        url=asset_url(media.asset),
        mime=media.mime,
        width=media.width,
        height=media.height,
        bytes=media.bytes,
        name=media.name,
    )
