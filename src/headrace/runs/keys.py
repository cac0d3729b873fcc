"""When two steps are the same work: their type, settings and what comes in are the same.

What comes in counts by its content, a picture by its bytes. Pictures that a pass hands on
uncomputed have no bytes yet; they count by the work that describes them.
"""

import hashlib
from collections.abc import Mapping

import orjson

from headrace.graph.plan import Step
from headrace.graph.schedule import PassItem, incoming
from headrace.graph.values import Json, is_list, is_object
from headrace.runs.load import FAILED, Failed, Settled

_SIZE = 20


def keys_of(before: Settled, run: str, at: PassItem) -> dict[str, str]:
    """A key for each step of the pass item; none for what a failed step before takes along."""
    plan = before.plan
    keys: dict[str, str] = {}
    for id in plan.passes[at.pass_id].steps:
        step = plan.steps[id]
        if step.axis in before.counts.faults:
            continue
        brought = _brought(before, step, at, keys)
        if brought is not None:
            keys[id] = _key(step, brought, run if step.asks else None)
    return keys


def _brought(
    before: Settled, step: Step, at: PassItem, keys: Mapping[str, str]
) -> dict[str, list[Json]] | None:
    found: dict[str, list[Json]] = {}
    whole = before.plan.gathers.get(step.id, ())
    for port, source in incoming(step):
        if before.plan.pass_of[source[0]] == at.pass_id:
            value: Json | Failed = [keys[source[0]], source[1]] if source[0] in keys else FAILED
        elif port in whole:
            value = before.whole(source)
        else:
            value = before.value(step, at.item, source)
        if isinstance(value, Failed):
            return None
        found.setdefault(port, []).append(_content(value))
    return found


def _key(step: Step, brought: Mapping[str, list[Json]], asked_in: str | None) -> str:
    values = {name: _content(value) for name, value in step.values.items()}
    written = orjson.dumps(
        [step.type, step.provider, asked_in, values, brought], option=orjson.OPT_SORT_KEYS
    )
    return hashlib.blake2b(written, digest_size=_SIZE).hexdigest()


def _content(value: Json) -> Json:
    """Media by their bytes: who calls them what, and where they are kept, changes nothing."""
    if is_list(value):
        return [_content(item) for item in value]
    if is_object(value):
        if "blob" in value:
            return {"blob": value["blob"]}
        return {name: _content(inner) for name, inner in value.items()}
    return value
