"""`make bench`: prints what was measured, beside the floor, with the ratio that counts."""

import asyncio
import statistics
import time
from collections.abc import Sequence

import httpx2

from bench.floor import rate_of_two, seconds_each
from bench.pictures import photographs
from bench.server import DOCUMENT, Running, one_run, running

ONE_BY_ONE = 30
AT_ONCE = 200
CLIENTS = 8


async def measure(server: Running) -> None:
    files = photographs(AT_ONCE)
    async with server.client() as client:
        await _publish(client)
        idle = server.resident_megabytes()
        for data in files[:5]:
            await one_run(client, data)
        taken = [await _seconds(client, data) for data in files[:ONE_BY_ONE]]
        rate = await _rate(client, files)
    pillow = statistics.median(seconds_each("Pillow", files[:ONE_BY_ONE]))
    pyvips = statistics.median(seconds_each("pyvips", files[:ONE_BY_ONE]))
    two_pillows, two_pyvips = rate_of_two("Pillow", files), rate_of_two("pyvips", files)
    run = statistics.median(taken)
    _row("one run, upload to bytes back", f"{run * 1000:.1f} ms")
    _row("  plain Pillow script", f"{pillow * 1000:.1f} ms", f"{run / pillow:.2f} × (≤ 1.6)")
    _row("  plain pyvips script", f"{pyvips * 1000:.1f} ms", f"{run / pyvips:.2f} ×")
    _row(f"{AT_ONCE} runs, {CLIENTS} clients", f"{rate:.1f} a second")
    _row(
        "  Pillow on two cores", f"{two_pillows:.1f} a second", f"{rate / two_pillows:.2f} (≥ 0.7)"
    )
    _row("  pyvips on two cores", f"{two_pyvips:.1f} a second", f"{rate / two_pyvips:.2f}")
    _row("cold start after set-up", f"{server.cold_start:.2f} s", "(≤ 3)")
    _row("idle memory of the server", f"{idle:.0f} MB", "(< 200)")


async def _publish(client: httpx2.AsyncClient) -> None:
    space = (await client.post("/v1/spaces", json=DOCUMENT)).json()["id"]
    (await client.post(f"/v1/spaces/{space}/publish", json={})).raise_for_status()


async def _seconds(client: httpx2.AsyncClient, data: bytes) -> float:
    start = time.perf_counter()
    await one_run(client, data)
    return time.perf_counter() - start


async def _rate(client: httpx2.AsyncClient, files: Sequence[bytes]) -> float:
    waiting = list(files)

    async def keep_going() -> None:
        while waiting:
            await one_run(client, waiting.pop())

    start = time.perf_counter()
    await asyncio.gather(*(keep_going() for _ in range(CLIENTS)))
    return len(files) / (time.perf_counter() - start)


def _row(what: str, figure: str, ratio: str = "") -> None:
    print(f"{what:<34}{figure:>16}   {ratio}")


def main() -> None:
    with running() as server:
        asyncio.run(measure(server))


main()
