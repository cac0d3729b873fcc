"""Take a vendor away, its key and what was said of its models with it."""

from headrace.access.policy import require
from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.providers.find import not_found
from headrace.providers.tables import model_prices, providers


async def remove(work: Work, name: str) -> None:
    """Steps under way that still want to ask it fail. Raises `NotFound`."""
    require(work.actor, "provider.manage")
    gone = await work.connection.execute(
        providers.delete().where(visible(work, providers), providers.c.name == name)
    )
    if not gone.rowcount:
        raise not_found()
    await work.connection.execute(
        model_prices.delete().where(
            visible(work, model_prices),
            model_prices.c.model.startswith(f"{name}/", autoescape=True),
        )
    )
