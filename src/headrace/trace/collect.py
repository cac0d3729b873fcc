"""Begin to send spans, when a collector is named."""

import os
from importlib import import_module
from importlib.util import find_spec

_ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"


def collect() -> bool:
    """False when `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector and what sends is not installed.

    Called once, before anything is traced.
    """
    if not os.environ.get(_ENDPOINT):
        return True
    if find_spec("opentelemetry.sdk") is None or find_spec("opentelemetry.exporter") is None:
        return False
    # Comes with the extra `otel` only, and half a second to load.
    import_module("headrace.trace.send").begin()
    return True
