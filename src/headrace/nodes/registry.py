"""All node types that are installed: ours, and those other packages bring."""

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.metadata import entry_points
from types import ModuleType

import headrace.nodes
from headrace.graph.nodetype import NodeType, Registry

ENTRY_POINTS = "headrace.nodes"
"""A package offers nodes by naming, in this group, a module that declares them, a package
of such modules, or one node type."""


def builtin() -> Registry:
    """Ours and those of installed packages; raises ValueError when two have the same name."""
    found = [*_declared_below(headrace.nodes)]
    for entry in entry_points(group=ENTRY_POINTS):
        loaded = entry.load()
        if isinstance(loaded, NodeType):
            found.append(loaded)
        else:
            found.extend(_declared_below(loaded))
    return Registry(found)


def _declared_below(module: ModuleType) -> Iterator[NodeType]:
    yield from (value for value in vars(module).values() if isinstance(value, NodeType))
    for entry in pkgutil.iter_modules(getattr(module, "__path__", ())):
        name = f"{module.__name__}.{entry.name}"
        if name != __name__:
            yield from _declared_below(importlib.import_module(name))
