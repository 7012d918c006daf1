"""GraphML: lineage for Gephi, Cytoscape, yEd, NetworkX and igraph (http://graphml.graphdrawing.org)."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from fmref.lineage import Subgraph

__all__ = ["graphml"]

_NODE = ("name", "kind", "level", "developer")
_EDGE = ("relation", "source")


def graphml(lines: Subgraph) -> str:
    """A directed graph: an edge leads from an entry to what it comes from, with its relation and source."""
    root = Xml.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for target, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            Xml.SubElement(root, "key", {"id": name, "for": target, "attr.name": name, "attr.type": "string"})
    graph = Xml.SubElement(root, "graph", id="lineage", edgedefault="directed")
    for node in lines.nodes:
        _with_data(Xml.SubElement(graph, "node", id=node.id), _NODE, node)
    for edge in lines.edges:
        _with_data(Xml.SubElement(graph, "edge", source=edge.entry, target=edge.other), _EDGE, edge)
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode") + "\n"


def _with_data(element: Xml.Element, names: tuple[str, ...], row: object) -> None:
    for name in names:
        if (value := getattr(row, name)) is not None:
            Xml.SubElement(element, "data", key=name).text = value
