"""How a command does what it does, and what becomes of a refusal."""

import asyncio
import signal
from collections.abc import Awaitable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
import uvloop
from sqlalchemy.exc import OperationalError

from headrace.kernel.errors import HeadraceError

Answer = TypeVar("Answer")

Data = Annotated[
    Path | None,
    typer.Option(help="The data folder; HEADRACE_DATA, or ./data.", show_default=False),
]


def do(work: Awaitable[Answer]) -> Answer:
    """Runs to the end; a refusal becomes its words and exit code 2."""

    async def whole() -> Answer:
        task = asyncio.current_task()
        assert task
        # What was opened is put away again, a database that was started among it.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    try:
        return uvloop.run(whole())
    except HeadraceError as error:
        typer.echo(error.message, err=True)
        for wrong in error.errors:
            typer.echo(f"  {wrong.field}: {wrong.message}", err=True)
        raise typer.Exit(2) from None
    except OperationalError as error:
        typer.echo(f"The database cannot be reached: {str(error).splitlines()[0]}", err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except asyncio.CancelledError:
        raise typer.Exit(143) from None
