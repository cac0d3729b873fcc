"""Every table there is, found where each noun keeps its own."""

from importlib import import_module
from pkgutil import walk_packages

from sqlalchemy import MetaData

import headrace
from headrace.db.metadata import metadata


def every_table() -> MetaData:
    """The metadata after every noun's `tables` has registered in it."""
    for module in walk_packages(headrace.__path__, "headrace."):
        if module.name.endswith(".tables") and module.name != __name__:
            import_module(module.name)
    return metadata
