"""What must be true of every database of ours, at every moment."""

from collections.abc import Set

from sqlalchemy.ext.asyncio import AsyncConnection

from headrace.assets.blobs import blobs_of_assets
from headrace.credits.audit import faults_of_ledger
from headrace.runs.audit import faults_of_logs
from headrace.runs.blobs import blobs_of_runs


async def needed_blobs(connection: AsyncConnection) -> set[str]:
    """The names of all bytes that the database speaks of."""
    return await blobs_of_assets(connection) | await blobs_of_runs(connection)


async def faults_of(connection: AsyncConnection, kept: Set[str]) -> list[str]:
    """One sentence for each thing that is not true; `kept` are the blobs there are."""
    lost = sorted(await needed_blobs(connection) - kept)
    return [
        *await faults_of_ledger(connection),
        *await faults_of_logs(connection),
        *(f"The file {name} is needed and not there." for name in lost),
    ]
