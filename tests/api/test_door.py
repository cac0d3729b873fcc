"""What holds for every address: who may knock, how it refuses, what it sends along."""

from collections.abc import AsyncGenerator

import orjson
import pytest
from httpx2 import AsyncClient

from headrace.entrypoints.rest.app import describe
from headrace.entrypoints.rest.open_routes import OPEN_ROUTES

pytestmark = pytest.mark.anyio

METHODS = ("get", "post", "put", "delete", "patch")
OPERATIONS = [
    (method, path)
    for path, methods in describe().openapi()["paths"].items()
    for method in METHODS
    if method in methods
]
CLOSED = [(method, path) for method, path in OPERATIONS if path not in OPEN_ROUTES]


@pytest.mark.parametrize(("method", "path"), CLOSED)
async def test_every_closed_route_asks_who_is_there_first(
    nobody: AsyncClient, method: str, path: str
) -> None:
    for headers in ({}, {"Authorization": "Bearer hr_wrong"}):
        answer = await nobody.request(method, path, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"


async def test_few_routes_are_open() -> None:
    assert len(OPEN_ROUTES) <= 10
    assert {path for _, path in OPERATIONS} >= OPEN_ROUTES


async def test_the_door_is_healthy(nobody: AsyncClient) -> None:
    answer = await nobody.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "route.not_found"),
        ("POST", "/nothing", 404, "route.not_found"),
        ("GET", "/v1/me/", 404, "route.not_found"),
        ("DELETE", "/v1/me", 405, "route.method_not_allowed"),
        ("GET", "/../pyproject.toml", 404, "route.not_found"),
        ("GET", "/assets-static/..%2f..%2fapp.py", 404, "route.not_found"),
        ("GET", "/v1/assets/%00", 422, "request.unprintable"),
        ("GET", "/v1/assets?cursor=%00", 422, "request.unprintable"),
    ],
)
async def test_every_refusal_is_a_problem(
    api: AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    answer = await api.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail", "code", "errors"}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "request.invalid"),
        (b"{", 422, "json.malformed"),
        (b"[]", 422, "request.invalid"),
        (b'{"name": NaN}', 422, "json.malformed"),
        (b'{"name": "\\ud800"}', 422, "json.malformed"),
        (b'{"name": "a\\u0000b"}', 422, "json.unprintable"),
        (b'{"name": "a\\\\u0000b"}', 201, None),
        (b'{"name": "\xff"}', 422, "json.malformed"),
        (b'{"name": ' + b"[" * 100 + b"]" * 100 + b"}", 422, "json.too_deep"),
        (b"[" * 100_000, 422, "json.malformed"),
        (b'{"name": "' + b"a" * 6_000_000 + b'"}', 413, "request.too_large"),
        (b'{"name": "CI"}', 201, None),
    ],
    ids=lambda value: str(value)[:24],
)
async def test_bodies_are_read_strictly(
    api: AsyncClient, body: bytes, status: int, code: str | None
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await api.post("/v1/keys", content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.json().get("code") == code


async def test_a_body_without_a_stated_length_has_limits_too(api: AsyncClient) -> None:
    async def endless() -> AsyncGenerator[bytes]:
        for _ in range(6):
            yield b" " * 1024**2

    headers = {"Content-Type": "application/json"}
    answer = await api.post("/v1/keys", content=endless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
async def test_json_routes_take_json_only(api: AsyncClient, kind: str) -> None:
    headers = {"Content-Type": kind}
    answer = await api.post("/v1/keys", content=b'{"name": "CI"}', headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "request.not_json")


async def test_fields_are_named_in_plain_words(api: AsyncClient) -> None:
    answer = await api.post("/v1/keys", json={"scope": "root", "colour": 1})
    errors = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert errors == {
        "name": "This is required.",
        "scope": "Choose one of: run, build or admin.",
        "colour": "There is no such field. Remove it.",
    }


@pytest.mark.parametrize("limit", ["0", "101", "-1", "many", "1.5"])
async def test_a_page_has_a_size(api: AsyncClient, limit: str) -> None:
    answer = await api.get("/v1/keys", params={"limit": limit})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "limit"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "10.0.0.1:8000"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/v1/me", "/nothing"])
async def test_unknown_names_of_the_server_are_refused(
    api: AsyncClient, host: str, path: str
) -> None:
    answer = await api.get(path, headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "request.unknown_host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9", "[::1]:9"])
async def test_every_local_name_is_known(api: AsyncClient, host: str) -> None:
    assert (await api.get("/v1/me", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("path", ["/", "/v1/me", "/nothing", "/openapi.json", "/docs"])
async def test_every_answer_protects_the_browser(nobody: AsyncClient, path: str) -> None:
    headers = (await nobody.get(path)).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/flows/product-card", "/runs", "/runs/run_1", "/sign-in"])
async def test_pages_are_there_for_everybody(nobody: AsyncClient, path: str) -> None:
    answer = await nobody.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    again = await nobody.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_the_description_is_served_as_it_is_generated(nobody: AsyncClient) -> None:
    served = await nobody.get("/openapi.json")
    assert served.json() == orjson.loads(orjson.dumps(describe().openapi()))
    assert served.json()["openapi"].startswith("3.1")
    assert "HTTPValidationError" not in served.text


@pytest.mark.parametrize("path", ["/v1/me", "/v1/runs", "/healthz", "/", "/openapi.json", "/docs"])
async def test_head_tells_what_get_would_send(api: AsyncClient, path: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    got, told = await api.get(path, headers=plain), await api.head(path, headers=plain)
    assert (told.status_code, told.content) == (200, b"")
    assert told.headers["content-type"] == got.headers["content-type"]
    assert told.headers["content-length"] == str(len(got.content))


@pytest.mark.parametrize(
    ("path", "status"), [("/v1/runs/run_1", 404), ("/nothing", 404), ("/v1/sign-in", 405)]
)
async def test_head_is_refused_as_get_would_be(api: AsyncClient, path: str, status: int) -> None:
    told = await api.head(path)
    assert (told.status_code, told.content) == (status, b"")
    assert told.headers["content-type"] == "application/problem+json"


async def test_head_asks_who_is_there_too(nobody: AsyncClient) -> None:
    assert (await nobody.head("/v1/me")).status_code == 401


@pytest.mark.parametrize("path", ["/flow/product-card", "/v2", "/runs/run_1/x", "/v1x"])
async def test_a_mistyped_address_shows_a_person_the_client(nobody: AsyncClient, path: str) -> None:
    shown = await nobody.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
    assert shown.status_code == 404
    assert shown.content == (await nobody.get("/")).content
    assert "etag" not in shown.headers
    assert (await nobody.head(path, headers={"Accept": "text/html"})).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "accept"),
    [
        ("GET", "/flow/product-card", "application/json"),
        ("GET", "/flow/product-card", "*/*"),
        ("GET", "/v1", "text/html"),
        ("GET", "/v1/nothing", "text/html"),
        ("POST", "/flow/product-card", "text/html"),
    ],
)
async def test_a_mistyped_address_tells_a_program_a_problem(
    api: AsyncClient, method: str, path: str, accept: str
) -> None:
    answer = await api.request(method, path, headers={"Accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (404, "route.not_found")
