"""Ask a vendor what models it has, before it is connected or changed. No transaction is open."""

from collections.abc import Sequence

from headrace.egress import Egress
from headrace.kernel.errors import HeadraceError, Invalid, invalid_field
from headrace.models.vendors import VendorKind, vendor

_MOST = 2_000
_OF_THE_KEY = "provider.key_refused"


async def listed_by(
    egress: Egress, kind: VendorKind, base_url: str, key: str | None
) -> Sequence[str]:
    """The names of its models. Raises `Invalid` of the field that is to blame."""
    try:
        return (await vendor(kind, egress, base_url, key).list_models())[:_MOST]
    except HeadraceError as error:
        raise _blamed(error) from None


def _blamed(error: HeadraceError) -> Invalid:
    if error.code == _OF_THE_KEY:
        return invalid_field(
            "key", error.code, f"The provider does not take this key. {error.detail}"
        )
    return invalid_field(
        "base_url",
        error.code,
        f"This address does not answer with a list of models: {error.detail or error.message}",
    )
