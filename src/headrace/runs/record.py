"""Write down what came of a pass item: its steps, and the assets they made."""

from collections.abc import Sequence

import orjson
from sqlalchemy import text

from headrace.assets.keep import keep_all
from headrace.assets.model import Origin, Received
from headrace.credits.capture import capture
from headrace.db.work import Work
from headrace.graph.values import Json
from headrace.runs.claim import Claim
from headrace.runs.perform import SKIPPED, Outcome
from headrace.runs.stored import MediaValue

_RELEASE = text("""
    UPDATE passes SET status = 'done'
    WHERE run = :run AND pass = :pass AND item = :item AND fence = :fence AND status = 'running'
""")

# What a resumed run does again takes the place of what it did before; a key stays where the
# work was really done.
_WRITE = text("""
    INSERT INTO steps (run, step, item, workspace, key, status, outputs, error, finished_at)
    SELECT :run, row.step, row.item, :workspace, row.key, row.status, row.outputs, row.error, :now
    FROM jsonb_to_recordset(CAST(:rows AS jsonb))
      AS row (step text, item int, key text, status text, outputs jsonb, error jsonb)
    ON CONFLICT (run, step, item) DO UPDATE
    SET key = COALESCE(excluded.key, steps.key), status = excluded.status,
        outputs = excluded.outputs, error = excluded.error, finished_at = excluded.finished_at
""")


async def record(work: Work, claim: Claim, outcome: Outcome) -> bool:
    """False, with nothing written, when another worker holds the item by now."""
    place = {
        "run": claim.run,
        "pass": claim.at.pass_id,
        "item": claim.at.item,
        "fence": claim.fence,
    }
    if (await work.connection.execute(_RELEASE, place)).rowcount == 0:
        return False
    await keep_all(work, [_asset(claim, made) for made in outcome.made])
    steps = claim.plan.passes[claim.at.pass_id].steps
    await write_steps(work, claim.run, [_row(id, claim, outcome) for id in steps])
    return True


async def write_steps(work: Work, run: str, rows: Sequence[dict[str, Json]]) -> None:
    """Each row has `step`, `item`, `status`, `outputs`, and may have `key` and `error`."""
    if rows:
        await work.connection.execute(
            _WRITE,
            {
                "run": run,
                "workspace": work.actor.workspace,
                "now": work.now,
                "rows": orjson.dumps(rows).decode(),
            },
        )


async def charge(work: Work, claim: Claim, outcome: Outcome) -> int:
    """Captures the price of every step that was done and succeeded; returns their sum."""
    total = 0
    for id in outcome.outputs:
        price = claim.plan.steps[id].price
        if price and id not in claim.taken.known:
            await capture(work, claim.run, f"{id}#{claim.at.item}@{claim.edition}", price)
            total += price
    return total


def _row(step: str, claim: Claim, outcome: Outcome) -> dict[str, Json]:
    row: dict[str, Json] = {"step": step, "item": claim.at.item}
    failure = outcome.failures.get(step)
    if failure is None:
        key = None if step in claim.taken.outputs else claim.keys.get(step)
        return row | {
            "status": "succeeded",
            "outputs": outcome.outputs.get(step, {}),
            "key": key,
        }
    status = "skipped" if failure.code == SKIPPED else "failed"
    return row | {"status": status, "outputs": {}, "error": failure.model_dump()}


def _asset(claim: Claim, made: MediaValue) -> tuple[Received, Origin]:
    received = Received(
        id=made.asset,
        blob=made.blob,
        mime=made.mime,
        width=made.width,
        height=made.height,
        bytes=made.bytes,
        name=made.name,
    )
    return received, {"run": claim.run, "pass": claim.at.pass_id, "item": claim.at.item}
