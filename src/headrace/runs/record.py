"""Write down what came of a pass item: its steps, and the assets they made."""

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

_RECORD = text("""
    INSERT INTO steps (run, step, item, status, outputs, error, finished_at)
    SELECT :run, row.step, :item, row.status, row.outputs, row.error, :now
    FROM jsonb_to_recordset(CAST(:rows AS jsonb))
      AS row (step text, status text, outputs jsonb, error jsonb)
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
    rows = [_row(id, outcome) for id in claim.plan.passes[claim.at.pass_id].steps]
    await work.connection.execute(
        _RECORD,
        {
            "run": claim.run,
            "item": claim.at.item,
            "now": work.now,
            "rows": orjson.dumps(rows).decode(),
        },
    )
    return True


async def charge(work: Work, claim: Claim, outcome: Outcome) -> int:
    """Captures the price of every step that succeeded; returns their sum."""
    total = 0
    for id in outcome.outputs:
        price = claim.plan.steps[id].price
        if price:
            await capture(work, claim.run, f"{id}#{claim.at.item}", price)
            total += price
    return total


def _row(step: str, outcome: Outcome) -> dict[str, Json]:
    failure = outcome.failures.get(step)
    if failure is None:
        return {"step": step, "status": "succeeded", "outputs": outcome.outputs.get(step, {})}
    status = "skipped" if failure.code == SKIPPED else "failed"
    return {"step": step, "status": status, "outputs": {}, "error": failure.model_dump()}


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
