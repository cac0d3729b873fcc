"""`Idempotency-Key`: the same request sent twice is done once and answered alike."""

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Depends, Header, Request, Response

from headrace.db.work import Work
from headrace.entrypoints.rest.auth import credential
from headrace.kernel.errors import Invalid
from headrace.replies.keep import keep
from headrace.replies.model import Reply
from headrace.replies.recall import recall

_NONCE = 12


@dataclass(frozen=True, slots=True)
class Once:
    """Does a thing at most once per key; without a key, each time."""

    request: Request
    key: str | None

    async def earlier(self, work: Work, content: bytes | None = None) -> Response | None:
        """The answer given before. Ask in a transaction before slow work that a repeat spares."""
        if self.key is None:
            return None
        reply = await recall(work, self.key, await self._digest(content))
        return _response(reply) if reply else None

    async def do(
        self,
        work: Work,
        act: Callable[[], Awaitable[Response]],
        *,
        content: bytes | None = None,
        secret: bool = False,
    ) -> Response:
        """The earlier answer, or that of `act`, kept with what it did in this transaction.

        `content` stands for the body where two bodies can mean the same. A `secret` answer is
        kept so that only the caller's own credential can read it.
        """
        if self.key is None:
            return await act()
        digest = await self._digest(content)
        reply = await recall(work, self.key, digest)
        if reply is not None:
            return _response(self._opened(reply) if secret else reply)
        response = await act()
        headers = {k: v for k, v in response.headers.items() if k != "content-length"}
        reply = Reply(response.status_code, headers, bytes(response.body))
        await keep(work, self.key, digest, self._sealed(reply) if secret else reply)
        return response

    async def _digest(self, content: bytes | None) -> bytes:
        body = await self.request.body() if content is None else content
        url = self.request.url
        digest = hashlib.sha256(f"{self.request.method} {url.path}?{url.query}\n".encode())
        digest.update(body)
        return digest.digest()

    def _sealed(self, reply: Reply) -> Reply:
        nonce = secrets.token_bytes(_NONCE)
        body = nonce + self._cipher().encrypt(nonce, reply.body, None)
        return Reply(reply.status, reply.headers, body)

    def _opened(self, reply: Reply) -> Reply:
        nonce, body = reply.body[:_NONCE], reply.body[_NONCE:]
        try:
            return Reply(reply.status, reply.headers, self._cipher().decrypt(nonce, body, None))
        except InvalidTag:
            raise Invalid(
                "idempotency.mismatch",
                "This Idempotency-Key was used by somebody else. Use a new key for each request.",
            ) from None

    def _cipher(self) -> AESGCM:
        return AESGCM(hashlib.sha256(b"kept reply " + credential(self.request).encode()).digest())


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, headers=reply.headers)


def _once(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=255,
            description="The same key and body get the same answer for 7 days.",
        ),
    ] = None,
) -> Once:
    return Once(request, idempotency_key)


Idempotent = Annotated[Once, Depends(_once)]
