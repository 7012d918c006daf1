"""The graph of what comes from what, and what leaves it for other programs."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import pytest

from fmref import Catalog
from fmref.export.graphml import graphml
from fmref.export.mermaid import mermaid
from fmref.lineage import DERIVATION, Subgraph
from fmref.snapshot import EdgeRow, NodeRow

CHAT, ALPHA, OLD, BETA = "acme/alpha-13b-chat", "acme/alpha-13b", "acme/alpha-1.3b", "zeta/beta"


def test_roots(mini: Catalog) -> None:
    """What a model comes from in the end; a successor is no descendant unless asked for."""
    assert [ALPHA] == mini.lineage.roots(BETA)
    assert {ALPHA, OLD} == set(mini.lineage.roots(BETA, None))
    assert [ALPHA] == mini.lineage.roots(ALPHA)


def test_path(mini: Catalog) -> None:
    """The edges of a shortest way, the younger end first; none the other way round."""
    assert [(BETA, "distillation", CHAT), (CHAT, "finetune", ALPHA)] == [e[:3] for e in mini.lineage.path(BETA, ALPHA)]
    assert [] == mini.lineage.path(ALPHA, BETA) == mini.lineage.path(BETA, BETA) == mini.lineage.path(BETA, "no/such")
    assert [] == mini.lineage.path(BETA, ALPHA, {"successor"})


def test_common_ancestors(mini: Catalog) -> None:
    """The nearest first, an entry among its own ancestors."""
    assert [(CHAT, 1), (ALPHA, 3)] == mini.lineage.common_ancestors(BETA, CHAT)
    assert [] == mini.lineage.common_ancestors(BETA, OLD, DERIVATION)


def test_subgraph(mini: Catalog) -> None:
    """Up, down or both, with every edge between what was reached."""
    whole = mini.lineage.subgraph([CHAT])
    assert {BETA, CHAT, ALPHA} == {node.id for node in whole.nodes}
    assert [(CHAT, ALPHA), (BETA, CHAT)] == [(e.entry, e.other) for e in whole.edges]
    assert {CHAT, ALPHA} == {node.id for node in mini.lineage.subgraph([CHAT], down=False).nodes}
    assert Subgraph((), ()) == mini.lineage.subgraph(["no/such"])


def test_mermaid(mini: Catalog) -> None:
    """From the older to the younger, names quoted."""
    assert (
        mermaid(mini.lineage.subgraph([CHAT]))
        == """\
flowchart LR
  n0["Alpha 13B"]
  n1["Alpha 13B Chat"]
  n2["Beta"]
  n0 -->|finetune| n1
  n1 -->|distillation| n2
"""
    )
    odd = NodeRow("a/b", 'A "B" <i>\n#', "model", None, None)
    assert 'n0["A #34;B#34; #60;i#62;#10;#35;"]' in mermaid(Subgraph((odd,), ()))


def test_graphml(mini: Catalog) -> None:
    """Well-formed XML with nodes, edges and their data; what is not known is left out."""
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = Xml.fromstring(graphml(mini.lineage.subgraph([CHAT])))
    assert {ALPHA, CHAT, BETA} == {node.get("id") for node in root.iter(f"{space}node")}
    edges = [(e.get("source"), e.get("target"), [d.text for d in e]) for e in root.iter(f"{space}edge")]
    assert (CHAT, ALPHA, ["finetune", "alpha-card"]) in edges
    lone = graphml(Subgraph((NodeRow("a/b", "<&>", "model", None, None),), (EdgeRow("a/b", "base", "a/b", None),)))
    assert 2 == len(Xml.fromstring(lone).findall(f".//{space}node/{space}data"))


@pytest.mark.parametrize("name", ["Llama 2 7B Chat", "Vicuna-13B", "BLOOMZ"])
def test_lineage_of_the_project_ends(full: Catalog, name: str) -> None:
    """Famous models lead to roots from which a path leads back."""
    entry = full.model(name)
    for root in full.lineage.roots(entry.id):
        assert root == entry.id or full.lineage.path(entry.id, root, DERIVATION)
