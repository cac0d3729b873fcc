"""The flows that a graph contains, and those that they contain."""

from collections.abc import Iterable

from sqlalchemy import and_, select

from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.flows.find import named
from headrace.flows.tables import flow_versions, flows
from headrace.graph.document import Node, SpaceDocument
from headrace.graph.shape import flow_reference, is_flow
from headrace.graph.values import Json


async def pinned(work: Work, document: SpaceDocument) -> SpaceDocument:
    """The document with every flow node's version written down, the newest where none was."""
    nodes = [
        await _pin(work, node) if is_flow(node) and not node.values.get("version") else node
        for node in document.nodes
    ]
    return document.model_copy(update={"nodes": nodes})


async def _pin(work: Work, node: Node) -> Node:
    version = await work.connection.scalar(
        select(flows.c.version).where(visible(work, flows), named(str(node.values.get("flow", ""))))
    )
    values: dict[str, Json] = node.values | ({"version": version} if version else {})
    return node.model_copy(update={"values": values})


async def nested_in(work: Work, document: SpaceDocument) -> dict[str, SpaceDocument]:
    """Every contained flow that exists and may be run, by `reference@version`."""
    found: dict[str, SpaceDocument] = {}
    waiting = list(_flow_nodes(document.nodes))
    while waiting:
        node = waiting.pop()
        reference = flow_reference(node.values)
        if reference in found:
            continue
        inner = await _version(work, node)
        if inner is not None:
            found[reference] = inner
            waiting += _flow_nodes(inner.nodes)
    return found


def _flow_nodes(nodes: Iterable[Node]) -> Iterable[Node]:
    return (node for node in nodes if is_flow(node))


async def _version(work: Work, node: Node) -> SpaceDocument | None:
    version = node.values.get("version")
    if not isinstance(version, int):
        return None
    document = await work.connection.scalar(
        select(flow_versions.c.document)
        .join(flows, and_(flows.c.id == flow_versions.c.flow, visible(work, flows)))
        .where(
            named(str(node.values.get("flow", ""))),
            flow_versions.c.version == version,
        )
    )
    return SpaceDocument.model_validate(document) if document else None


async def contains_flow(work: Work, document: SpaceDocument, flow: str, slug: str) -> bool:
    """Whether the flow is somewhere inside this graph."""
    nested = await nested_in(work, document)
    return any(reference.rpartition("@")[0] in (flow, slug) for reference in nested)
