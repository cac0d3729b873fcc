"""What a person may be asked in the middle of a run, and which answers fit."""

from collections.abc import Mapping

from headrace.graph.nodetype import Asks
from headrace.graph.port import Ports, field
from headrace.graph.values import Json
from headrace.kernel.errors import Invalid

MAX_TEXT = 100_000

SHOWN: dict[Asks, str] = {"pick": "options", "approve": "value", "edit": "text"}
"""Which input a person is shown."""


class AskingPorts(Ports):
    """Inputs of a node type that asks."""

    minutes: int = field(0, ge=0, le=525_600, title="Minutes to wait", advanced=True)
    """After so many minutes without an answer the run goes on by itself; 0 waits for ever."""


def minutes_of(values: Mapping[str, Json]) -> int:
    """How long a step with these settings waits, 0 for ever."""
    minutes = values.get("minutes")
    return minutes if isinstance(minutes, int) else 0


def otherwise(asks: Asks, options: int, values: Mapping[str, Json]) -> Json:
    """What a step with these settings takes for an answer when nobody gives one.

    None for a text, which stays as it is.
    """
    chosen = values.get("otherwise")
    if asks == "approve":
        return chosen == "go on"
    if asks == "edit":
        return None
    return min(chosen if isinstance(chosen, int) else 1, max(options, 1)) - 1


def fitting(asks: Asks, options: int, answer: Json) -> Json:
    """The answer in its one form. Raises `Invalid` with what would fit.

    `pick`: the place of one of the `options`, from 0. `approve`: true or false. `edit`: a text.
    """
    if asks == "approve":
        if isinstance(answer, bool):
            return answer
        raise _unfit("Answer with true to go on or false to stop.")
    if asks == "edit":
        if isinstance(answer, str) and len(answer) <= MAX_TEXT:
            return answer
        raise _unfit(f"Answer with a text of at most {MAX_TEXT:,} characters.")
    if isinstance(answer, int) and not isinstance(answer, bool) and 0 <= answer < options:
        return answer
    raise _unfit(f"Answer with the place of your choice, from 0 to {options - 1}.")


def _unfit(message: str) -> Invalid:
    return Invalid("answer.unfit", message)
