"""Providers: vendors of models that the workspace has connected."""

from fastapi import Request, Response

from headrace.access.policy import require
from headrace.entrypoints.rest.answers import answer, nothing
from headrace.entrypoints.rest.asked import house_of
from headrace.entrypoints.rest.auth import Acting, Working
from headrace.entrypoints.rest.idempotency import Idempotent
from headrace.entrypoints.rest.paging import Page, Paging, cut
from headrace.entrypoints.rest.route import router
from headrace.providers.change import change_provider, connection_after, relist
from headrace.providers.connect import connection_of
from headrace.providers.find import get_provider, page_of_providers
from headrace.providers.listing import listed_by
from headrace.providers.model import NewProvider, Provider, ProviderChange
from headrace.providers.register import refuse_taken, register
from headrace.providers.remove import remove

routes = router("Providers")


@routes.get("/v1/providers", response_model=Page[Provider])
async def list_providers(work: Working, asked: Paging) -> Response:
    """The connected vendors by name. Their keys are never told."""
    rows = await page_of_providers(work, after=asked.after, limit=asked.fetch)
    shown, following = cut(rows, asked, lambda provider: [provider.name])
    return answer(Page[Provider](items=list(shown), next=following))


@routes.post("/v1/providers", status_code=201, response_model=Provider)
async def create_provider(
    new: NewProvider, request: Request, actor: Acting, once: Idempotent
) -> Response:
    """Connects a vendor and asks for its models. Needs the scope `admin`.

    An address that does not answer is refused, unless `check` is false.
    """
    require(actor, "provider.manage")
    house = house_of(request)
    async with house.database.work(actor) as work:
        earlier = await once.earlier(work)
        if earlier is not None:
            return earlier
        await refuse_taken(work, new.name)
    listed = await listed_by(house.egress, new.kind, new.base_url, new.key) if new.check else None

    async with house.database.work(actor) as work:

        async def act() -> Response:
            made = await register(work, house.vault, new, listed)
            return answer(made, 201, {"Location": f"/v1/providers/{made.name}"})

        return await once.do(work, act)


@routes.get("/v1/providers/{name}", response_model=Provider)
async def read_provider(name: str, work: Working) -> Response:
    """One connected vendor. Its key is never told."""
    return answer(await get_provider(work, name))


@routes.patch("/v1/providers/{name}", response_model=Provider)
async def update_provider(
    name: str, change: ProviderChange, request: Request, actor: Acting
) -> Response:
    """Changes what is given. A new address wants the key again. Needs the scope `admin`."""
    house, listed = house_of(request), None
    async with house.database.work(actor) as work:
        wanted = await connection_after(work, name, change)
    if wanted and change.check:
        listed = await listed_by(house.egress, wanted.kind, wanted.base_url, wanted.key)
    async with house.database.work(actor) as work:
        return answer(await change_provider(work, house.vault, name, change, listed))


@routes.delete("/v1/providers/{name}", status_code=204)
async def delete_provider(name: str, work: Working) -> Response:
    """Takes a vendor away with its key and prices. Needs the scope `admin`."""
    await remove(work, name)
    return nothing()


@routes.post("/v1/providers/{name}/test", response_model=Provider)
async def check_provider(name: str, request: Request, actor: Acting) -> Response:
    """Asks the vendor for its models, and keeps the list. Needs the scope `admin`.

    Says what is wrong when it does not answer; the list of before stays.
    """
    require(actor, "provider.manage")
    house = house_of(request)
    async with house.database.work(actor) as work:
        known = await connection_of(work, house.vault, name)
    listed = await listed_by(house.egress, known.kind, known.base_url, known.key)
    async with house.database.work(actor) as work:
        return answer(await relist(work, name, listed))
