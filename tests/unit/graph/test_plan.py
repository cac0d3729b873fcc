"""A graph becomes a plan: lists map, local steps fuse, nested flows dissolve."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from headrace.graph.compile import compile_plan, wanted_of_flow
from headrace.graph.counts import count, position
from headrace.graph.document import SpaceDocument
from headrace.graph.plan import Plan
from headrace.graph.quote import quote
from headrace.graph.schedule import PassItem, Schedule
from tests.unit.graph.vocabulary import REGISTRY, plan_of, space


def items(*values: str) -> dict[str, Any]:
    return {"type": "list", "values": {"items": list(values)}}


def test_local_steps_in_a_row_are_one_pass() -> None:
    plan = plan_of(
        space({"a": "text", "b": "join", "c": "join"}, "a.text > b.text", "b.text > c.text"),
        "c.text",
    )
    assert [p.steps for p in plan.passes.values()] == [["a", "b", "c"]]


def test_only_what_the_results_need_is_planned() -> None:
    plan = plan_of(space({"a": "text", "b": "join", "c": "text"}, "a.text > b.text"), "b.text")
    assert list(plan.steps) == ["a", "b"]


def test_a_list_maps_what_takes_single_values_and_a_whole_list_input_ends_the_mapping() -> None:
    document = space(
        {"l": items("x", "y"), "b": "join", "g": "gather"}, "l.items > b.text", "b.text > g.texts"
    )
    plan = plan_of(document, "g.text", "b.text")
    assert (plan.steps["b"].axis, plan.steps["g"].axis) == ("l.items", None)
    assert count(plan, plan.lengths, {}).sizes == {"l.items": 2}
    assert {r.key: r.list for r in plan.results} == {"g.text": False, "b.text": True}


def test_two_lists_pair_by_position_and_single_values_repeat() -> None:
    document = space(
        {"l": items("x", "y", "z"), "m": items("1", "2", "3"), "b": "join"},
        "l.items > b.text",
        "m.items > b.other",
    )
    plan = plan_of(document, "b.text")
    counts = count(plan, plan.lengths, {})
    axis = plan.steps["b"].axis
    assert counts.items(axis) == 3
    assert [position(plan, counts, axis, i, "m.items") for i in range(3)] == [0, 1, 2]


def test_unequal_lists_are_refused_with_both_lengths_named() -> None:
    document = space(
        {"l": items("x", "y", "z"), "m": items("1", "2"), "b": "join"},
        "l.items > b.text",
        "m.items > b.other",
    )
    plan = plan_of(document, "b.text")
    (fault,) = count(plan, plan.lengths, {}).faults.values()
    assert "3" in fault
    assert "2" in fault


def test_all_combinations_when_the_node_says_so() -> None:
    document = space(
        {
            "l": items("x", "y", "z"),
            "m": items("1", "2"),
            "b": {"type": "join", "pairing": "combine"},
        },
        "l.items > b.text",
        "m.items > b.other",
    )
    plan = plan_of(document, "b.text")
    counts = count(plan, plan.lengths, {})
    axis = plan.steps["b"].axis
    pairs = {
        (position(plan, counts, axis, i, "l.items"), position(plan, counts, axis, i, "m.items"))
        for i in range(6)
    }
    assert counts.items(axis) == 6
    assert len(pairs) == 6


def test_items_stream_a_step_waits_only_for_its_own_item() -> None:
    document = space(
        {"l": items("x", "y"), "p": "paint", "s": "size"}, "l.items > p.text", "p.image > s.image"
    )
    plan = plan_of(document, "s.image")
    schedule, counts = Schedule(plan), count(plan, plan.lengths, {})
    freed = list(schedule.freed(counts, PassItem("p", 1), schedule.known(counts)))
    assert freed == [PassItem("s", 1)]


def test_a_list_of_unknown_length_is_not_scheduled_before_it_is_known() -> None:
    document = space(
        {"a": "text", "c": "split", "b": "join"}, "a.text > c.text", "c.parts > b.text"
    )
    plan = plan_of(document, "b.text")
    schedule, before = Schedule(plan), count(plan, plan.lengths, {})
    after = count(plan, {"c.parts": 4}, {})
    assert plan.pass_of["b"] not in schedule.known(before)
    assert after.items(plan.steps["b"].axis) == 4
    assert plan.pass_of["b"] in schedule.known(after)


def inner() -> SpaceDocument:
    return space(
        {"w": "text", "j": {"type": "join", "values": {"other": "!"}}},
        "w.text > j.text",
        flow={
            "name": "Inner",
            "fields": [{"key": "words", "port": "w.text", "default": "hello"}],
            "results": [{"key": "shout", "port": "j.text"}],
        },
    )


def test_a_nested_flow_dissolves_into_its_steps() -> None:
    outer = space(
        {
            "t": "text",
            "f": {"type": "flow", "values": {"flow": "inner", "version": 1}},
            "k": "join",
        },
        "t.text > f.words",
        "f.shout > k.text",
    )
    plan = compile_plan(outer, REGISTRY, {"inner@1": inner()}, {}, {}, [("r", ("k", "text"))])
    assert set(plan.steps) == {"t", "f/w", "f/j", "k"}
    assert plan.steps["f/w"].wires == {"text": [("t", "text")]}
    assert plan.steps["k"].wires == {"text": [("f/j", "text")]}


def test_an_unwired_field_of_a_nested_flow_takes_its_value_or_its_default() -> None:
    values = {"flow": "inner", "version": 1, "words": "bye"}
    said = space({"f": {"type": "flow", "values": values}})
    silent = space({"f": {"type": "flow", "values": {"flow": "inner", "version": 1}}})
    wanted = [("r", ("f", "shout"))]
    for document, expected in ((said, "bye"), (silent, "hello")):
        plan = compile_plan(document, REGISTRY, {"inner@1": inner()}, {}, {}, wanted)
        assert plan.steps["f/w"].values == {"text": expected}


def test_the_quote_counts_items_and_says_when_it_cannot_be_sure() -> None:
    certain = space({"l": items("x", "y"), "p": "paint"}, "l.items > p.text")
    unsure = space({"a": "text", "c": "split", "p": "paint"}, "a.text > c.text", "c.parts > p.text")
    plan = plan_of(certain, "p.image")
    exact = quote(plan, count(plan, plan.lengths, {}), most_items=10)
    assert (exact.credits, exact.at_most, exact.certainty) == (14, 14, "exact")
    plan = plan_of(unsure, "p.image")
    bound = quote(plan, count(plan, plan.lengths, {}), most_items=10)
    assert (bound.credits, bound.at_most, bound.certainty) == (7, 70, "at_most")


def test_a_plan_survives_being_written_down() -> None:
    document = inner()
    plan = compile_plan(document, REGISTRY, {}, {}, {"words": "x"}, wanted_of_flow(document))
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


def test_lists_that_do_not_pair_wait_for_no_item_of_an_empty_one() -> None:
    document = space(
        {"l": items(), "m": items("x", "y"), "b": "join", "c": "join"},
        "l.items > b.text",
        "b.text > c.text",
        "m.items > c.other",
    )
    plan = plan_of(document, "c.text")
    counts = count(plan, plan.lengths, {})
    assert list(counts.faults) == [plan.steps["c"].axis]
    done = {plan.pass_of["l"]: {0}, plan.pass_of["m"]: {0}}
    assert Schedule(plan).waiting(counts, PassItem(plan.pass_of["c"], 0), done) == 0


@st.composite
def graphs(draw: st.DrawFn) -> SpaceDocument:
    """Any acyclic space of sources, lists, single-value and whole-list steps."""
    count = draw(st.integers(1, 12))
    kinds = ["text", "list", "join", "gather", "split"]
    nodes: dict[str, Any] = {}
    wires: list[str] = []
    outputs: list[str] = []
    for index in range(count):
        id, kind = f"n{index}", draw(st.sampled_from(kinds))
        length = draw(st.integers(0, 3))
        nodes[id] = items(*["v"] * length) if kind == "list" else kind
        inputs = {"join": ["text", "other"], "gather": ["texts"], "split": ["text"]}.get(kind, [])
        wires += [
            f"{draw(st.sampled_from(outputs))} > {id}.{port}"
            for port in inputs
            if outputs and draw(st.booleans())
        ]
        outputs.append(f"{id}.{ {'list': 'items', 'split': 'parts'}.get(kind, 'text') }")
    return space(nodes, *wires)


@settings(max_examples=150, deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_any_plan_can_be_run_to_its_end_in_any_order(document: SpaceDocument, dice: Any) -> None:
    """Every item becomes ready exactly once, after all it waits for, whatever finishes first."""
    ends = [f"{n.id}.{_output_of(n.type)}" for n in document.nodes]
    plan = plan_of(document, *ends)
    schedule, lengths = Schedule(plan), dict(plan.lengths)
    counts = count(plan, lengths, {})
    waiting: dict[PassItem, int] = {}
    done: dict[str, set[int]] = {}
    arranged: set[str] = set()

    def arrange() -> None:
        for id in schedule.known(counts) - arranged:
            arranged.add(id)
            for item in range(counts.items(plan.passes[id].axis) or 0):
                at = PassItem(id, item)
                waiting[at] = schedule.waiting(counts, at, done)

    arrange()
    while ready := [at for at, left in waiting.items() if left == 0]:
        at = dice.choice(ready)
        del waiting[at]
        for freed in schedule.freed(counts, at, arranged):
            waiting[freed] -= 1
        done.setdefault(at.pass_id, set()).add(at.item)
        for axis, spec in plan.axes.items():
            own = spec.source and plan.pass_of[spec.source[0]]
            size = counts.items(plan.passes[own].axis) if own else None
            if axis not in lengths and size is not None and len(done.get(own or "", ())) == size:
                lengths[axis] = dice.randint(0, 3)
        counts = count(plan, lengths, counts.faults)
        arrange()
    empty = {id for id in plan.passes if counts.items(plan.passes[id].axis) == 0}
    never = set(plan.passes) - arranged
    assert not waiting
    assert not never or empty


def _output_of(type: str) -> str:
    return {"list": "items", "split": "parts"}.get(type, "text")
