"""Mermaid: lineage as a flowchart that GitHub, GitLab and notebooks draw."""

from __future__ import annotations

from fmref.lineage import Subgraph

__all__ = ["mermaid"]


def mermaid(lines: Subgraph) -> str:
    """A flowchart from what came first to what came from it, each arrow with its relation."""
    numbers = {node.id: f"n{number}" for number, node in enumerate(lines.nodes)}
    drawn = ["flowchart LR"]
    drawn += [f'  {numbers[node.id]}["{_quoted(node.name)}"]' for node in lines.nodes]
    drawn += [f"  {numbers[e.other]} -->|{e.relation}| {numbers[e.entry]}" for e in lines.edges]
    return "\n".join(drawn) + "\n"


def _quoted(text: str) -> str:
    """A text as Mermaid takes it between quotation marks: marks of its own syntax as entities."""
    return "".join(f"#{ord(c)};" if c in '"#<>&`\\' or not c.isprintable() else c for c in text)
