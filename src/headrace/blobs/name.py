"""The name of bytes: the only thing a path is ever made of."""

import re

from blake3 import blake3

from headrace.kernel.errors import NotFound, Unavailable

_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)


def name_of(data: bytes) -> str:
    return blake3(data).hexdigest()


def path_of(name: str) -> tuple[str, str]:
    """Folder and file for a name, so that no folder grows to millions of files."""
    if not _NAME.fullmatch(name):
        raise ValueError("not the name of a blob")
    return name[:2], name[2:]


def name_at(*path: str) -> str | None:
    """The name that leads to this path; None for what is no blob's path."""
    name = "".join(path)
    return name if _NAME.fullmatch(name) and path_of(name) == path else None


def checked(name: str, data: bytes) -> bytes:
    """The data, if it is what the name says."""
    if name_of(data) != name:
        raise Unavailable("blob.damaged", "A stored file is damaged and cannot be shown.")
    return data


def missing() -> NotFound:
    return NotFound("blob.not_found", "That file does not exist.")
