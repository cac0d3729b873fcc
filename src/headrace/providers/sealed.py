"""A vendor's key as it is kept: sealed, and how it ends."""

from headrace.graph.values import Json
from headrace.providers.vault import Vault

_SHOWN = 4
_LONG_ENOUGH = 16
"""Four characters of a short key would be much of it."""


def sealed(vault: Vault, provider: str, key: str | None) -> dict[str, Json]:
    """The columns of a key; empty ones for none."""
    if key is None:
        return {"key_sealed": None, "key_ending": None}
    ending = key[-_SHOWN:] if len(key) >= _LONG_ENOUGH else None
    return {"key_sealed": vault.seal(key, provider), "key_ending": ending}
