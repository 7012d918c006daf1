"""The graph of what comes from what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, NamedTuple

from fmref.snapshot import EdgeRow, NodeRow, Snapshot

__all__ = ["DERIVATION", "FURTHER_TRAINING", "Kinship", "LineageGraph", "Subgraph", "house"]

DERIVATION: Final = frozenset(
    {"base", "finetune", "continued_pretraining", "merge", "distillation", "quantization", "adapter"}
)
"""The relations in which the weights or data of one model went into another: all but `part_of` and `successor`."""

FURTHER_TRAINING: Final = frozenset({"finetune", "continued_pretraining", "quantization", "adapter"})
"""The relations in which a model keeps the build of the one it comes from; a `base` may be a part beside others."""


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


class Subgraph(NamedTuple):
    """Some entries and every edge between them that was followed, sorted; what the exports draw."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]


class LineageGraph:
    """Typed edges between entries of one snapshot.

    `relations` narrows the edges that are followed; all are where it is left out. An id that no entry has is one
    without edges.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def ancestors(self, entry_id: str, relations: Collection[str] | None = None) -> list[Kinship]:
        """What an entry comes from, the nearest first."""
        return self._walk(entry_id, lambda i: self._snapshot.edges(of=i), lambda e: e.other, relations)

    def direct(self, entry_id: str, relations: Collection[str] = DERIVATION, *, up: bool) -> list[EdgeRow]:
        """The edges between an entry and what it comes from (`up`), or what comes from it.

        Up, an entry without any has those of its members, which it stands for; down, those of its members count as its
        own. Edges within the entry and its members are left out where there are others.
        """

        def of(id_: str) -> list[EdgeRow]:
            edges = self._snapshot.edges(of=id_) if up else self._snapshot.edges(to=id_)
            return [edge for edge in edges if edge.relation in relations]

        own = of(entry_id)
        if own and up:
            return own
        members = dict.fromkeys(self.members(entry_id))
        found = [*own, *(edge for id_ in members for edge in of(id_))]
        inner = {entry_id, *members}
        return [edge for edge in found if (edge.other if up else edge.entry) not in inner] or own

    def trained_from(self, entry_id: str) -> list[str]:
        """The entries of which the weights were trained further, or made smaller, into this one."""
        edges = self._snapshot.edges(of=entry_id)
        return self.nearest([edge.other for edge in edges if edge.relation in FURTHER_TRAINING])

    def nearest(self, ids: Iterable[str]) -> list[str]:
        """Some entries, once each, without those that others of them are members of: LLaMA 7B, but not Llama."""
        above: set[str] = set()
        found = list(dict.fromkeys(ids))
        for id_ in found:
            parent = self._snapshot.parent(id_)
            while parent is not None and parent not in above:
                above.add(parent)
                parent = self._snapshot.parent(parent)
        return [id_ for id_ in found if id_ not in above]

    def members(self, entry_id: str) -> Iterator[str]:
        """Everything down the tree from an entry."""
        for id_ in self._snapshot.children(entry_id):
            yield id_
            yield from self.members(id_)

    def descendants(self, entry_id: str, relations: Collection[str] | None = None) -> list[Kinship]:
        """What comes from an entry, the nearest first."""
        return self._walk(entry_id, lambda i: self._snapshot.edges(to=i), lambda e: e.entry, relations)

    def roots(self, entry_id: str, relations: Collection[str] | None = DERIVATION) -> list[str]:
        """Ids of what an entry comes from in the end, the nearest first; itself where it comes from nothing."""
        lines = [entry_id, *(kin.id for kin in self.ancestors(entry_id, relations))]
        return [id_ for id_ in lines if not self._out(id_, relations)]

    def path(self, younger: str, older: str, relations: Collection[str] | None = None) -> list[EdgeRow]:
        """The edges of a shortest way from an entry to one it comes from; none where it does not."""
        reached = {kin.id: kin for kin in self.ancestors(younger, relations)}
        way: list[EdgeRow] = []
        while older in reached and older != younger:
            kin = reached[older]
            way.append(EdgeRow(kin.via, kin.relation, kin.id, kin.source))
            older = kin.via
        return way[::-1]

    def common_ancestors(
        self, one: str, other: str, relations: Collection[str] | None = DERIVATION
    ) -> list[tuple[str, int]]:
        """What two entries both come from, with the steps to it from both together, the nearest first.

        An entry counts among its own ancestors, at no step: the common ancestor of a model and its fine-tune is the
        model.
        """
        first, second = (
            {id_: 0, **{kin.id: kin.distance for kin in self.ancestors(id_, relations)}} for id_ in (one, other)
        )
        shared = [(id_, steps + second[id_]) for id_, steps in first.items() if id_ in second]
        return sorted(shared, key=lambda pair: (pair[1], pair[0]))

    def subgraph(
        self, entry_ids: Iterable[str], relations: Collection[str] | None = None, *, up: bool = True, down: bool = True
    ) -> Subgraph:
        """Some entries with all they come from (`up`) and all that comes from them (`down`), and the edges between."""
        ids: dict[str, None] = {}
        for entry_id in entry_ids:
            ids[entry_id] = None
            ids.update(dict.fromkeys(kin.id for kin in self.ancestors(entry_id, relations)) if up else {})
            ids.update(dict.fromkeys(kin.id for kin in self.descendants(entry_id, relations)) if down else {})
        edges = [edge for id_ in ids for edge in self._out(id_, relations) if edge.other in ids]
        nodes = [node for id_ in ids if (node := self._snapshot.node(id_)) is not None]
        return Subgraph(tuple(sorted(nodes)), tuple(sorted(edges, key=lambda e: e[:3])))

    def _out(self, entry_id: str, relations: Collection[str] | None) -> list[EdgeRow]:
        """The edges from an entry to what it comes from."""
        return [e for e in self._snapshot.edges(of=entry_id) if relations is None or e.relation in relations]

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
