"""A run's results as one ZIP file, made while it is sent."""

import zipfile
from collections.abc import AsyncIterator, Iterator

import orjson

from headrace.assets.find import by_ids
from headrace.house import House
from headrace.kernel.actor import Actor
from headrace.runs.model import ResultItem, Run


class _Outgoing:
    """A file that cannot be sought: what is written to it leaves at once."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def taken(self) -> bytes:
        chunks, self._chunks = self._chunks, []
        return b"".join(chunks)


async def zip_of(house: House, actor: Actor, run: Run) -> AsyncIterator[bytes]:
    """Files as they are (they are compressed already), texts as .txt; one in memory at a time."""
    async with house.database.work(actor) as work:
        ids = [item.asset for item in _all(run) if item.asset]
        assets = await by_ids(work, ids)
    outgoing = _Outgoing()
    with zipfile.ZipFile(outgoing, "w", zipfile.ZIP_STORED) as archive:
        for key, items in run.results.items():
            for place, item in enumerate(items, 1):
                name = f"{key}/{key}-{place:03d}" if len(items) > 1 else key
                if item.asset in assets:
                    kept = assets[item.asset]
                    ending = kept.mime.partition("/")[2].replace("jpeg", "jpg")
                    archive.writestr(f"{name}.{ending}", await house.blobs.get(kept.blob))
                elif item.type != "error":
                    archive.writestr(f"{name}.txt", _as_text(item))
                yield outgoing.taken()
    yield outgoing.taken()


def _all(run: Run) -> Iterator[ResultItem]:
    for items in run.results.values():
        yield from items


def _as_text(item: ResultItem) -> bytes:
    return item.value.encode() if isinstance(item.value, str) else orjson.dumps(item.value)
