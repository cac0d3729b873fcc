"""The flows that a graph contains, and those that they contain."""

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, select

from headrace.access.visible import visible
from headrace.db.work import Work
from headrace.flows.find import named
from headrace.flows.model import MAX_VERSION
from headrace.flows.tables import flow_versions, flows
from headrace.graph.document import Node, SpaceDocument
from headrace.graph.edit import AddNode, Operation, SetValues
from headrace.graph.shape import flow_reference, is_flow


async def pinned(work: Work, document: SpaceDocument) -> SpaceDocument:
    """The document with every flow node's version written down, the newest where none was."""
    open_nodes = [node for node in _flow_nodes(document.nodes) if not node.values.get("version")]
    newest = {name: await _newest(work, name) for name in {_flow_of(node) for node in open_nodes}}

    def pin(node: Node) -> Node:
        version = newest.get(_flow_of(node)) if is_flow(node) else None
        if not version or node.values.get("version"):
            return node
        return node.model_copy(update={"values": node.values | {"version": version}})

    return document.model_copy(update={"nodes": [pin(node) for node in document.nodes]})


async def _newest(work: Work, flow: str) -> int | None:
    chosen = select(flows.c.version).where(visible(work, flows), named(flow))
    return await work.connection.scalar(chosen)


def _flow_of(node: Node) -> str:
    return str(node.values.get("flow", ""))


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
    if isinstance(version, bool) or not isinstance(version, int):
        return None
    if not 1 <= version <= MAX_VERSION:
        return None
    document = await work.connection.scalar(
        select(flow_versions.c.document)
        .join(flows, and_(flows.c.id == flow_versions.c.flow, visible(work, flows)))
        .where(
            named(_flow_of(node)),
            flow_versions.c.version == version,
        )
    )
    return SpaceDocument.model_validate(document) if document else None


async def nested_while_editing(
    work: Work, document: SpaceDocument, operations: Sequence[Operation]
) -> dict[str, SpaceDocument]:
    """The same for a document that is edited: with the flows the operations bring in, and
    by reference without version too, which means the newest."""
    coming = [operation.node for operation in operations if isinstance(operation, AddNode)]
    placed = {node.id: node for node in [*document.nodes, *coming]}
    for operation in operations:
        if isinstance(operation, SetValues) and operation.node in placed:
            node = placed[operation.node]
            coming.append(node.model_copy(update={"values": node.values | operation.values}))
    whole = document.model_copy(update={"nodes": [*document.nodes, *coming]})
    as_pinned = await pinned(work, whole)
    found = await nested_in(work, as_pinned)
    for written, node in zip(whole.nodes, as_pinned.nodes, strict=True):
        if is_flow(node) and (inner := found.get(flow_reference(node.values))):
            found[flow_reference(written.values)] = inner
    return found


async def contains_flow(work: Work, document: SpaceDocument, flow: str, slug: str) -> bool:
    """Whether the flow is somewhere inside this graph."""
    nested = await nested_in(work, document)
    return any(reference.rpartition("@")[0] in (flow, slug) for reference in nested)
