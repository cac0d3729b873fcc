"""Runs as the API shows them."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, model_serializer

from headrace.graph.nodetype import Asks
from headrace.graph.values import Json

RunStatus = Literal[
    "queued",
    "running",
    "waiting",
    "succeeded",
    "succeeded_with_errors",
    "failed",
    "cancelled",
]
TERMINAL: frozenset[str] = frozenset({"succeeded", "succeeded_with_errors", "failed", "cancelled"})


class Subject(BaseModel):
    """What a run is a run of, in words of those who asked; opaque to the engine."""

    id: str
    version: int | None = None
    slug: str | None = None
    name: str = ""


class StepFailure(BaseModel):
    """Why a step failed: `message` for the runner, `detail` for the builder."""

    code: str
    message: str
    detail: str | None = None
    step: str | None = None
    node: str | None = None
    item: int | None = None


class Progress(BaseModel):
    """Items of steps done, of those known so far; seconds left as a guess."""

    done: int
    total: int
    eta_seconds: int | None = None


class RunCredits(BaseModel):
    """Whole credits: held at the start, taken for what succeeded, given back."""

    quoted: int
    captured: int
    released: int


class Stage(BaseModel):
    """One step of the run as a runner may know it: a title and how far it is. Of what is done,
    `reused` was done before, by another run."""

    title: str
    done: int
    reused: int = 0
    total: int | None
    status: Literal["waiting", "running", "done", "failed"]


class ResultItem(BaseModel):
    """One item of a result; a media item carries `asset` and `url`, others a `value`."""

    type: str
    value: Json = None
    asset: str | None = None
    url: str | None = None
    mime: str | None = None
    width: int | None = None
    height: int | None = None
    bytes: int | None = None
    name: str | None = None
    code: str | None = None
    message: str | None = None

    @model_serializer(mode="wrap")
    # Without a return type on purpose: it would take the item's place in the API's description.
    def _only_what_it_has(self, whole: SerializerFunctionWrapHandler):
        return {
            name: member
            for name, member in whole(self).items()
            if member is not None or (name == "value" and self.asset is None and not self.code)
        }


class Question(BaseModel):
    """What a waiting run asks. Answer `pick` with a place among the options, from 0; `approve`
    with true or false; `edit` with a text; `budget` with true, false or a number of credits.
    `otherwise` is what counts as the answer after the deadline; a text stays as it is."""

    id: str
    asks: Asks | Literal["budget"]
    title: str
    item: int | None = None
    options: list[ResultItem] = Field(default_factory=list[ResultItem])
    deadline: datetime | None = None
    otherwise: Json = None
    credits: int | None = None
    max_credits: int | None = None


class Run(BaseModel):
    """One execution, as it stands after `last_event`; later ones are heard with that number as
    `Last-Event-ID`."""

    id: str
    status: RunStatus
    last_event: int
    flow: str | None
    version: int | None
    flow_slug: str | None = None
    flow_name: str = ""
    draft: bool = False
    inputs: dict[str, Any]
    results: dict[str, list[ResultItem]] = Field(default_factory=dict[str, list[ResultItem]])
    progress: Progress
    stages: list[Stage] = Field(default_factory=list[Stage])
    questions: list[Question] = Field(default_factory=list[Question])
    credits: RunCredits
    error: StepFailure | None = None
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
