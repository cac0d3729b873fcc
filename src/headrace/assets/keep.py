"""Make received bytes somebody's asset."""

from collections.abc import Sequence

import orjson
from sqlalchemy import text

from headrace.assets.model import Kept, Origin, Received
from headrace.db.work import Work

_INSERT = text("""
    INSERT INTO assets
        (id, workspace, kind, blob, mime, width, height, bytes, name, origin, created_at)
    SELECT id, :workspace, kind, blob, mime, width, height, bytes, name, origin, :now
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (
        id text, kind text, blob text, mime text, width int, height int,
        bytes bigint, name text, origin jsonb
    )
""")


async def keep(work: Work, received: Received, origin: Origin) -> Kept:
    """One asset of the actor's workspace."""
    return (await keep_all(work, [(received, origin)]))[0]


async def keep_all(work: Work, items: Sequence[tuple[Received, Origin]]) -> list[Kept]:
    """Many assets in one statement, in the given order."""
    kept = [_kept(work, received) for received, _ in items]
    if kept:
        rows = [_row(asset, origin) for asset, (_, origin) in zip(kept, items, strict=True)]
        await work.connection.execute(
            _INSERT,
            {
                "workspace": work.actor.workspace,
                "now": work.now,
                "rows": orjson.dumps(rows).decode(),
            },
        )
    return kept


def _kept(work: Work, received: Received) -> Kept:
    return Kept(
        id=received.id,
        kind=received.kind,
        blob=received.blob,
        mime=received.mime,
        width=received.width,
        height=received.height,
        bytes=received.bytes,
        name=received.name,
        created_at=work.now,
    )


def _row(asset: Kept, origin: Origin) -> dict[str, object]:
    return {
        "id": asset.id,
        "kind": asset.kind,
        "blob": asset.blob,
        "mime": asset.mime,
        "width": asset.width,
        "height": asset.height,
        "bytes": asset.bytes,
        "name": asset.name,
        "origin": origin,
    }
