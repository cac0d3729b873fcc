"""What a run asks, asked on the command line: told on standard error, read from standard input."""

import asyncio
import sys

import typer

from headrace.graph.values import Json
from headrace.house import House
from headrace.kernel.actor import Actor
from headrace.kernel.errors import HeadraceError, Invalid
from headrace.runs.answer import answer
from headrace.runs.model import Question, ResultItem

_YES, _NO = {"y", "yes"}, {"n", "no"}


async def ask(house: House, actor: Actor, run: str, question: Question) -> None:
    """Asks until the answer fits. Raises `Invalid` when there is nobody to answer."""
    while True:
        typer.echo(_told(question), err=True)
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            raise Invalid(
                "run.asks",
                f"This run asks “{question.title}”. Answer on standard input, or run it on a "
                "server and answer there.",
            )
        try:
            async with house.database.work(actor) as work:
                said = _meant(question, line.strip())
                await answer(work, house.registry, run, question.id, said)
        except HeadraceError as error:
            typer.echo(error.message, err=True)
        else:
            return


def _told(question: Question) -> str:
    options = [_shown(option) for option in question.options]
    if question.asks == "pick":
        listed = [f"  {place}) {option}" for place, option in enumerate(options, 1)]
        return "\n".join([question.title, *listed, f"Choose 1 to {len(options)}:"])
    if question.asks == "edit":
        return "\n".join([question.title, *options, "Another text, or nothing to keep it:"])
    return "\n".join([question.title, *options, "Go on? yes or no:"])


def _shown(option: ResultItem) -> str:
    return str(option.value) if option.asset is None else f"{option.name} ({option.asset})"


def _meant(question: Question, line: str) -> Json:
    """The answer as the engine takes it; what fits nothing is refused there."""
    if question.asks == "pick":
        return int(line) - 1 if line.isdecimal() else line
    if question.asks == "edit":
        return line or question.options[0].value
    said = line.lower()
    return True if said in _YES else False if said in _NO else line
