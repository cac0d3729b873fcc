"""The kinds of vendors there are."""

from typing import Literal

from headrace.egress import Egress
from headrace.models.openai import OpenAI
from headrace.models.protocol import Vendor

VendorKind = Literal["openai"]
"""`openai` is every endpoint that speaks OpenAI's language: OpenAI itself, Ollama, LM Studio,
vLLM, LocalAI."""


def vendor(kind: VendorKind, egress: Egress, base_url: str, key: str | None) -> Vendor:
    """The vendor behind an address."""
    match kind:
        case "openai":
            return OpenAI(egress, base_url, key)
