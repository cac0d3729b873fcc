"""An independent judge: reads what is left behind, and says what is wrong with it.

It shares no code with the program. It knows the database's tables, the folder of files, the
vendor's own log and what clients were told.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from blake3 import blake3
from psycopg.rows import dict_row

TERMINAL = {"succeeded", "succeeded_with_errors", "failed", "cancelled"}
FINAL = {"run.succeeded", "run.failed", "run.cancelled"}
FINAL_OF = {
    "succeeded": "run.succeeded",
    "succeeded_with_errors": "run.succeeded",
    "failed": "run.failed",
    "cancelled": "run.cancelled",
}


@dataclass(frozen=True)
class Evidence:
    """What there is to look at. `acknowledged` are the runs clients were told of."""

    data: Path
    acknowledged: Sequence[str]
    vendor_log: Path | None = None
    kills: int = 0


def verdict(evidence: Evidence) -> list[str]:
    """Everything that is wrong, in sentences; nothing when all is well."""
    with _Read(evidence.data) as database:
        return [
            *_runs(database, evidence.acknowledged),
            *_events(database),
            *_steps(database),
            *_money(database),
            *_leftovers(database),
            *_files(database, evidence.data / "blobs"),
            *_vendor(database, evidence),
        ]


def workers_of(data: Path, run: str) -> list[str]:
    """Who took each item of a run."""
    with _Read(data) as database:
        rows = database.all("SELECT run, worker FROM passes WHERE worker IS NOT NULL")
    return [row["worker"] for row in rows if row["run"] == run]


Row = dict[str, Any]


class _Read:
    """A connection that only looks."""

    def __init__(self, data: Path) -> None:
        lines = (data / "postgres/cluster/postmaster.pid").read_text().splitlines()
        self._connection = psycopg.Connection[Row].connect(
            host=lines[4],
            user="headrace",
            dbname="headrace",
            row_factory=dict_row,
            autocommit=True,
        )

    def all(self, query: LiteralString) -> list[Row]:
        return self._connection.execute(query).fetchall()

    def __enter__(self) -> "_Read":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def _runs(database: _Read, told: Sequence[str]) -> Iterator[str]:
    found = {row["id"]: row for row in database.all("SELECT * FROM runs")}
    for run in told:
        if run not in found:
            yield f"{run} was acknowledged and is gone"
    for run, row in found.items():
        if row["status"] not in TERMINAL:
            yield f"{run} never ended: it is {row['status']}"
        if row["status"] in TERMINAL and row["finished_at"] is None:
            yield f"{run} is {row['status']} and has no end"
        if row["status"] == "succeeded" and row["done"] != row["total"]:
            yield f"{run} succeeded with {row['done']} of {row['total']} done"


def _events(database: _Read) -> Iterator[str]:
    logs: dict[str, list[Row]] = defaultdict(list)
    for row in database.all("SELECT * FROM events ORDER BY run, seq"):
        logs[row["run"]].append(row)
    for run in database.all("SELECT id, status, last_seq FROM runs"):
        log = logs[run["id"]]
        if [event["seq"] for event in log] != list(range(1, run["last_seq"] + 1)):
            yield f"{run['id']} has gaps or repeats among its events"
        if log and run["status"] in TERMINAL and log[-1]["kind"] != FINAL_OF[run["status"]]:
            yield f"{run['id']} is {run['status']} but its log ends with {log[-1]['kind']}"
        yield from _twice(run["id"], log)


def _twice(run: str, log: Sequence[Row]) -> Iterator[str]:
    """Within one edition of a run, a step's item succeeds at most once."""
    seen: Counter[tuple[str, int]] = Counter()
    for event in log:
        if event["kind"] == "run.resumed":
            seen.clear()
        if event["kind"] == "step.succeeded":
            seen[event["data"]["step"], event["data"]["item"]] += 1
    for (step, item), times in seen.items():
        if times > 1:
            yield f"{run}: {step}#{item} succeeded {times} times"
    endings = [event["kind"] for event in log if event["kind"] in FINAL | {"run.resumed"}]
    if any(a in FINAL and b in FINAL for a, b in pairwise(endings)):
        yield f"{run} ended twice"


def _steps(database: _Read) -> Iterator[str]:
    counted = database.all(
        """
        SELECT runs.id, runs.total, count(*) AS steps
        FROM runs JOIN steps ON steps.run = runs.id
        WHERE runs.status = 'succeeded' AND steps.status = 'succeeded'
        GROUP BY runs.id, runs.total
        """,
    )
    for row in counted:
        if row["steps"] < row["total"]:
            yield f"{row['id']} succeeded with {row['steps']} of {row['total']} steps recorded"


def _money(database: _Read) -> Iterator[str]:
    entries = database.all("SELECT * FROM credit_entries")
    yield from _accounts(database, entries)
    yield from _holds(database, entries)
    captures = Counter((e["run"], e["step"]) for e in entries if e["kind"] == "capture")
    for (run, step), times in captures.items():
        if times > 1:
            yield f"{run}: {step} was charged {times} times"


def _accounts(database: _Read, entries: Sequence[Row]) -> Iterator[str]:
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        sums[entry["workspace"]][entry["kind"]] += entry["amount"]
    for account in database.all("SELECT * FROM credit_accounts"):
        total = sums[account["workspace"]]
        expected = {
            "available": total["grant"] - total["hold"] + total["release"],
            "held": total["hold"] - total["capture"] - total["release"],
            "spent": total["capture"],
        }
        for name, amount in expected.items():
            if account[name] != amount:
                yield f"{account['workspace']}: {name} is {account[name]}, the ledger says {amount}"


def _holds(database: _Read, entries: Sequence[Row]) -> Iterator[str]:
    per_run: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if entry["run"]:
            per_run[entry["run"]][entry["kind"]] += entry["amount"]
    for run in database.all("SELECT id, status, captured FROM runs"):
        sums = per_run[run["id"]]
        if run["captured"] != sums["capture"]:
            yield f"{run['id']} says {run['captured']} captured, the ledger {sums['capture']}"
        if run["status"] in TERMINAL:
            left = sums["hold"] - sums["capture"] - sums["release"]
            if left:
                yield f"{run['id']} has ended and still holds {left} credits"


def _leftovers(database: _Read) -> Iterator[str]:
    query = """
        SELECT run, pass, item, passes.status FROM passes JOIN runs ON runs.id = run
        WHERE runs.finished_at IS NOT NULL AND passes.status NOT IN ('done', 'cancelled')
    """
    for row in database.all(query):
        yield f"{row['run']} has ended and {row['pass']}#{row['item']} is {row['status']}"
    query = """
        SELECT run, remaining FROM credit_holds JOIN runs ON runs.id = run
        WHERE remaining > 0 AND runs.finished_at IS NOT NULL
    """
    for row in database.all(query):
        yield f"{row['run']} has ended and {row['remaining']} credits are held for it"


def _files(database: _Read, folder: Path) -> Iterator[str]:
    for row in database.all("SELECT DISTINCT blob FROM assets WHERE deleted_at IS NULL"):
        blob = row["blob"]
        path = folder / blob[:2] / blob[2:]
        if not path.exists():
            yield f"the file {blob} is gone"
        elif blake3(path.read_bytes()).hexdigest() != blob:
            yield f"the file {blob} is damaged"


def _vendor(database: _Read, evidence: Evidence) -> Iterator[str]:
    """A call may repeat only as often as somebody was killed; nobody pays for the repeat."""
    if evidence.vendor_log is None:
        return
    calls: Counter[str] = Counter()
    for line in evidence.vendor_log.read_text().splitlines():
        entry = json.loads(line)
        if entry.get("once"):
            calls[entry["once"]] += 1
    repeats = sum(times - 1 for times in calls.values())
    if repeats > evidence.kills * 8:
        yield f"the vendor was asked {repeats} times more than needed for {evidence.kills} kills"
    paid = Counter(
        row["run"] for row in database.all("SELECT run FROM credit_entries WHERE kind = 'capture'")
    )
    if sum(paid.values()) > len(calls):
        yield f"{sum(paid.values())} steps were charged, the vendor was asked for {len(calls)}"
