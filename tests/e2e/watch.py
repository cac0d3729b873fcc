"""What must not happen in any browser test, whatever its story."""

from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Request, Response, WebError

_HERE = "127.0.0.1"
_NOT_A_SERVER = {"data", "blob"}
_REFUSED = "Failed to load resource: the server responded with a status of"


class Watch:
    """Writes down console errors (broken content policies are among them), errors of scripts,
    requests that leave the machine, and refusals nobody expected.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self._expected: set[int] = set()
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("response", self._response)

    def expects(self, *statuses: int) -> None:
        """This story is about being refused with these statuses."""
        self._expected.update(statuses)

    def _console(self, message: ConsoleMessage) -> None:
        # A refusal is judged by its response, which has a status.
        if message.type in {"error", "warning"} and not message.text.startswith(_REFUSED):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"error of a script: {error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _NOT_A_SERVER and address.hostname != _HERE:
            self.complaints.append(f"request to another machine: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.complaints.append(
                f"{response.status} for {response.request.method} {response.url}"
            )
