"""The one table of what an action asks of its actor."""

from headrace.kernel.actor import Actor, Scope
from headrace.kernel.errors import Denied

POLICY: dict[str, Scope] = {
    "asset.read": "run",
    "asset.upload": "run",
    "asset.delete": "run",
    "catalogue.read": "run",
    "credits.read": "run",
    "flow.read": "run",
    "flow.run": "run",
    "run.read": "run",
    "run.cancel": "run",
    "run.resume": "run",
    "run.answer": "run",
    "run.inspect": "build",
    "flow.publish": "build",
    "flow.edit": "build",
    "space.read": "build",
    "space.edit": "build",
    "space.run": "build",
    "provider.read": "build",
    "provider.manage": "admin",
    "key.manage": "admin",
}
"""Action to the scope it needs. An action that is not here cannot be asked for."""

_PURPOSE: dict[Scope, str] = {
    "run": "run flows",
    "build": "build spaces and flows",
    "admin": "administer the workspace",
}


def require(actor: Actor, action: str) -> None:
    """Raises Denied, naming the scope that is missing."""
    scope = POLICY[action]
    if not actor.may(scope):
        raise Denied(
            "access.denied",
            f"This needs the scope “{scope}” (to {_PURPOSE[scope]}), which you do not have. "
            "Ask an admin of the workspace for it.",
        )
