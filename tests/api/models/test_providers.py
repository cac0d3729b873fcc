"""Vendors are connected, changed and taken away by admins, and their models priced."""

from typing import Any

import httpx2
import pytest

from headrace.testing.conduct import Conduct
from headrace.testing.vendor import Vendor
from tests.api.models.conftest import KEY
from tests.api.models.vocabulary import Admin
from tests.support.served import Server
from tests.support.working import fields_of

pytestmark = pytest.mark.anyio


@pytest.fixture
def admin(workshop: httpx2.AsyncClient) -> Admin:
    return Admin(workshop)


async def test_connecting_tells_the_models_and_never_the_key(admin: Admin, vendor: Vendor) -> None:
    made = await admin.connects(vendor)
    assert (made["name"], made["kind"], made["base_url"]) == ("local", "openai", vendor.url)
    assert (made["key_set"], made["key_ending"]) == (True, KEY[-4:])
    assert (made["concurrency"], made["per_minute"]) == (4, None)
    assert made["models"] == ["painter-1", "writer-1", "writer-2"]
    assert (await admin.client.get("/v1/providers/local")).json() == made
    listed = (await admin.client.get("/v1/providers")).json()
    assert listed == {"items": [made], "next": None}
    assert KEY not in str(listed)


async def test_a_vendor_without_a_key_is_connected_without_one(admin: Admin) -> None:
    with Vendor() as open_to_all:
        body = {"kind": "openai", "name": "mine", "base_url": f"{open_to_all.url}/"}
        made = await admin.client.post("/v1/providers", json=body)
        assert made.status_code == 201, made.text
        assert (made.json()["key_set"], made.json()["base_url"]) == (False, open_to_all.url)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"kind": "google"}, {"kind": "value.literal_error"}),
        ({"name": "a/b"}, {"name": "value.string_pattern_mismatch"}),
        ({"name": ""}, {"name": "value.string_pattern_mismatch"}),
        ({"base_url": "127.0.0.1:11434"}, {"base_url": "value.value_error"}),
        ({"base_url": "ftp://127.0.0.1/v1"}, {"base_url": "value.value_error"}),
        ({"base_url": "http://me:you@127.0.0.1/v1"}, {"base_url": "value.value_error"}),
        ({"base_url": "http://127.0.0.1/v1?key=1"}, {"base_url": "value.value_error"}),
        ({"base_url": "http://[::1/v1"}, {"base_url": "value.value_error"}),
        ({"base_url": "http://127.0.0.1:9/v1"}, {"base_url": "provider.unreachable"}),
        ({"base_url": "http://10.1.2.3/v1"}, {"base_url": "provider.not_allowed"}),
        ({"key": "sk-other"}, {"key": "provider.key_refused"}),
        ({"key": "two words"}, {"key": "value.string_pattern_mismatch"}),
        ({"key": "new\r\nline"}, {"key": "value.string_pattern_mismatch"}),
        ({"concurrency": 0}, {"concurrency": "value.greater_than_equal"}),
        ({"concurrency": 65}, {"concurrency": "value.less_than_equal"}),
        ({"per_minute": 0}, {"per_minute": "value.greater_than_equal"}),
        ({"colour": "red"}, {"colour": "value.extra_forbidden"}),
    ],
)
async def test_what_cannot_be_connected_is_refused_by_name(
    admin: Admin, vendor: Vendor, change: dict[str, Any], wrong: dict[str, str]
) -> None:
    assert fields_of(await admin.tries_to_connect(vendor, **change)) == wrong
    assert (await admin.client.get("/v1/providers")).json()["items"] == []
    assert (await admin.tries_to_connect(vendor, concurrency=64, per_minute=1)).status_code == 201


async def test_an_unknown_kind_is_told_those_there_are(admin: Admin, vendor: Vendor) -> None:
    refused = await admin.tries_to_connect(vendor, kind="google")
    assert refused.json()["errors"][0]["message"] == "Choose one of: openai."


async def test_what_does_not_answer_is_connected_when_nobody_checks(admin: Admin) -> None:
    with Vendor() as vendor:
        later = vendor.url
    body = {"kind": "openai", "name": "later", "base_url": later, "check": False}
    made = await admin.client.post("/v1/providers", json=body)
    assert (made.status_code, made.json()["models"], made.json()["listed_at"]) == (201, [], None)
    tested = await admin.client.post("/v1/providers/later/test")
    assert fields_of(tested) == {"base_url": "provider.unreachable"}


async def test_a_page_that_is_no_endpoint_is_refused(admin: Admin, vendor: Vendor) -> None:
    vendor.script.add("", Conduct(fault="wrong_type"))
    assert fields_of(await admin.tries_to_connect(vendor)) == {"base_url": "provider.bad_answer"}
    assert (await admin.tries_to_connect(vendor)).status_code == 201


async def test_a_name_is_used_once(admin: Admin, vendor: Vendor) -> None:
    await admin.connects(vendor)
    assert fields_of(await admin.tries_to_connect(vendor)) == {"name": "provider.name_taken"}
    await admin.connects(vendor, name="other")


async def test_connecting_twice_with_one_idempotency_key_is_done_once(
    admin: Admin, vendor: Vendor
) -> None:
    admin.client.headers["Idempotency-Key"] = "once"
    first = await admin.tries_to_connect(vendor)
    again = await admin.tries_to_connect(vendor)
    assert (again.status_code, again.content) == (201, first.content)


async def test_testing_finds_new_models_and_keeps_the_old_list_when_it_fails(
    admin: Admin, vendor: Vendor
) -> None:
    await admin.connects(vendor)
    vendor.models = ("writer-3",)
    tested = await admin.client.post("/v1/providers/local/test")
    assert tested.json()["models"] == ["writer-3"]
    vendor.script.add("", Conduct(status=503))
    failed = await admin.client.post("/v1/providers/local/test")
    assert fields_of(failed) == {"base_url": "provider.failing"}
    assert list(await admin.models()) == ["local/writer-3"]


async def test_a_provider_is_changed(admin: Admin, vendor: Vendor) -> None:
    await admin.connects(vendor, per_minute=60)

    async def changes(**change: Any) -> httpx2.Response:
        return await admin.client.patch("/v1/providers/local", json=change)

    assert (await changes(concurrency=8)).json()["per_minute"] == 60
    assert (await changes(per_minute=None)).json()["per_minute"] is None
    assert fields_of(await changes(key="sk-wrong")) == {"key": "provider.key_refused"}
    vendor.key = "sk-another-canary-77"
    assert (await changes(key=vendor.key)).json()["key_ending"] == "y-77"
    vendor.key = None
    assert (await changes(key=None)).json()["key_set"] is False
    assert fields_of(await changes(name="new")) == {"name": "value.extra_forbidden"}
    assert (await admin.client.get("/v1/providers/local")).json()["concurrency"] == 8


async def test_a_stored_key_does_not_go_to_another_address(admin: Admin, vendor: Vendor) -> None:
    await admin.connects(vendor)
    with Vendor() as elsewhere:
        change: dict[str, Any] = {"base_url": elsewhere.url}
        for check in (True, False):
            refused = await admin.client.patch(
                "/v1/providers/local", json=change | {"check": check}
            )
            assert fields_of(refused) == {"key": "provider.key_needed"}
        assert elsewhere.calls == []
        change["key"] = "sk-for-elsewhere-only"
        assert (await admin.client.patch("/v1/providers/local", json=change)).status_code == 200


async def test_a_provider_goes_with_its_prices(admin: Admin, vendor: Vendor) -> None:
    await admin.connects(vendor)
    await admin.connects(vendor, name="local2")
    await admin.prices("local/writer-1", 9)
    await admin.prices("local2/writer-1", 9)
    assert (await admin.client.delete("/v1/providers/local")).status_code == 204
    assert (await admin.client.delete("/v1/providers/local")).status_code == 404
    await admin.connects(vendor)
    models = await admin.models()
    assert (models["local/writer-1"]["price"], models["local/writer-1"]["priced"]) == (0, False)
    assert models["local2/writer-1"]["price"] == 9


async def test_models_are_listed_and_priced(admin: Admin, vendor: Vendor) -> None:
    await admin.connects(vendor)
    models = await admin.models()
    assert list(models) == ["local/painter-1", "local/writer-1", "local/writer-2"]
    assert models["local/writer-1"] == {
        "id": "local/writer-1",
        "provider": "local",
        "name": "writer-1",
        "capabilities": ["text.generate", "image.generate"],
        "price": 0,
        "priced": False,
        "parameters": {"type": "object", "properties": {}},
        "egress": vendor.url,
    }
    await admin.prices("local/writer-1", 4, "text.generate")
    await admin.prices("local/writer-1", 0)
    priced = (await admin.models())["local/writer-1"]
    assert (priced["price"], priced["priced"]) == (0, True)
    assert priced["capabilities"] == ["text.generate"]
    paged = (await admin.client.get("/v1/models", params={"limit": 2})).json()
    rest = await admin.client.get("/v1/models", params={"cursor": paged["next"]})
    assert [model["id"] for model in rest.json()["items"]] == ["local/writer-2"]


async def test_a_model_may_have_slashes_in_its_name(admin: Admin, vendor: Vendor) -> None:
    vendor.models = ("meta/llama3:8b",)
    await admin.connects(vendor)
    assert (await admin.prices("local/meta/llama3:8b", 2))["id"] == "local/meta/llama3:8b"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("local/writer-9", {"price": 1}, 404),
        ("nobody/writer-1", {"price": 1}, 404),
        ("local/writer-1", {"price": -1}, 422),
        ("local/writer-1", {"price": 1.5}, 422),
        ("local/writer-1", {"price": "1"}, 422),
        ("local/writer-1", {}, 422),
        ("local/writer-1", {"price": 1, "capabilities": ["fly"]}, 422),
        ("local/writer-1", {"price": 1_000_001}, 422),
        ("local/writer-1", {"price": 1_000_000}, 200),
    ],
)
async def test_a_price_is_a_whole_number_of_a_model_that_is_there(
    admin: Admin, vendor: Vendor, path: str, body: dict[str, Any], status: int
) -> None:
    await admin.connects(vendor)
    assert (await admin.client.put(f"/v1/models/{path}", json=body)).status_code == status


async def test_builders_read_admins_write_and_runners_do_neither(
    admin: Admin, working: Server, vendor: Vendor
) -> None:
    await admin.connects(vendor)
    body = {"kind": "openai", "name": "b", "base_url": vendor.url, "key": KEY}
    writes: list[tuple[str, str, Any]] = [
        ("POST", "/v1/providers", body),
        ("PATCH", "/v1/providers/local", {"concurrency": 1}),
        ("POST", "/v1/providers/local/test", None),
        ("PUT", "/v1/models/local/writer-1", {"price": 1}),
        ("DELETE", "/v1/providers/local", None),
    ]
    reads = ["/v1/providers", "/v1/providers/local", "/v1/models"]
    called = len(vendor.calls)
    async with working.client("build") as builder, working.client("run") as runner:
        for method, path, content in writes:
            for someone in (builder, runner):
                assert (await someone.request(method, path, json=content)).status_code == 403, path
        for path in reads:
            assert (await builder.get(path)).status_code == 200
            assert (await runner.get(path)).status_code == 403
    assert len(vendor.calls) == called
    assert [(await admin.client.get(path)).status_code for path in reads] == [200, 200, 200]


async def test_another_workspace_sees_nothing_of_it(
    admin: Admin, foreigner: httpx2.AsyncClient, vendor: Vendor
) -> None:
    await admin.connects(vendor)
    assert (await foreigner.get("/v1/providers")).json()["items"] == []
    assert (await foreigner.get("/v1/models")).json()["items"] == []
    for method, path in [
        ("GET", "/v1/providers/local"),
        ("DELETE", "/v1/providers/local"),
        ("POST", "/v1/providers/local/test"),
    ]:
        theirs = await foreigner.request(method, path)
        missing = await foreigner.request(method, path.replace("local", "nothing"))
        assert (theirs.status_code, theirs.content) == (404, missing.content)
    assert (await foreigner.put("/v1/models/local/writer-1", json={"price": 1})).status_code == 404
    await Admin(foreigner).connects(vendor)
