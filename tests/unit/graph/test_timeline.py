"""Where a run's time went, told from events as they might have happened."""

from datetime import UTC, datetime, timedelta

from headrace.graph.counts import count
from headrace.graph.schedule import PassItem
from headrace.graph.timeline import Happened, Moments, moments
from tests.unit.graph.vocabulary import plan_of, space

PLAN = plan_of(
    space(
        {"l": {"type": "list", "values": {"items": ["x", "y"]}}, "p": "paint", "s": "size"},
        "l.items > p.text",
        "p.image > s.image",
    ),
    "s.image",
)
COUNTS = count(PLAN, PLAN.lengths, {})
START = datetime(2026, 3, 1, tzinfo=UTC)


def at(second: float) -> datetime:
    return START + timedelta(seconds=second)


def after(second: float, kind: str, step: str | None = None, item: int | None = None) -> Happened:
    return Happened(at(second), kind, step, item)


def told(*events: Happened, step: str, item: int) -> Moments:
    place = PassItem(PLAN.pass_of[step], item)
    return moments(PLAN, COUNTS, events, [place])[place]


def seconds(time: timedelta | None) -> float | None:
    return None if time is None else time.total_seconds()


BEGUN = (
    after(0, "run.queued"),
    after(1, "run.started"),
    after(1, "step.started", "l", 0),
    after(2, "step.succeeded", "l", 0),
)
PAINTED = (
    *BEGUN,
    after(4, "step.started", "p", 0),
    after(5, "step.started", "p", 1),
    after(9, "step.succeeded", "p", 0),
    after(11, "step.started", "s", 0),
    after(12, "step.failed", "s", 0),
)


def test_what_waits_for_nothing_is_ready_from_the_start() -> None:
    found = told(*PAINTED, step="l", item=0)
    assert (found.ready, found.started, found.finished) == (at(0), at(1), at(2))


def test_an_item_is_ready_when_the_last_it_needs_is_done() -> None:
    found = told(*PAINTED, step="s", item=0)
    assert (found.ready, found.started, found.finished) == (at(9), at(11), at(12))
    assert (seconds(found.wait), seconds(found.work)) == (2, 1)


def test_what_is_still_needed_makes_an_item_not_ready() -> None:
    found = told(*PAINTED, step="s", item=1)
    assert (found.ready, found.started, found.wait) == (None, None, None)


def test_an_item_under_way_has_waited_until_it_was_begun() -> None:
    found = told(*PAINTED, step="p", item=1)
    assert (found.finished, seconds(found.wait)) == (None, 3)


def test_the_pauses_between_attempts_are_waits() -> None:
    tries = (
        after(3, "step.started", "p", 0),
        after(4, "step.postponed", "p", 0),
        after(10, "step.started", "p", 0),
        after(12, "step.succeeded", "p", 0),
    )
    found = told(*BEGUN, *tries, step="p", item=0)
    assert (seconds(found.wait), seconds(found.work)) == (7, 3)


def test_what_was_told_before_a_run_was_resumed_counts_no_more() -> None:
    again = (
        after(20, "run.resumed"),
        Happened(at(20), "step.succeeded", "l", 0, reused=True),
        after(21, "step.started", "p", 0),
    )
    assert told(*PAINTED, *again, step="l", item=0).reused
    found = told(*PAINTED, *again, step="p", item=0)
    assert (found.ready, found.started, found.finished) == (at(20), at(21), None)


def test_a_run_that_waited_for_credits_begins_when_it_gets_them() -> None:
    parked = (after(0, "run.queued"), after(0, "run.waiting"), after(30, "run.answered"))
    assert told(*parked, step="l", item=0).ready == at(30)
