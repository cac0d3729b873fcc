"""The one way out: every request Headrace makes to somebody else's server."""

from headrace.egress.egress import Egress, Fetched

__all__ = ["Egress", "Fetched"]
