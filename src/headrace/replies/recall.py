"""Claim a key for this transaction, and recall what was answered to it before."""

import hashlib

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.db.work import Work
from headrace.kernel.errors import Conflict, Invalid
from headrace.replies.keep import LIFETIME
from headrace.replies.model import Reply
from headrace.replies.tables import replies


async def recall(work: Work, key: str, request: bytes) -> Reply | None:
    """The earlier answer to the same request, or None: then the key is ours until commit.

    `request` is a digest of route and body. Raises Conflict while another transaction
    works under this key, and Invalid when the key belongs to another request.
    """
    if not await _claim(work.connection, work.actor.workspace, key):
        raise Conflict(
            "idempotency.in_flight",
            "A request with this Idempotency-Key is still being worked on. Try again shortly.",
        )
    row = await _find(work, key)
    if row is None:
        return None
    if row.request != request:
        raise Invalid(
            "idempotency.mismatch",
            "This Idempotency-Key was used for another request. Use a new key for each.",
        )
    return Reply(row.status, row.headers, row.body)


async def _claim(connection: AsyncConnection, workspace: str, key: str) -> bool:
    digest = hashlib.sha256(f"{workspace} {key}".encode()).digest()
    number = int.from_bytes(digest[:8], signed=True)
    result = await connection.execute(select(func.pg_try_advisory_xact_lock(number)))
    return bool(result.scalar_one())


async def _find(work: Work, key: str) -> Row[bytes, int, dict[str, str], bytes] | None:
    # A separate statement from the claim: it must see what the last holder committed.
    result = await work.connection.execute(
        select(replies.c.request, replies.c.status, replies.c.headers, replies.c.body).where(
            replies.c.workspace == work.actor.workspace,
            replies.c.key == key,
            replies.c.created_at > work.now - LIFETIME,
        )
    )
    return result.one_or_none()
