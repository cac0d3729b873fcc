"""Prints docs/nodes.md: every node type with its ports."""

import sys
from itertools import groupby

from headrace.graph.nodetype import NodeType
from headrace.graph.port import Port
from headrace.nodes.registry import builtin

_OPENING = """# Nodes

Every step there is; made of the code by `tools/nodes_page.py`. A setting and an input are the same
thing: set it, or wire something into it. Where a list reaches an input that takes one value, the
node works once for each item.
"""


def page() -> str:
    parts = [_OPENING]
    for category, nodes in groupby(builtin().newest(), key=lambda node: node.category):
        parts.append(f"## {category.capitalize()}\n")
        parts.extend(_described(node) for node in nodes)
    return "\n".join(parts)


def _described(node: NodeType) -> str:
    price = "" if node.price == 0 else f" {node.price} credits for each item."
    if node.capability:
        price = " Costs what its [model](models.md) does."
    lines = [
        f"### {node.title} · `{node.id}`\n",
        f"{node.description}{price}\n",
        "| | port | takes or gives | |",
        "| --- | --- | --- | --- |",
        *(_row("in", port) for port in node.inputs),
        *(_row("out", port) for port in node.outputs),
    ]
    return "\n".join(lines) + "\n"


def _row(side: str, port: Port) -> str:
    kind = f"list of {port.kind}" if port.many else port.kind
    told = " ".join(part for part in (port.help, _limits(port)) if part)
    return f"| {side} | `{port.name}` | {kind} | {told.replace('|', '·')} |"


def _limits(port: Port) -> str:
    limits = port.limits
    said: list[str] = []
    if limits.choices:
        said.append(", ".join(f"`{choice}`" for choice in limits.choices) + ".")
    if limits.minimum is not None and limits.maximum is not None:
        said.append(f"{limits.minimum:g} to {limits.maximum:g}.")
    if port.default not in (None, "", []):
        shown = str(port.default).replace("\n", "\\n")
        said.append(f"Unless set: `{shown}`.")
    return " ".join(said)


if __name__ == "__main__":
    sys.stdout.write(page())
