"""Keep house every hour, in one worker of all."""

import asyncio

import structlog
from sqlalchemy.exc import DBAPIError

from headrace.house import House
from headrace.kernel.clock import utc_now
from headrace.kernel.errors import HeadraceError
from headrace.upkeep.sweep import sweep
from headrace.workers.find import is_eldest

_FIRST_AFTER_SECONDS = 300.0
_EVERY_SECONDS = 3600.0
_log = structlog.get_logger()


async def keep_house(house: House, worker: str) -> None:
    """Sweeps for as long as it runs, whenever this worker is the eldest that lives."""
    await asyncio.sleep(_FIRST_AFTER_SECONDS)
    while True:
        await sweep_if_eldest(house, worker)
        await asyncio.sleep(_EVERY_SECONDS)


async def sweep_if_eldest(house: House, worker: str) -> bool:
    """Whether it was this worker's turn. What goes wrong is for the log: the next turn comes."""
    try:
        async with house.database.connection() as connection:
            if not await is_eldest(connection, worker):
                return False
        swept = await sweep(house.database, house.blobs, house.retention, utc_now())
    except HeadraceError as error:
        _log.warning("the house was not swept", why=error.message)
    except (DBAPIError, OSError) as error:
        _log.warning("the house was not swept", why=type(error).__name__)
    else:
        _log.info(
            "the house was swept",
            replies=swept.replies,
            runs=swept.runs,
            assets=swept.assets,
            files=swept.files,
            bytes=swept.bytes,
        )
    return True
