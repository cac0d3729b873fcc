"""The one way out: every request Headrace makes to somebody else's server."""

from headrace.egress.egress import Answered, Egress, Fetched, Patience

__all__ = ["Answered", "Egress", "Fetched", "Patience"]
