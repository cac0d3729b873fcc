"""Where the time of a run went."""

from fastapi import Response

from headrace.entrypoints.rest.answers import answer
from headrace.entrypoints.rest.auth import Working
from headrace.entrypoints.rest.paging import Page, Paging, bad_cursor, cut, read_cursor
from headrace.entrypoints.rest.route import router
from headrace.graph.schedule import PassItem
from headrace.runs.timeline import TimelineItem, timeline

routes = router("Runs")


@routes.get("/v1/runs/{run}/timeline", response_model=Page[TimelineItem])
async def read_timeline(run: str, work: Working, asked: Paging) -> Response:
    """When each part of a run was ready, begun and done, and for how long it waited."""
    after = None if asked.cursor is None else _place(asked.cursor)
    rows = await timeline(work, run, after=after, limit=asked.fetch)
    shown, following = cut(rows, asked, lambda row: [row[0].pass_id, str(row[0].item)])
    return answer(Page[TimelineItem](items=[item for _, item in shown], next=following))


def _place(cursor: str) -> PassItem:
    pass_id, item = read_cursor(cursor, 2)
    if not item.isdecimal() or len(item) > 9:
        raise bad_cursor()
    return PassItem(pass_id, int(item))
