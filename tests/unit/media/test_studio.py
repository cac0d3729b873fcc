"""The studio renders many pictures at once, and outlives whatever happens to one."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from headrace.media import images
from headrace.media.errors import MediaError
from headrace.media.limits import Limits
from headrace.media.picture import Encoding, Failure, Made, Rendered, Wanted
from headrace.media.program import program_of
from headrace.media.studio import Studio
from tests.support.darkroom import Darkroom
from tests.unit import pictures

pytestmark = pytest.mark.anyio


@pytest.fixture
async def hurried() -> AsyncIterator[Darkroom]:
    """A studio of its own that gives each call one second."""
    room = Darkroom()
    room.studio = Studio(room.read, children=1, limits=Limits(seconds=1.0))
    yield room
    await room.studio.close()


async def test_a_chain_is_rendered_as_its_last_step_says(darkroom: Darkroom) -> None:
    small = images.resize(darkroom.keep(pictures.photo()), width=90, height=90, mode="fit")
    rendered = await darkroom.rendered(images.convert(small, format="webp", quality=70))
    assert (rendered.mime, rendered.width, rendered.height) == ("image/webp", 90, 60)
    assert (await darkroom.rendered(small)).mime == "image/png"
    assert (await darkroom.rendered(small, Encoding("jpeg"))).mime == "image/jpeg"


async def test_what_pictures_share_is_described_once(darkroom: Darkroom) -> None:
    photo = darkroom.keep(pictures.photo())
    square = images.resize(photo, width=64, height=64, mode="fill")
    same = images.resize(photo, width=64, height=64, mode="fill")
    wanted = [Wanted(images.flip(square, direction="vertical")), Wanted(same)]
    program, _ = program_of(wanted)
    assert len(program.nodes) == 3
    assert len(program.blobs) == 1


async def test_very_long_chains_are_fine(darkroom: Darkroom) -> None:
    image = darkroom.keep(pictures.plain("red", 8, 8))
    made = images.flip(image, direction="vertical")
    for _ in range(1_500):
        made = images.flip(made, direction="vertical")
    assert isinstance(made, Made)
    program, _ = program_of([Wanted(made)])
    assert len(program.nodes) == 1_502


async def test_one_that_fails_does_not_take_the_others_along(darkroom: Darkroom) -> None:
    sound, spoilt = darkroom.keep(pictures.photo()), darkroom.keep(pictures.photo()[:2000])
    impossible = images.crop(sound, left=60, right=60)
    results = await darkroom.studio.render(
        [
            Wanted(images.flip(sound, direction="vertical")),
            Wanted(images.overlay(sound, spoilt)),
            Wanted(images.blur(impossible, strength=2)),
        ]
    )
    fine, damaged, too_much = results
    assert isinstance(fine, Rendered)
    assert isinstance(damaged, Failure)
    assert (damaged.code, damaged.at) == ("media.damaged", spoilt)
    assert isinstance(too_much, Failure)
    assert (too_much.code, too_much.at) == ("media.impossible", impossible)
    assert "/" not in damaged.message + damaged.detail


async def test_a_result_no_format_can_hold_is_refused(darkroom: Darkroom) -> None:
    wide = images.resize(darkroom.keep(pictures.plain("red")), width=8000, height=1, mode="stretch")
    sheet = images.contact_sheet([wide] * 3, columns=3, cell_width=8000, cell_height=1, gap=0)
    failure = await darkroom.failure(images.convert(sheet, format="webp"))
    assert failure.code == "media.too_large"
    assert (await darkroom.rendered(sheet)).width == 24_000


async def test_a_result_with_too_many_pixels_is_refused(darkroom: Darkroom) -> None:
    photo = darkroom.keep(pictures.photo())
    sheet = images.contact_sheet([photo] * 9, columns=3, cell_width=4096, cell_height=4096)
    assert (await darkroom.failure(sheet)).code == "media.too_large"


def endless(room: Darkroom) -> Made:
    """Work for many seconds: a large picture blurred again and again."""
    image = room.keep(pictures.plain("red", 64, 64))
    made = images.resize(image, width=4096, height=4096, mode="stretch")
    for _ in range(40):
        made = images.blur(made, strength=20)
    assert isinstance(made, Made)
    return made


async def test_work_without_end_is_stopped_and_the_next_one_is_done(hurried: Darkroom) -> None:
    failure = await hurried.failure(endless(hurried))
    assert failure.code == "media.too_slow"
    assert "1 seconds" in failure.detail
    assert (await hurried.rendered(hurried.keep(pictures.photo()))).width == 300


async def test_cancelling_stops_the_work() -> None:
    room = Darkroom()
    started = time.perf_counter()
    try:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.6):
                await room.studio.render([Wanted(endless(room))])
        assert (await room.rendered(room.keep(pictures.photo()))).width == 300
    finally:
        await room.studio.close()
    assert time.perf_counter() - started < 10


async def test_closing_ends_the_work_under_way() -> None:
    room = Darkroom()
    working = asyncio.create_task(room.studio.render([Wanted(endless(room))]))
    await asyncio.sleep(0.5)
    await room.studio.close()
    async with asyncio.timeout(5):
        (result,) = await working
    assert isinstance(result, Failure)
    assert result.code == "media.crashed"


async def test_a_process_that_dies_is_reported_and_replaced(hurried: Darkroom) -> None:
    """An operation nobody knows ends the process, as a crash in a decoder would."""
    unknown = Made("no such operation", {}, ())
    photo = hurried.keep(pictures.plain("blue"))
    broken = await hurried.studio.render([Wanted(unknown)])
    assert isinstance(broken[0], Failure)
    assert (broken[0].code, broken[0].at) == ("media.crashed", unknown)
    both = await hurried.studio.render([Wanted(photo), Wanted(unknown)])
    assert isinstance(both[0], Rendered)
    assert isinstance(both[1], Failure)


async def test_too_little_memory_is_a_failure_and_no_disaster() -> None:
    room = Darkroom()
    room.studio = Studio(room.read, children=1, limits=Limits(memory=700 * 1024**2))
    large = images.resize(room.keep(pictures.plain("red")), width=8192, height=8192, mode="stretch")
    shared = images.flip(large, direction="vertical")
    sheet = images.compare(images.blur(shared, strength=1), shared)
    try:
        failure = await room.failure(images.overlay(sheet, shared))
        assert failure.code in {"media.too_large", "media.crashed"}
        assert (await room.rendered(room.keep(pictures.photo()))).width == 300
    finally:
        await room.studio.close()


async def test_a_fact_is_looked_up(darkroom: Darkroom) -> None:
    photo = darkroom.keep(pictures.turned_by_camera())
    assert await darkroom.look(images.size(photo)) == {"width": 200, "height": 300}
    with pytest.raises(MediaError, match="damaged"):
        await darkroom.look(images.size(darkroom.keep(pictures.photo()[:900])))
