"""Blobs in an object store such as S3."""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from datetime import datetime
from operator import methodcaller
from typing import TypedDict

from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from headrace.blobs.name import checked, missing, name_at, name_of, path_of
from headrace.blobs.protocol import Found
from headrace.kernel.errors import Unavailable


class _Listed(TypedDict):
    path: str
    size: int
    last_modified: datetime


class StoreBlobs:
    """One object for each blob below a prefix.

    Credentials, region and endpoint come from the usual AWS_ environment variables.
    """

    def __init__(self, url: str) -> None:
        self._store: ObjectStore = from_url(url)

    async def put(self, data: bytes) -> str:
        name = name_of(data)
        try:
            await self._store.put_async(_key(name), data)
        except BaseError as error:
            raise _unreachable() from error
        return name

    async def get(self, name: str) -> bytes:
        key = _key(name)
        try:
            answer = await self._store.get_async(key)
            data = bytes(await answer.bytes_async())
        except FileNotFoundError:
            raise missing() from None
        except BaseError as error:
            raise _unreachable() from error
        return checked(name, data)

    async def range(self, name: str, start: int, end: int) -> bytes:
        end = min(end, await self.size(name))
        if start >= end:
            return b""
        try:
            return bytes(await self._store.get_range_async(_key(name), start=start, end=end))
        except FileNotFoundError:
            raise missing() from None
        except BaseError as error:
            raise _unreachable() from error

    async def size(self, name: str) -> int:
        key = _key(name)
        try:
            return (await self._store.head_async(key))["size"]
        except FileNotFoundError:
            raise missing() from None
        except BaseError as error:
            raise _unreachable() from error

    async def exists(self, name: str) -> bool:
        key = _key(name)
        try:
            await self._store.head_async(key)
        except FileNotFoundError:
            return False
        except BaseError as error:
            raise _unreachable() from error
        return True

    async def delete(self, name: str, *, put_before: datetime | None = None) -> bool:
        key = _key(name)
        try:
            found = await self._store.head_async(key)
            if put_before and found["last_modified"] >= put_before:
                return False
            await self._store.delete_async(key)
        except FileNotFoundError:
            return False
        except BaseError as error:
            raise _unreachable() from error
        return True

    async def walk(self) -> AsyncIterator[Found]:
        # One of its overloads speaks of a package that is not needed here.
        listed: AsyncIterable[Sequence[_Listed]] = methodcaller("list")(self._store)
        try:
            async for objects in listed:
                for found in objects:
                    name = name_at(*found["path"].split("/"))
                    if name:
                        yield Found(name, found["size"], found["last_modified"])
        except BaseError as error:
            raise _unreachable() from error


def _key(name: str) -> str:
    return "/".join(path_of(name))


def _unreachable() -> Unavailable:
    return Unavailable("blobs.unreachable", "The file store does not answer. Try again.")
