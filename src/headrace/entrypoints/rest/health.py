"""Whether the house is up."""

from fastapi import Request, Response
from pydantic import BaseModel
from sqlalchemy import text

from headrace.entrypoints.rest.answers import answer
from headrace.entrypoints.rest.asked import house_of
from headrace.entrypoints.rest.route import router
from headrace.kernel.errors import Unavailable

routes = router("Health")


class Health(BaseModel):
    status: str = "ok"


@routes.get("/healthz", response_model=Health)
async def healthz(request: Request) -> Response:
    """200 once requests are served and work is being done; 503 before."""
    house = house_of(request)
    if not house.ready():
        raise Unavailable("house.not_ready", "The worker does not run yet.")
    async with house.database.connection() as connection:
        await connection.execute(text("SELECT 1"))
    return answer(Health())
