"""Spans of what happens, for who collects them."""

from headrace.trace.collect import collect
from headrace.trace.spans import span, span_of_request

__all__ = ["collect", "span", "span_of_request"]
