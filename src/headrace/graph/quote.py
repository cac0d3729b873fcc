"""What a run may cost, step by step, before it starts."""

from collections import Counter
from collections.abc import Set
from typing import Literal

from pydantic import BaseModel

from headrace.graph.counts import Counts
from headrace.graph.plan import Plan

Certainty = Literal["exact", "at_most"]


class QuotedStep(BaseModel):
    """One step's price in whole credits, all its items together. A `source` only brings
    something in; what is `reused` was done before and costs nothing again."""

    step: str
    title: str
    credits: int
    certainty: Certainty
    reused: bool = False
    source: bool = False


class Quote(BaseModel):
    """`credits` is what the run will cost; `at_most` what it cannot exceed."""

    credits: int
    at_most: int
    steps: list[QuotedStep]

    @property
    def certainty(self) -> Certainty:
        return "exact" if self.credits == self.at_most else "at_most"


def quote(
    plan: Plan, counts: Counts, *, most_items: int, known: Set[tuple[str, int]] = frozenset()
) -> Quote:
    """`most_items` bounds the lists whose length only the run will tell; `known` are items of
    steps that were done before and cost nothing again."""
    free = Counter(step for step, _ in known)
    steps: list[QuotedStep] = []
    credits = at_most = 0
    for step in plan.steps.values():
        items = counts.items(step.axis)
        price = step.price * ((most_items if items is None else items) - free[step.id])
        certain = items is not None or step.price == 0
        credits += price if certain else step.price
        at_most += price
        certainty: Certainty = "exact" if certain else "at_most"
        steps.append(
            QuotedStep(
                step=step.id,
                title=step.title,
                credits=price,
                certainty=certainty,
                reused=items is not None and 0 < items == free[step.id],
                source=step.is_source,
            )
        )
    return Quote(credits=credits, at_most=at_most, steps=steps)
