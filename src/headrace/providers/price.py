"""Say what a model costs in this workspace, and what it can do."""

from sqlalchemy.dialects.postgresql import insert

from headrace.access.policy import require
from headrace.db.work import Work
from headrace.graph.values import Json
from headrace.kernel.errors import NotFound
from headrace.providers.find import get_provider, models_of
from headrace.providers.model import Model, ModelPrice
from headrace.providers.tables import model_prices


async def price_model(work: Work, provider: str, name: str, price: ModelPrice) -> Model:
    """Holds from the next quote on; runs that began keep their price. Raises `NotFound`."""
    require(work.actor, "provider.manage")
    if name not in (await get_provider(work, provider)).models:
        raise NotFound(
            "model.not_found",
            "The provider has no such model. Test the provider to list its models anew.",
        )
    id = f"{provider}/{name}"
    said: dict[str, Json] = {"price": price.price, "updated_at": work.now}
    if price.capabilities is not None:
        said["capabilities"] = list(dict.fromkeys(price.capabilities))
    await work.connection.execute(
        insert(model_prices)
        .values(workspace=work.actor.workspace, model=id, **said)
        .on_conflict_do_update(index_elements=["workspace", "model"], set_=said)
    )
    return next(model for model in await models_of(work) if model.id == id)
