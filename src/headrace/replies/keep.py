"""Keep an answer beside what it tells of, in the same transaction."""

from datetime import timedelta

from sqlalchemy.dialects.postgresql import insert

from headrace.db.work import Work
from headrace.replies.model import Reply
from headrace.replies.tables import replies

LIFETIME = timedelta(days=7)


async def keep(work: Work, key: str, request: bytes, reply: Reply) -> None:
    """Keeps the answer for seven days; call it only after `recall` gave None."""
    row = {
        "request": request,
        "status": reply.status,
        "headers": reply.headers,
        "body": reply.body,
        "created_at": work.now,
    }
    # Whatever is there under the claimed key has outlived its seven days.
    await work.connection.execute(
        insert(replies)
        .values(workspace=work.actor.workspace, key=key, **row)
        .on_conflict_do_update(index_elements=["workspace", "key"], set_=row)
    )
