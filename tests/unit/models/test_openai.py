"""What the adapter makes of everything a vendor may answer. The vendor is a real server."""

import io
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from PIL import Image

from headrace.egress import Egress, Patience
from headrace.graph.asking import Answer, ImageRequest, Picture, TextRequest
from headrace.kernel.errors import HeadraceError, TryAgain
from headrace.models.errors import VendorError, seconds_to_wait
from headrace.models.openai import OpenAI
from headrace.testing.conduct import Conduct
from headrace.testing.vendor import Vendor
from tests.support.pictures import picture

pytestmark = pytest.mark.anyio

KEY = "sk-canary-2f6d1c09"
BRIEF = Patience(idle=0.3, total=0.6)


@pytest.fixture
def vendor() -> Generator[Vendor]:
    with Vendor(key=KEY) as vendor:
        yield vendor


def calling(vendor: Vendor, patience: Patience | None = None, key: str | None = KEY) -> OpenAI:
    egress = Egress("127.0.0.1")
    return OpenAI(egress, vendor.url, key, patience=patience or Patience(idle=5, total=10))


async def writes(openai: OpenAI, prompt: str = "Hello", **more: Any) -> Answer:
    request = TextRequest(prompt, **more)
    return await openai.ask("text.generate", "writer-1", request, once="run:step#0@1")


async def paints(openai: OpenAI, prompt: str = "A cat", **more: Any) -> Answer:
    request = ImageRequest(prompt, **more)
    return await openai.ask("image.generate", "painter-1", request, once="run:step#0@1")


async def refusal_of(openai: OpenAI, *, painting: bool = False) -> HeadraceError:
    with pytest.raises(HeadraceError) as refused:
        await (paints(openai) if painting else writes(openai))
    error = refused.value
    assert KEY not in f"{error.message} {error.detail}"
    assert error.message.endswith(".")
    assert 0 < len(error.detail) <= 320
    return error


async def test_models_are_listed_by_name(vendor: Vendor) -> None:
    assert await calling(vendor).list_models() == ["painter-1", "writer-1", "writer-2"]


async def test_a_text_is_written(vendor: Vendor) -> None:
    answer = await writes(calling(vendor), "Hello", system="Be brief.")
    assert answer.text == "writer-1 heard: Hello"
    (call,) = vendor.calls
    assert (call["path"], call["once"]) == ("/v1/chat/completions", "run:step#0@1")
    assert call["request"]["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hello"},
    ]


async def test_pictures_to_look_at_are_sent_along(vendor: Vendor) -> None:
    await writes(calling(vendor), images=(Picture(b"\x89PNG", "image/png"),))
    said = vendor.calls[0]["request"]["messages"][0]["content"]
    assert said[1] == {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw=="}}


async def test_a_slow_success_is_a_success(vendor: Vendor) -> None:
    vendor.script.add("Hello", Conduct(delay=0.2))
    assert (await writes(calling(vendor))).text


@pytest.mark.parametrize("by_address", [False, True])
async def test_pictures_are_painted(vendor: Vendor, by_address: bool) -> None:
    vendor.script.add("A cat", Conduct(by_address=by_address))
    answer = await paints(calling(vendor), count=2, ratio="16:9", seed=7)
    assert [Image.open(io.BytesIO(data)).size for data in answer.pictures] == [(80, 45)] * 2
    assert len(set(answer.pictures)) == 2
    sent = vendor.calls[0]["request"]
    assert (sent["n"], sent["size"], sent["seed"]) == (2, "1280x720", 7)


async def test_a_picture_given_along_is_edited(vendor: Vendor) -> None:
    given = (Picture(picture(), "image/png"), Picture(picture(9, 9, "JPEG"), "image/jpeg"))
    assert len((await paints(calling(vendor), images=given)).pictures) == 1
    (call,) = vendor.calls
    assert (call["path"], call["once"]) == ("/v1/images/edits", "run:step#0@1")
    assert call["request"] == {
        "images": 2,
        "model": "painter-1",
        "prompt": "A cat",
        "n": "1",
        "size": "1024x1024",
    }


@pytest.mark.parametrize(
    ("conduct", "code"),
    [
        (Conduct(status=401, code="invalid_api_key"), "provider.key_refused"),
        (Conduct(status=403), "provider.key_refused"),
        (Conduct(status=402), "provider.no_funds"),
        (Conduct(status=429, code="insufficient_quota"), "provider.no_funds"),
        (Conduct(status=400, code="billing_hard_limit_reached"), "provider.no_funds"),
        (Conduct(status=400, code="content_policy_violation"), "provider.blocked"),
        (Conduct(status=400, code="moderation_blocked"), "provider.blocked"),
        (Conduct(status=400), "provider.refused"),
        (Conduct(status=404, code="model_not_found"), "provider.refused"),
        (Conduct(status=422, words="x" * 5000), "provider.refused"),
        (Conduct(status=302), "provider.refused"),
        (Conduct(fault="garbage"), "provider.bad_answer"),
        (Conduct(fault="truncated"), "provider.bad_answer"),
        (Conduct(fault="empty"), "provider.bad_answer"),
        (Conduct(fault="wrong_type"), "provider.bad_answer"),
        (Conduct(fault="compressed"), "provider.bad_answer"),
        (Conduct(text=" "), "provider.bad_answer"),
        (Conduct(fault="huge"), "provider.answer_too_large"),
    ],
)
async def test_what_stays_wrong_is_final(vendor: Vendor, conduct: Conduct, code: str) -> None:
    vendor.script.add("", conduct)
    error = await refusal_of(calling(vendor))
    assert isinstance(error, VendorError)
    assert error.code == code
    assert len(vendor.calls) == 1
    assert (await writes(calling(vendor))).text


@pytest.mark.parametrize("fault", ["garbage", "no_picture", "wrong_type", "huge"])
async def test_what_is_no_picture_is_refused(vendor: Vendor, fault: Any) -> None:
    vendor.script.add("", Conduct(fault=fault))
    error = await refusal_of(calling(vendor), painting=True)
    assert error.code in {"provider.bad_answer", "provider.answer_too_large"}
    assert (await paints(calling(vendor))).pictures


@pytest.mark.parametrize(
    ("conduct", "code", "after"),
    [
        (Conduct(status=429, retry_after="7"), "provider.busy", 7),
        (Conduct(status=429), "provider.busy", 0),
        (Conduct(status=429, retry_after="999999999"), "provider.busy", 3600),
        (Conduct(status=429, retry_after="soon"), "provider.busy", 0),
        (Conduct(status=408), "provider.busy", 0),
        (Conduct(status=409), "provider.busy", 0),
        (Conduct(status=425), "provider.busy", 0),
        (Conduct(status=500), "provider.failing", 0),
        (Conduct(status=503, retry_after="2.5"), "provider.failing", 2.5),
        (Conduct(status=599), "provider.failing", 0),
        (Conduct(fault="cut"), "provider.unreachable", 0),
        (Conduct(delay=1.5), "provider.too_slow", 0),
    ],
)
async def test_what_may_pass_can_be_tried_again(
    vendor: Vendor, conduct: Conduct, code: str, after: float
) -> None:
    vendor.script.add("", conduct)
    error = await refusal_of(calling(vendor, BRIEF))
    assert isinstance(error, TryAgain)
    assert (error.code, error.after or 0) == (code, after)
    assert len(vendor.calls) == 1
    assert (await writes(calling(vendor))).text


async def test_a_server_that_is_not_there_can_be_tried_again(vendor: Vendor) -> None:
    gone = Vendor()
    gone.close()
    error = await refusal_of(calling(gone))
    assert isinstance(error, TryAgain)
    assert error.code == "provider.unreachable"
    assert (await writes(calling(vendor))).text


async def test_a_private_address_is_not_called_unless_the_operator_says_so(vendor: Vendor) -> None:
    error = await refusal_of(OpenAI(Egress(""), vendor.url, KEY))
    assert (error.code, vendor.calls) == ("provider.not_allowed", [])
    assert (await writes(calling(vendor))).text


async def test_a_key_that_is_told_back_is_not_passed_on(vendor: Vendor) -> None:
    error = await refusal_of(calling(vendor, key=f"{KEY}x"))
    assert error.code == "provider.key_refused"
    assert error.detail == "401: Incorrect API key provided: …."


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("", 0), ("-5", 0), ("1e400", 3600), ("nan", 3600), ("Wed, 99 Foo", 0), ("0", 0)],
)
def test_absurd_waits_are_bounded(written: str, seconds: float) -> None:
    assert seconds_to_wait({"retry-after": written}, datetime.now(UTC)) == seconds


@pytest.mark.parametrize(("ahead", "seconds"), [(90, 90), (-90, 0), (900_000, 3600)])
def test_a_wait_may_be_told_as_a_date(ahead: int, seconds: float) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    written = format_datetime(now + timedelta(seconds=ahead), usegmt=True)
    assert seconds_to_wait({"retry-after": written}, now) == seconds
