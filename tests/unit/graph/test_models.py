"""What steps that ask models cost, and which models will not do."""

from typing import Any

import pytest

from headrace.graph.check import check
from headrace.graph.counts import count
from headrace.graph.quote import quote
from tests.unit.graph.vocabulary import MODELS, REGISTRY, plan_of, space


def pen(**values: Any) -> dict[str, Any]:
    return {"type": "write", "values": {"model": "local/pen", "prompt": "x"} | values}


def brush(**values: Any) -> dict[str, Any]:
    return {"type": "draw", "values": {"model": "local/brush", "prompt": "x"} | values}


@pytest.mark.parametrize(
    ("node", "price"), [(pen(), 3), (brush(), 4), (brush(count=3), 12), (brush(count=2.0), 8)]
)
def test_a_step_costs_what_its_model_does(node: dict[str, Any], price: int) -> None:
    step = plan_of(space({"a": node}), f"a.{'text' if node['type'] == 'write' else 'images'}")
    assert (step.steps["a"].price, step.steps["a"].provider) == (price, "local")


def test_a_step_that_asks_no_model_has_its_own_price_and_no_provider() -> None:
    plan = plan_of(space({"a": "paint"}), "a.image")
    assert (plan.steps["a"].price, plan.steps["a"].provider) == (7, None)


def test_as_many_pictures_are_counted_on_as_are_asked_for() -> None:
    document = space({"a": brush(count=3), "b": "size"}, "a.images > b.image")
    plan = plan_of(document, "b.image")
    told = quote(plan, count(plan, plan.lengths, {}), most_items=10_000)
    assert (told.credits, told.at_most) == (12, 12)


@pytest.mark.parametrize(
    ("node", "codes"),
    [
        (pen(), []),
        (pen(model="local/other"), ["model.unknown"]),
        (pen(model="local/brush"), ["model.unknown"]),
        (pen(model=""), ["input.missing"]),
        (pen(model=7), ["value.wrong", "model.unknown"]),
        (brush(), []),
        (brush(count=11), ["value.wrong"]),
    ],
)
def test_a_model_must_be_known_and_able(node: dict[str, Any], codes: list[str]) -> None:
    found = check(space({"a": node}), REGISTRY, {}, MODELS)
    assert [problem.code for problem in found] == codes
