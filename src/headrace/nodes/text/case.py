"""Case: changes capital and small letters."""

import re
from typing import Literal

from headrace.graph.nodetype import Context, Ports, field, node


def _each_word(text: str) -> str:
    return re.sub(r"\S+", lambda word: word[0][:1].upper() + word[0][1:].lower(), text)


def _each_sentence(text: str) -> str:
    return re.sub(r"(^|[.!?…]\s+|\n)(\w)", lambda found: found[1] + found[2].upper(), text.lower())


_CHANGES = {"upper": str.upper, "lower": str.lower, "title": _each_word, "sentence": _each_sentence}


class Inputs(Ports):
    text: str = field(multiline=True)
    """The text to change."""
    to: Literal["upper", "lower", "title", "sentence"] = "upper"
    """CAPITALS, small letters, Every Word, or The first of each sentence."""


class Outputs(Ports):
    text: str
    """The changed text."""


@node("text.case", version=1, title="Case", category="text", local=True)
async def case(inputs: Inputs, _context: Context) -> Outputs:
    """Changes capital and small letters."""
    return Outputs(text=_CHANGES[inputs.to](inputs.text))
