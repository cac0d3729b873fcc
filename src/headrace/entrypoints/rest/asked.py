"""What a request says about itself."""

from fastapi import Request

from headrace.house import House


def house_of(request: Request) -> House:
    return request.app.state.house


def base_url(request: Request) -> str:
    """What absolute addresses in the answer start with: `http://127.0.0.1:8000`."""
    # The Host header can be trusted here: the guard lets only known hosts in.
    host = request.headers.get("host", "")
    return house_of(request).public_url or f"{request.url.scheme}://{host}"
