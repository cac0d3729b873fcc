"""Who is there: keys, sessions, and what each may do."""

import pytest
from httpx2 import AsyncClient

from tests.support.served import Server

pytestmark = pytest.mark.anyio


async def test_a_key_is_told_who_it_is(api: AsyncClient) -> None:
    me = (await api.get("/v1/me")).json()
    assert me["actor"] == {"kind": "key", "name": "admin key"}
    assert me["workspace"]["name"] == "Home"
    assert me["credits"] == 1000
    assert sorted(me["scopes"]) == ["admin", "build", "run"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer hr_nothing"},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic aHI6aHI="},
        {"Cookie": "headrace_session=nothing"},
    ],
)
async def test_without_a_valid_credential_nothing_is_told(
    nobody: AsyncClient, headers: dict[str, str]
) -> None:
    answer = await nobody.get("/v1/me", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "auth.required"


async def test_a_link_signs_a_browser_in_and_signing_out_ends_it(server: Server) -> None:
    async with server.browser() as browser:
        me = (await browser.get("/v1/me")).json()
        assert (me["actor"]["kind"], me["role"]) == ("member", "owner")
        session = browser.cookies["headrace_session"]
        assert (await browser.post("/v1/sign-out")).status_code == 204
        stale = {"Cookie": f"headrace_session={session}"}
        assert (await browser.get("/v1/me", headers=stale)).status_code == 401


async def test_the_session_cookie_is_out_of_reach_of_scripts(server: Server) -> None:
    async with server.browser() as browser:
        cookie = next(iter(browser.cookies.jar))
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "lax"


async def test_a_wrong_link_signs_nobody_in(nobody: AsyncClient) -> None:
    answer = await nobody.post("/v1/sign-in", json={"token": "wrong"})
    assert answer.status_code == 401
    assert answer.json()["code"] == "sign_in.link_not_valid"


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://127.0.0.1:1", None])
async def test_another_site_cannot_act_through_a_browser(
    server: Server, origin: str | None
) -> None:
    async with server.browser() as browser:
        del browser.headers["Origin"]
        headers = {"Origin": origin} if origin else {}
        answer = await browser.post("/v1/keys", json={"name": "theirs"}, headers=headers)
        assert answer.status_code == 403
        assert answer.json()["code"] == "request.foreign_origin"
        ours = {"Origin": server.url}
        answer = await browser.post("/v1/keys", json={"name": "ours"}, headers=ours)
        assert answer.status_code == 201


async def test_a_program_may_come_from_anywhere(api: AsyncClient) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = await api.post("/v1/keys", json={"name": "CI"}, headers=headers)
    assert answer.status_code == 201


async def test_keys_are_made_listed_used_and_revoked(server: Server, api: AsyncClient) -> None:
    made = await api.post("/v1/keys", json={"name": "CI", "scope": "run"})
    assert made.status_code == 201
    key = made.json()
    assert key["key"].startswith(key["prefix"])
    listed = (await api.get("/v1/keys")).json()["items"]
    assert {"name": "CI", "scope": "run"}.items() <= listed[0].items()
    assert "key" not in listed[0]
    async with server.nobody() as program:
        program.headers["Authorization"] = f"Bearer {key['key']}"
        assert (await program.get("/v1/me")).json()["scopes"] == ["run"]
        assert (await api.delete(f"/v1/keys/{key['id']}")).status_code == 204
        assert (await program.get("/v1/me")).status_code == 401
    assert (await api.delete(f"/v1/keys/{key['id']}")).status_code == 404


@pytest.mark.parametrize("scope", ["run", "build"])
async def test_only_an_admin_handles_keys(server: Server, scope: str) -> None:
    async with server.client("build" if scope == "build" else "run") as program:
        for answer in (
            await program.get("/v1/keys"),
            await program.post("/v1/keys", json={"name": "more", "scope": "admin"}),
            await program.delete("/v1/keys/key_1"),
        ):
            assert answer.status_code == 403
            assert "“admin”" in answer.json()["detail"]


async def test_another_workspaces_key_looks_like_none(server: Server, api: AsyncClient) -> None:
    key = (await api.post("/v1/keys", json={"name": "CI"})).json()["id"]
    async with server.stranger() as stranger:
        assert key not in (await stranger.get("/v1/keys")).text
        foreign = await stranger.delete(f"/v1/keys/{key}")
        unknown = await stranger.delete("/v1/keys/key_unknown")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content


@pytest.mark.parametrize("field", ["id", "key", "workspace", "created_at", "digest"])
async def test_nobody_sets_what_the_server_decides(api: AsyncClient, field: str) -> None:
    answer = await api.post("/v1/keys", json={"name": "CI", field: "mine"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


async def test_keys_come_in_pages(api: AsyncClient) -> None:
    for number in range(4):
        await api.post("/v1/keys", json={"name": f"key {number}"})
    names: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await api.get("/v1/keys", params=asked)).json()
        names += [key["name"] for key in page["items"]]
        cursor = page["next"]
    assert sorted(names) == ["admin key", "key 0", "key 1", "key 2", "key 3"]


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIiwiYiJd", "W10", "IiI", "e30", "NTU"])
async def test_a_made_up_cursor_is_refused(api: AsyncClient, cursor: str) -> None:
    answer = await api.get("/v1/keys", params={"cursor": cursor})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "cursor"


async def test_credits_are_told_with_their_history(server: Server, api: AsyncClient) -> None:
    assert (await api.get("/v1/credits")).json() == {"available": 1000, "held": 0, "spent": 0}
    (entry,) = (await api.get("/v1/credits/entries")).json()["items"]
    assert (entry["kind"], entry["amount"], entry["note"]) == ("grant", 1000, "Welcome")
    async with server.stranger() as stranger:
        assert (await stranger.get("/v1/credits")).json()["available"] == 0
        assert (await stranger.get("/v1/credits/entries")).json()["items"] == []
