"""What is traced. Spans of one run have its id in common: `headrace.run`.

When nobody collects them, a span costs a few microseconds.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from opentelemetry import propagate, trace
from opentelemetry.trace import Span, SpanKind

_tracer = trace.get_tracer("headrace")


def span(name: str, **attributes: str | int) -> AbstractContextManager[Span]:
    """What happens within the block, as a part of what happens around it."""
    return _tracer.start_as_current_span(
        f"headrace.{name}",
        attributes={f"headrace.{key}": value for key, value in attributes.items()},
    )


def span_of_request(headers: Mapping[str, str]) -> AbstractContextManager[Span]:
    """A request, as a part of what its caller traces."""
    return _tracer.start_as_current_span(
        "request", context=propagate.extract(headers), kind=SpanKind.SERVER
    )
