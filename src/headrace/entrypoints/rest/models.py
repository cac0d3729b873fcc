"""Models: what steps can ask, and what that costs."""

from fastapi import Response

from headrace.entrypoints.rest.answers import answer
from headrace.entrypoints.rest.auth import Working
from headrace.entrypoints.rest.paging import Page, Paging, cut
from headrace.entrypoints.rest.route import router
from headrace.providers.find import models_of
from headrace.providers.model import Model, ModelPrice
from headrace.providers.price import price_model

routes = router("Providers")


@routes.get("/v1/models", response_model=Page[Model])
async def list_models(work: Working, asked: Paging) -> Response:
    """Every model of every provider, with its price in credits."""
    after = asked.after or ""
    rows = [model for model in await models_of(work) if model.id > after][: asked.fetch]
    shown, following = cut(rows, asked, lambda model: [model.id])
    return answer(Page[Model](items=list(shown), next=following))


@routes.put("/v1/models/{provider}/{model:path}", response_model=Model)
async def update_model(provider: str, model: str, price: ModelPrice, work: Working) -> Response:
    """Sets what a model costs, and what it can do. Needs the scope `admin`."""
    return answer(await price_model(work, provider, model, price))
