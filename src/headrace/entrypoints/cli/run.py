"""`headrace run`: a flow by name, or a flow file, from answers to files on disk."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import anyio
import orjson
import typer

from headrace.assets.find import by_ids
from headrace.entrypoints.cli.answers import pairs_of, read_answers
from headrace.entrypoints.cli.ask import ask
from headrace.entrypoints.flowfile import bring_in
from headrace.entrypoints.taking import taking
from headrace.flows.run import begin, make_ready, models_of
from headrace.house import House
from headrace.kernel.actor import Actor
from headrace.kernel.errors import HeadraceError, Invalid
from headrace.runs.cancel import cancel
from headrace.runs.find import get_run
from headrace.runs.model import TERMINAL, ResultItem, Run


def is_file(reference: str) -> bool:
    """Whether the argument means a file rather than a published flow."""
    return reference.endswith(".json") or Path(reference).is_file()


async def run_flow(
    house: House,
    actor: Actor,
    reference: str,
    arguments: Sequence[str],
    out: Path,
    *,
    quiet: bool = False,
) -> Run:
    """Runs to the end and writes every result into `out`. Raises `HeadraceError`.

    Prints where each file is, unless it shall be `quiet`.
    """
    pairs = pairs_of(arguments)
    await _make_folder(out)
    if is_file(reference):
        reference = (await bring_in(house, actor, Path(reference))).id
    async with house.database.work(actor) as work:
        published = await house.versions.open(work, reference, None)
        models = await models_of(work, house.registry, published)
    answers = await read_answers(house, actor, published.form, pairs)
    take = taking(house, actor)
    ready = await make_ready(published, answers, house.registry, models, take)
    async with house.database.work(actor) as work:
        run = await begin(work, house.registry, ready)
    try:
        finished = await _follow(house, actor, run)
    except (asyncio.CancelledError, HeadraceError):
        async with house.database.work(actor) as work:
            await cancel(work, run)
        raise
    for path in await _write(house, actor, finished, out):
        if not quiet:
            typer.echo(str(path))
    return finished


async def _make_folder(out: Path) -> None:
    try:
        await anyio.Path(out).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid("out.unusable", f"{out} cannot take files: {error.strerror}.") from None


async def _follow(house: House, actor: Actor, run: str) -> Run:
    async with house.listener.awaiting(run) as woken:
        while True:
            woken.clear()
            async with house.database.work(actor) as work:
                found = await get_run(work, run)
            _tell(found)
            if found.status in TERMINAL:
                return found
            for question in found.questions:
                await ask(house, actor, run, question)
            if not found.questions:
                await woken.wait()


def _tell(run: Run) -> None:
    """Progress for who watches; a file or a pipe gets none."""
    if sys.stderr.isatty():
        end = "\n" if run.status in TERMINAL else ""
        told = f"\r{run.progress.done}/{run.progress.total} steps{end}"
        typer.echo(told, nl=False, err=True)


async def _write(house: House, actor: Actor, run: Run, out: Path) -> list[Path]:
    written: list[Path] = []
    for key, items in run.results.items():
        for place, item in enumerate(items, 1):
            name = f"{key}-{place:03d}" if len(items) > 1 else key
            if item.type == "error":
                typer.echo(f"{name}: {item.message}", err=True)
            else:
                written.append(await _write_item(house, actor, item, out / name))
    return written


async def _write_item(house: House, actor: Actor, item: ResultItem, path: Path) -> Path:
    if item.asset is None:
        text = item.value if isinstance(item.value, str) else orjson.dumps(item.value).decode()
        path, data = path.with_name(f"{path.name}.txt"), text.encode()
    else:
        async with house.database.work(actor) as work:
            kept = (await by_ids(work, [item.asset]))[item.asset]
        ending = kept.mime.partition("/")[2].replace("jpeg", "jpg")
        path, data = path.with_name(f"{path.name}.{ending}"), await house.blobs.get(kept.blob)
    try:
        await anyio.Path(path).write_bytes(data)
    except OSError as error:
        raise Invalid("out.unusable", f"{path} cannot be written: {error.strerror}.") from None
    return path
