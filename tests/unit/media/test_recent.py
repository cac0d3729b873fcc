"""Pixels of a picture just looked at serve the run that follows, and nothing else."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pyvips
from PIL import ImageColor

from headrace.graph.values import Image
from headrace.media import images
from headrace.media.limits import Limits
from headrace.media.picture import Failure, Made, Wanted
from headrace.media.recent import Recent
from headrace.media.studio import Studio
from tests.support.darkroom import Darkroom
from tests.unit import pictures

pytestmark = pytest.mark.anyio


@pytest.fixture
async def room() -> AsyncIterator[Darkroom]:
    """A studio of its own, in which nothing was looked at before."""
    room = Darkroom()
    yield room
    await room.studio.close()


def small(image: Image) -> Image:
    return images.resize(image, width=30, height=20, mode="fit")


async def colour(room: Darkroom, image: Image) -> object:
    return (await room.seen(image)).convert("RGB").getpixel((5, 5))


async def test_what_was_just_looked_at_is_neither_read_nor_decoded_again(room: Darkroom) -> None:
    data = pictures.plain("red", 60, 40)
    await room.inspect(data)
    assert await colour(room, small(room.keep(data))) == (255, 0, 0)
    assert room.reads == 0


async def test_it_serves_once(room: Darkroom) -> None:
    data = pictures.plain("red", 60, 40)
    await room.inspect(data)
    for _ in range(3):
        assert await colour(room, small(room.keep(data))) == (255, 0, 0)
    assert room.reads == 2


async def test_a_fact_about_it_leaves_it_for_the_run(room: Darkroom) -> None:
    data = pictures.turned_by_camera()
    await room.inspect(data)
    photo = room.keep(data)
    assert await room.look(images.size(photo)) == {"width": 200, "height": 300}
    assert (await room.seen(photo)).size == (200, 300)
    assert room.reads == 0


async def test_each_picture_is_its_own(room: Darkroom) -> None:
    red, blue = pictures.plain("red", 60, 40), pictures.plain("blue", 60, 40)
    await room.inspect(red)
    assert await colour(room, small(room.keep(blue))) == (0, 0, 255)
    await room.inspect(blue)
    both = images.overlay(room.keep(red), room.keep(blue), size=10, position="bottom-right")
    assert await colour(room, both) == (255, 0, 0)
    assert room.reads == 1


async def test_a_large_picture_is_not_held(room: Darkroom) -> None:
    data = pictures.plain("red", 4000, 3000)
    await room.inspect(data)
    assert await colour(room, small(room.keep(data))) == (255, 0, 0)
    assert room.reads == 1


def test_what_is_held_too_long_is_let_go_of() -> None:
    image = pyvips.Image.black(8, 8, bands=3)
    for seconds, blobs in ((60.0, ["a"]), (0.0, [])):
        recent = Recent(seconds)
        recent.hold("a", image)
        recent.let_go_of_old()
        assert recent.blobs() == blobs


def test_the_oldest_makes_room() -> None:
    recent = Recent(most_bytes=2 * 8 * 8 * 3)
    for blob in "abc":
        recent.hold(blob, pyvips.Image.black(8, 8, bands=3))
    assert recent.blobs() == ["b", "c"]
    assert recent.look("a") is None
    assert recent.look("b") is not None


async def test_what_a_dead_process_held_is_read_again(room: Darkroom) -> None:
    data = pictures.plain("red", 60, 40)
    await room.inspect(data)
    (crashed,) = await room.studio.render([Wanted(Made("no such operation", {}, ()))])
    assert isinstance(crashed, Failure)
    assert await colour(room, small(room.keep(data))) == (255, 0, 0)
    assert room.reads == 1


async def test_many_at_once_get_their_own_pictures() -> None:
    room = Darkroom()
    room.studio = Studio(room.read, children=2, limits=Limits())

    async def come_and_go(wanted: str) -> None:
        data = pictures.plain(wanted, 60, 40)
        await room.inspect(data)
        assert await colour(room, small(room.keep(data))) == ImageColor.getrgb(wanted)

    try:
        await asyncio.gather(*map(come_and_go, ("red", "lime", "blue", "gold", "black", "white")))
    finally:
        await room.studio.close()


async def test_who_stops_waiting_for_a_process_leaves_it_to_the_next(room: Darkroom) -> None:
    photo = room.keep(pictures.photo())
    working = [asyncio.create_task(room.rendered(photo)) for _ in range(4)]
    await asyncio.sleep(0)
    for task in working[1:3]:
        task.cancel()
    ended = await asyncio.gather(*working, return_exceptions=True)
    assert [isinstance(end, asyncio.CancelledError) for end in ended] == [False, True, True, False]
    assert (await room.rendered(photo)).width == 300
