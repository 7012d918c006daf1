"""The graph of what comes from what."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from fmref.snapshot import EdgeRow, Snapshot

__all__ = ["Kinship", "LineageGraph", "house"]


def house(organization: str, above: Callable[[str], str | None]) -> str:
    """The organization that one is part of in the end: DeepMind is Google's; `above` tells one step up."""
    for _ in range(5):  # no chain of laboratories is longer, and foreign data may hold a circle
        if (upper := above(organization)) is None:
            break
        organization = upper
    return organization


class Kinship(NamedTuple):
    """An entry reached from another one: by which relation, in how many steps, and through which entry."""

    id: str
    relation: str
    distance: int
    via: str
    source: str | None


class LineageGraph:
    """Typed edges between entries of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def ancestors(self, entry_id: str, relations: Collection[str] | None = None) -> list[Kinship]:
        """What an entry comes from, the nearest first; `relations` narrows the edges that are followed."""
        return self._walk(entry_id, lambda i: self._snapshot.edges(of=i), lambda e: e.other, relations)

    def descendants(self, entry_id: str, relations: Collection[str] | None = None) -> list[Kinship]:
        """What comes from an entry, the nearest first; `relations` narrows the edges that are followed."""
        return self._walk(entry_id, lambda i: self._snapshot.edges(to=i), lambda e: e.entry, relations)

    @staticmethod
    def _walk(
        start: str,
        edges: Callable[[str], list[EdgeRow]],
        end: Callable[[EdgeRow], str],
        relations: Collection[str] | None,
    ) -> list[Kinship]:
        """Breadth first; each entry once, so that a cycle in foreign data cannot hold the walk."""
        found: dict[str, Kinship] = {}
        frontier, distance = [start], 0
        while frontier:
            distance += 1
            reached: list[str] = []
            for via in frontier:
                for edge in edges(via):
                    other = end(edge)
                    if other != start and other not in found and (relations is None or edge.relation in relations):
                        found[other] = Kinship(other, edge.relation, distance, via, edge.source)
                        reached.append(other)
            frontier = reached
        return list(found.values())
