"""What is counted and timed in this process, and how it is written for Prometheus.

Labels are templates, types and states: never what belongs to somebody.
"""

import asyncio
import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from headrace.db.engine import Database
from headrace.upkeep.read_off import Readings, read_off

CONTENT_TYPE = CONTENT_TYPE_LATEST
_FRESH_SECONDS = 5.0
_QUICK = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_SLOW = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)


class Meter:
    """One for each house."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._gauges = _Gauges()
        self._reading = asyncio.Lock()
        self._readings: Readings | None = None
        self._read_at = 0.0
        self._requests = Counter(
            "headrace_requests",
            "Requests answered, by route, method and status.",
            ["route", "method", "status"],
            registry=self._registry,
        )
        self._latency = Histogram(
            "headrace_request_seconds",
            "Seconds until an answer began.",
            ["route", "method"],
            buckets=_QUICK,
            registry=self._registry,
        )
        self._passes = Histogram(
            "headrace_pass_seconds",
            "Seconds from taking an item to settling it, by the type of its last step.",
            ["node_type"],
            buckets=_SLOW,
            registry=self._registry,
        )
        ProcessCollector(registry=self._registry)
        self._registry.register(self._gauges)

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        self._requests.labels(route, method, str(status)).inc()
        self._latency.labels(route, method).observe(seconds)

    def settled(self, node_type: str, seconds: float) -> None:
        self._passes.labels(node_type).observe(seconds)

    async def written(
        self, database: Database, *, media: tuple[int, int], connections: tuple[int, int]
    ) -> bytes:
        """Everything as Prometheus reads it; `media` and `connections` are busy and most.

        What the database says is asked at most every five seconds, however many ask us.
        """
        async with self._reading:
            if self._readings is None or time.monotonic() - self._read_at > _FRESH_SECONDS:
                self._readings = await read_off(database)
                self._read_at = time.monotonic()
        self._gauges.now = self._readings, media, connections
        return generate_latest(self._registry)


class _Gauges(Collector):
    """What is read off when it is asked for."""

    now: tuple[Readings, tuple[int, int], tuple[int, int]] | None = None

    def collect(self) -> Iterator[Metric]:
        if self.now is None:
            return
        readings, media, connections = self.now
        depth = readings.depth
        yield _by_state("headrace_runs", "Runs by status.", depth.runs)
        yield _by_state("headrace_items", "Items of runs that have not ended.", depth.items)
        jobs = GaugeMetricFamily(
            "headrace_jobs", "Jobs by queue and status.", labels=["queue", "status"]
        )
        for (queue, status), number in depth.jobs.items():
            jobs.add_metric([queue, status], number)
        yield jobs
        yield GaugeMetricFamily(
            "headrace_oldest_ready_seconds",
            "For how long something could have been begun.",
            depth.oldest_ready,
        )
        yield GaugeMetricFamily("headrace_workers", "Workers alive.", readings.workers)
        yield GaugeMetricFamily(
            "headrace_credits_held", "Credits set aside for runs.", readings.credits_held
        )
        yield CounterMetricFamily("headrace_events", "Events written.", readings.events)
        yield from _used("headrace_media_processes", "Sandboxed processes", media)
        yield from _used("headrace_database_connections", "Database connections", connections)


def _by_state(name: str, words: str, numbers: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=["status"])
    for status, number in numbers.items():
        family.add_metric([status], number)
    return family


def _used(name: str, words: str, used: tuple[int, int]) -> Iterator[GaugeMetricFamily]:
    busy, most = used
    yield GaugeMetricFamily(f"{name}_busy", f"{words} in use.", busy)
    yield GaugeMetricFamily(f"{name}_most", f"{words} there may be.", most)
