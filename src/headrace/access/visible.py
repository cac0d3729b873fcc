"""The one filter every read goes through."""

from sqlalchemy import ColumnElement, Table, and_

from headrace.db.work import Work


def visible(work: Work, table: Table) -> ColumnElement[bool]:
    """What the actor may see of a table: their workspace's rows that were not deleted."""
    mine = table.c.workspace == work.actor.workspace
    if "deleted_at" in table.c:
        return and_(mine, table.c.deleted_at.is_(None))
    return mine
