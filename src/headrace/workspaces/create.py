"""Make a workspace with its owner."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.kernel.ids import new_id
from headrace.workspaces.model import Member, Workspace
from headrace.workspaces.tables import members, workspaces


async def create(
    connection: AsyncConnection, now: datetime, *, name: str = "Home", owner: str = "Owner"
) -> tuple[Workspace, Member]:
    """Nobody acts yet inside a workspace that does not exist: hence no Work."""
    workspace = Workspace(id=new_id("ws"), name=name)
    member = Member(id=new_id("member"), workspace=workspace.id, name=owner, role="owner")
    await connection.execute(insert(workspaces).values(id=workspace.id, name=name, created_at=now))
    await connection.execute(insert(members).values(**member.model_dump(), created_at=now))
    return workspace, member
