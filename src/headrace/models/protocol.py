"""What a vendor can be asked."""

from typing import Protocol

from headrace.graph.asking import Answer, Capability, Request


class Vendor(Protocol):
    """Somebody whose models can be asked. Never waits to ask again; whoever asks does that.

    Both raise `TryAgain` when it may work later and `VendorError` when it will not.
    """

    async def list_models(self) -> list[str]:
        """The vendor's own names of the models it has."""
        ...

    async def ask(
        self, capability: Capability, model: str, request: Request, *, once: str
    ) -> Answer:
        """One call. `once` is the same whenever the same call is repeated, so that a vendor who
        heeds it works, and is paid, once."""
        ...
