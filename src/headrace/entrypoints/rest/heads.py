"""HEAD for whatever GET answers: the same headers, and no body."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _Enough(OSError):
    """Ends an answer that goes on in pieces, as a caller who hung up would."""


class Heads:
    """Lets every route that knows GET answer HEAD too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        done = False

        async def send_head(message: Message) -> None:
            nonlocal done
            if message["type"] != "http.response.body":
                await send(message)
                return
            if not done:
                done = True
                await send({"type": "http.response.body", "body": b""})
            if message.get("more_body", False):
                raise _Enough

        try:
            await self._app({**scope, "method": "GET"}, receive, send_head)
        except Exception:
            # What went wrong behind the headers, hanging up included, is nobody's concern.
            if not done:
                raise
