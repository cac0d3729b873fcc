"""Every command, each a few lines: open the house, do one thing, say it."""

import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Annotated, Protocol

import orjson
import typer

from headrace.entrypoints.cli.doing import Data, do
from headrace.entrypoints.cli.run import is_file, run_flow
from headrace.entrypoints.cli.upkeep import Keeper, add_upkeep
from headrace.flows.find import page_of_flows
from headrace.house import House
from headrace.kernel.actor import Actor, Scope
from headrace.workspaces.issue_key import issue_key
from headrace.workspaces.model import LONGEST_NAME


class Opened(Protocol):
    """A house, and who acts in it."""

    @property
    def house(self) -> House: ...

    @property
    def actor(self) -> Actor: ...


class Builder(Keeper, Protocol):
    """What the program needs built: a house to work in, a server, and its description."""

    def open(self, data: Path | None) -> AbstractAsyncContextManager[Opened]:
        """A house on the data folder; no worker."""
        ...

    def open_working(
        self, data: Path | None, *, temporary: bool
    ) -> AbstractAsyncContextManager[Opened]:
        """The same with a worker; `temporary` leaves nothing behind."""
        ...

    async def serve(self, data: Path | None, host: str | None, port: int | None) -> None: ...

    async def work(self, data: Path | None, queues: Sequence[str]) -> None:
        """A worker until it is told to stop; of all queues when none is named."""
        ...

    def openapi(self) -> dict[str, object]: ...


def program(builder: Builder) -> typer.Typer:
    """The command line."""
    app = typer.Typer(
        name="headrace",
        help="Build a creative process once and let anyone run it.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    keys = typer.Typer(help="Keys for programs.", no_args_is_help=True)
    app.add_typer(keys, name="keys")
    _serving(app, builder)
    _keys(keys, builder)
    _flows(app, builder)
    _running(app, builder)
    add_upkeep(app, builder)
    return app


def _serving(app: typer.Typer, builder: Builder) -> None:
    @app.command()
    def serve(
        data: Data = None,
        port: Annotated[int | None, typer.Option(help="HEADRACE_PORT, or 8000.")] = None,
        host: Annotated[str | None, typer.Option(help="HEADRACE_HOST, or 127.0.0.1.")] = None,
    ) -> None:
        """Start Headrace: pages, API and a worker."""
        do(builder.serve(data, host, port))

    @app.command()
    def worker(
        data: Data = None,
        queues: Annotated[
            str, typer.Option(help="Take work of these queues only, comma-separated.")
        ] = "",
    ) -> None:
        """Start only a worker, on the database of a server."""
        do(builder.work(data, [name.strip() for name in queues.split(",") if name.strip()]))

    @app.command()
    def openapi() -> None:
        """Print the description of the API (OpenAPI 3.1)."""
        sys.stdout.write(orjson.dumps(builder.openapi(), option=orjson.OPT_INDENT_2).decode())
        sys.stdout.write("\n")

    del serve, worker, openapi


def _keys(keys: typer.Typer, builder: Builder) -> None:
    @keys.command("create")
    def create_key(
        data: Data = None,
        scope: Annotated[str, typer.Option(help="run, build or admin.")] = "admin",
        name: Annotated[str, typer.Option(help="What the key is for.")] = "Command line",
    ) -> None:
        """Print a new key, and nothing else."""
        scopes: dict[str, Scope] = {"run": "run", "build": "build", "admin": "admin"}
        if scope not in scopes:
            raise typer.BadParameter("Choose run, build or admin.", param_hint="--scope")
        if not 1 <= len(name.strip()) <= LONGEST_NAME:
            raise typer.BadParameter(f"Use 1 to {LONGEST_NAME} characters.", param_hint="--name")

        async def create() -> str:
            async with (
                builder.open(data) as opened,
                opened.house.database.work(opened.actor) as work,
            ):
                return (await issue_key(work, name.strip(), scopes[scope])).key

        typer.echo(do(create()))

    del create_key


def _flows(app: typer.Typer, builder: Builder) -> None:
    @app.command()
    def flows(
        data: Data = None,
        query: Annotated[str, typer.Option(help="Words to look for.")] = "",
        as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    ) -> None:
        """List the published flows."""

        async def find() -> list[dict[str, object]]:
            async with (
                builder.open(data) as opened,
                opened.house.database.work(opened.actor) as work,
            ):
                found = await page_of_flows(work, query=query, limit=1_000)
            return [flow.model_dump(mode="json") for flow in found]

        found = do(find())
        if as_json:
            typer.echo(orjson.dumps(found).decode())
        for flow in [] if as_json else found:
            typer.echo(f"{flow['slug']:<28} {flow['name']}")

    del flows


def _running(app: typer.Typer, builder: Builder) -> None:
    @app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
    def run(
        context: typer.Context,
        flow: Annotated[str, typer.Argument(help="A flow's slug or id, or a flow file.")],
        out: Annotated[Path, typer.Option(help="Where the results go.")] = Path(),
        data: Data = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the run as JSON.")] = False,
    ) -> None:
        """Run a flow: `headrace run product-card --photo mug.jpg --headline Hello`."""

        async def go() -> tuple[str, str]:
            temporary = data is None and is_file(flow)
            async with builder.open_working(data, temporary=temporary) as opened:
                done = await run_flow(
                    opened.house, opened.actor, flow, context.args, out, quiet=as_json
                )
            if as_json:
                typer.echo(done.model_dump_json())
            return done.status, done.error.message if done.error else ""

        status, why = do(go())
        if status != "succeeded":
            typer.echo(f"{status.replace('_', ' ')}: {why}", err=True)
            raise typer.Exit(1)

    del run
