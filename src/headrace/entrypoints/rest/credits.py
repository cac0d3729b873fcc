"""What the workspace has, holds and has spent."""

from fastapi import Response

from headrace.access.policy import require
from headrace.credits.find import balance, entries
from headrace.credits.model import Balance, Entry
from headrace.entrypoints.rest.answers import answer
from headrace.entrypoints.rest.auth import Working
from headrace.entrypoints.rest.paging import Page, Paging, cut
from headrace.entrypoints.rest.route import router

routes = router("Credits")


@routes.get("/v1/credits", response_model=Balance)
async def get_balance(work: Working) -> Response:
    """The balance of the workspace, in whole credits."""
    require(work.actor, "credits.read")
    return answer(await balance(work))


@routes.get("/v1/credits/entries", response_model=Page[Entry])
async def list_entries(work: Working, asked: Paging) -> Response:
    """The ledger, newest first. Entries are only ever added."""
    require(work.actor, "credits.read")
    rows = await entries(work, limit=asked.fetch, after=asked.after)
    shown, following = cut(rows, asked, lambda entry: [entry.id])
    return answer(Page[Entry](items=list(shown), next=following))
