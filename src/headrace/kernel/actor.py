"""Who acts: a member in a browser, a key in a program, or the house itself."""

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["owner", "admin", "builder", "runner"]
Scope = Literal["run", "build", "admin"]

SCOPES_OF_ROLE: dict[str, frozenset[str]] = {
    "owner": frozenset({"run", "build", "admin"}),
    "admin": frozenset({"run", "build", "admin"}),
    "builder": frozenset({"run", "build"}),
    "runner": frozenset({"run"}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """One caller within one workspace; every read is filtered by it."""

    workspace: str
    role: Role
    member: str | None = None
    key: str | None = None
    name: str = ""
    scopes: frozenset[str] = field(default_factory=frozenset[str])

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes
