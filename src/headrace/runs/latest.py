"""The latest of each step among a subject's recent runs, and what is under way."""

from dataclasses import dataclass, field

from sqlalchemy import text

from headrace.db.work import Work
from headrace.graph.values import Json, is_list
from headrace.runs.model import ResultItem, StepFailure
from headrace.runs.results import result_item

_RECENT_RUNS = 50
_MOST_ITEMS = 100

_LATEST = text("""
    WITH recent AS (
        SELECT id FROM runs WHERE workspace = :workspace AND subject = :subject
        ORDER BY id DESC LIMIT :recent
    ), newest AS (
        SELECT DISTINCT ON (step) step, run FROM steps
        WHERE run IN (SELECT id FROM recent) AND status <> 'replaced'
        ORDER BY step, finished_at DESC, run DESC
    )
    SELECT step, run, item, status, outputs, error
    FROM steps JOIN newest USING (run, step)
    WHERE item < :items
    ORDER BY step, item
""")

_UNDER_WAY = text("""
    WITH active AS (
        SELECT run, pass, array_agg(DISTINCT passes.status) AS states
        FROM passes JOIN runs ON runs.id = run
        WHERE runs.workspace = :workspace AND subject = :subject AND finished_at IS NULL
        GROUP BY run, pass
    )
    SELECT states, plan -> 'passes' -> pass -> 'steps' AS steps
    FROM active JOIN runs ON runs.id = run
""")


@dataclass(slots=True)
class Latest:
    """What a step gave last, item by item within each output; an error stands in its place."""

    run: str
    failed: StepFailure | None = None
    results: dict[str, list[ResultItem]] = field(default_factory=dict[str, list[ResultItem]])


async def latest_of(work: Work, subject: str) -> dict[str, Latest]:
    """By step. The caller has checked that the subject is visible."""
    rows = await work.connection.execute(
        _LATEST,
        {
            "workspace": work.actor.workspace,
            "subject": subject,
            "recent": _RECENT_RUNS,
            "items": _MOST_ITEMS,
        },
    )
    found: dict[str, Latest] = {}
    for row in rows:
        latest = found.setdefault(row.step, Latest(row.run))
        if row.error:
            latest.failed = StepFailure.model_validate(row.error)
        for port, value in row.outputs.items():
            latest.results.setdefault(port, []).extend(_items(value))
    return found


def _items(value: Json) -> list[ResultItem]:
    return [result_item(item, "any") for item in (value if is_list(value) else [value])]


async def under_way(work: Work, subject: str) -> dict[str, set[str]]:
    """The states of each step's items in runs that have not ended."""
    place = {"workspace": work.actor.workspace, "subject": subject}
    found: dict[str, set[str]] = {}
    for states, steps in await work.connection.execute(_UNDER_WAY, place):
        for step in steps:
            found.setdefault(step, set()).update(states)
    return found
