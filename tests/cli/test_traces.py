"""Traces of a run, as a collector receives them."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from pytest_httpserver import HTTPServer

from tests.cli.shell import Shell
from tests.cli.test_program import GRADIENT

pytestmark = pytest.mark.anyio


def spans_of(collector: HTTPServer) -> Iterator[Span]:
    for request, _ in collector.log:
        data = request.get_data()
        if request.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        told = ExportTraceServiceRequest()
        told.ParseFromString(data)
        for resource in told.resource_spans:
            for scope in resource.scope_spans:
                yield from scope.spans


@pytest.fixture
def shell(database_url: str, tmp_path: Path) -> Shell:
    (tmp_path / "gradient.json").write_bytes(orjson.dumps(GRADIENT))
    return Shell(database_url, tmp_path)


async def test_a_run_is_traced_from_claim_to_settle(shell: Shell, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/traces", method="POST").respond_with_data(b"")
    done = await shell(
        *("run", "gradient.json", "--data", "data", "--json"),
        OTEL_EXPORTER_OTLP_ENDPOINT=httpserver.url_for(""),
    )
    assert done.returncode == 0, done.stderr
    run = orjson.loads(done.stdout)["id"]
    spans = {span.name: span for span in spans_of(httpserver)}
    whole = spans["headrace.execute"]
    told = {mark.key: mark.value for mark in whole.attributes}
    assert told["headrace.run"].string_value == run
    for part in ("claim", "perform", "settle"):
        assert spans[f"headrace.{part}"].parent_span_id == whole.span_id
    steps = {mark.key: mark.value for mark in spans["headrace.perform"].attributes}
    assert steps["headrace.steps"].string_value == "image.gradient@1"


async def test_without_a_collector_nothing_is_sent(shell: Shell, httpserver: HTTPServer) -> None:
    done = await shell("run", "gradient.json", "--data", "data")
    assert (done.returncode, httpserver.log) == (0, [])
