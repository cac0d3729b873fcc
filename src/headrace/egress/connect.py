"""Connecting only where we may: the address that was checked is the address that is dialled."""

import socket
from asyncio import get_running_loop
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import ip_address
from typing import cast

import httpcore2

from headrace.egress.addresses import Address, Allowed, is_public
from headrace.kernel.errors import Invalid

Resolve = Callable[[str, int], Awaitable[list[str]]]
_TLS_PORT = 443


async def resolve(host: str, port: int) -> list[str]:
    """Every address the system's resolver knows for a host."""
    answers = await get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Resolves a name once, refuses unless every answer may be called, and dials those answers.

    Without `tls` only what the operator allows may be called.
    """

    def __init__(self, allowed: Allowed, resolver: Resolve, *, tls: bool) -> None:
        self._allowed = allowed
        self._resolve = resolver
        self._tls = tls
        # Typed as a stand-in where anyio is missing, which it is not here.
        self._dial = cast("httpcore2.AsyncNetworkBackend", httpcore2.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore2
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        failure: Exception = httpcore2.ConnectError("no address")
        for address in await self._checked(host, port):
            try:
                stream = await self._dial.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
                continue
            if ip_address(stream.get_extra_info("server_addr")[0]) != address:
                await stream.aclose()
                raise _not_allowed(tls=self._tls)
            return stream
        raise failure

    async def _checked(self, host: str, port: int) -> list[Address]:
        try:
            addresses = [ip_address(answer) for answer in await self._resolve(host, port)]
        except (OSError, UnicodeError, ValueError) as error:
            raise httpcore2.ConnectError(str(error)) from error
        if not all(self._may_call(host, address, port) for address in addresses):
            raise _not_allowed(tls=self._tls)
        return addresses

    def _may_call(self, host: str, address: Address, port: int) -> bool:
        if self._allowed.allows(host, address):
            return True
        return self._tls and port == _TLS_PORT and is_public(address)


def _not_allowed(*, tls: bool) -> Invalid:
    if not tls:
        return Invalid("egress.https_only", "Use an address that starts with https://.")
    return Invalid(
        "egress.not_public",
        "That address is not on the public internet or uses an unusual port. Use one that anybody "
        "can open, or ask whoever runs this server to allow it.",
    )
