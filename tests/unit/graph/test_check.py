"""A builder is told everything that keeps a space from running, and where."""

import pytest

from headrace.graph.check import check
from headrace.graph.document import SpaceDocument
from tests.unit.graph.vocabulary import REGISTRY, space

GOOD = space({"a": "text", "b": "join", "c": "gather"}, "a.text > b.text", "b.text > c.texts")


def places(document: SpaceDocument) -> list[tuple[str, str | None, str | None]]:
    return [(p.code, p.node, p.port) for p in check(document, REGISTRY, {}, {})]


def test_a_space_that_holds_together_has_no_problems() -> None:
    assert places(GOOD) == []


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (space({}), ("graph.empty", None, None)),
        (space({"a": "nonsense"}), ("node.type_unknown", "a", None)),
        (space({"a": "text@9"}), ("node.type_unknown", "a", None)),
        (
            space({"a": {"type": "text", "values": {"size": 1}}}),
            ("node.setting_unknown", "a", "size"),
        ),
        (space({"a": {"type": "text", "values": {"text": 1}}}), ("value.wrong", "a", "text")),
        (space({"a": "gather"}), ("input.missing", "a", "texts")),
        (space({"a": "text"}, "a.sound > a.text"), ("port.unknown", "a", "sound")),
        (space({"a": "text"}, "a.text > a.sound"), ("port.unknown", "a", "sound")),
        (space({"a": "text"}, "ghost.text > a.text"), ("edge.node_unknown", "ghost", None)),
        (space({"a": "join"}, "a.text > a.text"), ("graph.cycle", "a", None)),
        (
            space({"a": "text", "b": "size"}, "a.text > b.image"),
            ("edge.incompatible", "b", "image"),
        ),
        (
            space({"a": "text", "b": "text", "c": "join"}, "a.text > c.text", "b.text > c.text"),
            ("edge.second_into_input", "c", "text"),
        ),
        (space({"a": {"type": "flow", "values": {"flow": "x"}}}), ("flow.unknown", "a", "flow")),
    ],
)
def test_each_problem_names_its_place(
    document: SpaceDocument, expected: tuple[str, str | None, str | None]
) -> None:
    assert expected in places(document)


def test_two_nodes_with_one_id_are_refused() -> None:
    document = SpaceDocument.model_validate(
        {"nodes": [{"id": "a", "type": "text"}, {"id": "a", "type": "text"}]}
    )
    assert ("node.duplicate", "a", None) in places(document)


def test_a_longer_circle_names_everyone_in_it() -> None:
    document = space({"a": "join", "b": "join"}, "a.text > b.text", "b.text > a.text")
    assert [p for p in places(document) if p[0] == "graph.cycle"] == [
        ("graph.cycle", "a", None),
        ("graph.cycle", "b", None),
    ]


def test_many_wires_may_enter_an_input_that_takes_a_whole_list() -> None:
    document = space(
        {"a": "text", "b": "text", "c": "gather"}, "a.text > c.texts", "b.text > c.texts"
    )
    assert places(document) == []


def test_a_number_may_enter_a_text_but_not_the_other_way_round() -> None:
    to_text = space({"a": "number", "b": "join"}, "a.number > b.text")
    to_number = space({"a": "text", "b": "number"}, "a.text > b.number")
    assert places(to_text) == []
    assert ("edge.incompatible", "b", "number") in places(to_number)


def flow(**changes: object) -> dict[str, object]:
    section: dict[str, object] = {
        "name": "Flow",
        "fields": [{"key": "words", "port": "a.text"}],
        "results": [{"key": "out", "port": "b.text"}],
    }
    return section | changes


def test_a_flow_section_that_fits_its_graph_has_no_problems() -> None:
    assert places(space({"a": "text", "b": "join"}, "a.text > b.text", flow=flow())) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"fields": [{"key": "x", "port": "a.sound"}]}, "field.port_unknown"),
        ({"fields": [{"key": "x", "port": "b.text"}]}, "field.port_wired"),
        ({"fields": [{"key": "x", "port": "a.text", "default": 3}]}, "field.default_wrong"),
        (
            {"fields": [{"key": "x", "port": "a.text"}, {"key": "x", "port": "b.other"}]},
            "field.duplicate",
        ),
        ({"results": []}, "result.missing"),
        ({"results": [{"key": "out", "port": "b.sound"}]}, "result.port_unknown"),
        (
            {"results": [{"key": "o", "port": "b.text"}, {"key": "o", "port": "a.text"}]},
            "result.duplicate",
        ),
        ({"results": [{"key": "o", "port": "b.text", "before": "x"}]}, "result.before_unknown"),
    ],
)
def test_a_flow_section_that_does_not_fit_says_where(changes: dict[str, object], code: str) -> None:
    document = space({"a": "text", "b": "join"}, "a.text > b.text", flow=flow(**changes))
    assert code in [p.code for p in check(document, REGISTRY, {}, {})]


def test_a_field_that_no_value_can_satisfy_is_refused() -> None:
    document = space(
        {"n": {"type": "list", "values": {"items": ["a"]}}, "b": "size", "c": "image"},
        "c.image > b.image",
        flow=flow(
            fields=[{"key": "w", "port": "b.width", "default": 900}],
            results=[{"key": "out", "port": "b.image"}],
        ),
    )
    assert "field.default_wrong" in [p.code for p in check(document, REGISTRY, {}, {})]
