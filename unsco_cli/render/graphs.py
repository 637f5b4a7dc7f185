"""Graphs of a network: GraphML for Gephi, NetworkX and igraph, and DOT for Graphviz.

A node is a delegation or agency with its id, its name as the label and its kind; an edge is a link, with its
weight and the ids of the shared events, between spaces. Nodes are in the order of their ids, edges in that
of the rows.
"""

import re
from collections.abc import Iterator

from unsco_cli.render.escape import xml_text
from unsco_cli.schema import ResultSet, Row

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
# Of nodes and of edges: the attributes with their types.
_ATTRIBUTES = {
    "node": {"label": "string", "kind": "string"},
    "edge": {"weight": "int", "events": "string"},
}
# What Graphviz would read as one sign in a label.
_ENTITY = r"&(?=#?\w+;)"


def graphml(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield one document of GraphML."""
    # Loaded here because the other format does without.
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for what, attributes in _ATTRIBUTES.items():
        for name, kind in attributes.items():
            ET.SubElement(root, "key", {"id": name, "for": what, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", edgedefault="undirected")
    ET.SubElement(graph, "desc").text = xml_text(result.title)
    parts = [("node", {"id": identifier}, said) for identifier, said in _nodes(result)]
    parts += [("edge", {"source": row.id, "target": row.cell("other")}, _said(row)) for row in result.rows]
    for what, ends, said in parts:
        part = ET.SubElement(graph, what, {name: xml_text(end) for name, end in ends.items()})
        for name, value in said.items():
            ET.SubElement(part, "data", key=name).text = xml_text(value)
    ET.indent(root)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, "unicode")}\n'


def dot(result: ResultSet, _header: bool) -> Iterator[str]:
    """Yield one graph in the DOT language, a line a node or edge."""
    yield f"strict graph {{\n  label={_label(result.title)}\n"
    for identifier, said in _nodes(result):
        yield f"  {_quoted(identifier)} [label={_label(said['label'])}, kind={_quoted(said['kind'])}]\n"
    for row in result.rows:
        ends = f"{_quoted(row.id)} -- {_quoted(row.cell('other'))}"
        yield f"  {ends} [weight={row.cell('weight')}, events={_quoted(_said(row)['events'])}]\n"
    yield "}\n"


def _nodes(result: ResultSet) -> list[tuple[str, dict[str, str]]]:
    """Return the ids of those who have a link, each with what is said of it."""
    nodes = {}
    for row in result.rows:
        nodes[row.id] = {"label": row.cell("name"), "kind": row.cell("kind")}
        nodes[row.cell("other")] = {"label": row.cell("other_name"), "kind": row.cell("other_kind")}
    return sorted(nodes.items())


def _said(row: Row) -> dict[str, str]:
    """Return what is said of a link."""
    return {"weight": str(row.cell("weight")), "events": " ".join(row.cell("events"))}


def _quoted(text: str) -> str:
    """Return a text as an id of DOT, which knows one escape: that of the quotation mark.

    What Graphviz draws is often SVG, and so the text is one for XML. No odd number of backslashes stands
    before a mark or at the end, where the last would escape it: in a text that was made one line they come
    in pairs, or before a letter.
    """
    escaped = xml_text(text).replace('"', '\\"')
    return f'"{escaped}"'


def _label(text: str) -> str:
    r"""Return a text as a label of DOT, in which Graphviz reads escapes such as ``\N``, and entities."""
    drawn = re.sub(_ENTITY, "&amp;", xml_text(text).replace("\\", "\\\\"))
    escaped = drawn.replace('"', '\\"')
    return f'"{escaped}"'
