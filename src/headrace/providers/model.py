"""Shapes of providers and models, as they come in and as the API shows them."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from headrace.graph.asking import Capability
from headrace.models.vendors import VendorKind

MAX_PRICE = 1_000_000


def _address(written: str) -> str:
    """Raises ValueError, whose words are for whoever wrote it."""
    try:
        parts = urlsplit(written)
        named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        named = None
    else:
        named = named and not (parts.username or parts.password or parts.query or parts.fragment)
    if not named or not written.isprintable() or " " in written:
        raise ValueError("Give the address its models are below, as https://api.example.com/v1.")
    return written.rstrip("/")


Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
Address = Annotated[str, Field(max_length=500), AfterValidator(_address)]
# A key travels in a header, where nothing but visible ASCII may stand.
Secret = Annotated[str, Field(max_length=2_000, pattern=r"^[!-~]+$")]
Concurrency = Annotated[int, Field(ge=1, le=64)]
PerMinute = Annotated[int, Field(ge=1, le=100_000)]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class NewProvider(_Given):
    """A vendor to connect."""

    kind: VendorKind
    name: Name
    """What its models' ids begin with: `local` in `local/llama3`."""
    base_url: Address
    """What its paths are below: `https://api.openai.com/v1`."""
    key: Secret | None = Field(None, repr=False)
    """The vendor's key, for those that want one. It is never shown again."""
    concurrency: Concurrency = 4
    """How many calls may be under way at once, all workers together."""
    per_minute: PerMinute | None = None
    """How many calls may begin in a minute; as many as there are unless set."""
    check: bool = True
    """Whether to ask for its models at once, and refuse what does not answer."""


class ProviderChange(_Given):
    """What shall be different; what is left out stays."""

    base_url: Address | None = None
    key: Secret | None = Field(None, repr=False)
    """Another key; null takes it away."""
    concurrency: Concurrency | None = None
    per_minute: PerMinute | None = None
    """Null lifts the limit."""
    check: bool = True


class Provider(BaseModel):
    """A connected vendor. Of its key no more is told than that there is one, and how it ends."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    name: str
    kind: VendorKind
    base_url: str
    key_set: bool
    key_ending: str | None
    """The key's last four characters, of a key that is long enough to keep the rest secret."""
    concurrency: int
    per_minute: int | None
    models: list[str]
    """What it said it has when it was asked last."""
    listed_at: datetime | None
    created_at: datetime
    updated_at: datetime


class Model(BaseModel):
    """Something of a vendor's that can be asked."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    id: str
    """What a step's setting `model` says: `local/llama3`."""
    provider: str
    name: str
    """What the vendor calls it."""
    capabilities: list[Capability]
    """What it can do; for a model nobody described, everything its kind of vendor might do."""
    price: int
    """Whole credits for one text or picture."""
    priced: bool
    """Whether somebody set the price: an admin, or the catalogue."""
    parameters: dict[str, Any]
    """What can be set besides the prompt, as JSON Schema."""
    egress: str
    """Where prompts and pictures go."""


class ModelPrice(_Given):
    """What a model costs in this workspace, and what it can do."""

    price: Annotated[int, Field(ge=0, le=MAX_PRICE)]
    """Whole credits for one text or picture."""
    capabilities: Annotated[list[Capability], Field(max_length=10)] | None = None
    """Unless given, what was known of it before."""
