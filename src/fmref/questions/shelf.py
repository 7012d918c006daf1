"""The entries of one kind, chosen by constraints and put in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nsmallest
from typing import Any, Final, TypeVar

from fmref.facts import Fact
from fmref.ledger import Ledger
from fmref.lineage import house
from fmref.questions.constraints import Constraint
from fmref.questions.narrower import narrower_than
from fmref.snapshot import Snapshot
from fmref.text import name_key

__all__ = ["Shelf"]

_T = TypeVar("_T")
_SETS_KEPT: Final = 2**9
"""How many sets of entries that meet a constraint are kept in memory."""


class Shelf:
    """Chooses entries of one snapshot; community derivatives are left out, as from `Catalog.models`.

    What entries have is indexed attribute by attribute when it is first asked for, each fact with what an entry takes
    from its ancestors.
    """

    def __init__(self, snapshot: Snapshot, ledger: Ledger) -> None:
        self._snapshot = snapshot
        self._ledger = ledger
        self._of_kind = lru_cache(maxsize=16)(lambda kind: frozenset(snapshot.ids(kind)))
        self._meeting = lru_cache(maxsize=_SETS_KEPT)(self._find_meeting)
        self._held = lru_cache(maxsize=None)(self._find_held)  # one for each attribute of the registry at most
        self._by_value = lru_cache(maxsize=None)(self._index_values)
        self._in_order = lru_cache(maxsize=None)(self._sort)

    def choose(self, kind: str, constraints: Sequence[Constraint]) -> Collection[str]:
        """The entries of a kind that meet every constraint."""
        found = [self._meeting(constraint._replace(text="")) for constraint in constraints]
        return frozenset.intersection(*sorted([self._of_kind(kind), *found], key=len))

    def best_known(self, ids: Collection[str], most: int) -> list[str]:
        """At most so many of some entries, those first of which most is known."""
        return nsmallest(most, ids, key=self._rank.__getitem__)

    def fact(self, entry_id: str, attribute: str) -> Fact | None:
        """What is stated of an entry or, where the registry says so, of the nearest of its ancestors."""
        return self._held(attribute).get(entry_id)

    def first(self, ids: Collection[str], attribute: str, to: str) -> list[tuple[str, Fact]]:
        """The entries at one end of the order of an attribute, with their facts; several where they are equal."""
        ordered = self._in_order(attribute)
        found: list[tuple[str, Fact]] = []
        for _, id_ in reversed(ordered) if to == "most" else ordered:
            if id_ not in ids:
                continue
            fact = self._held(attribute)[id_]
            if found and fact.value != found[0][1].value:
                break
            found.append((id_, fact))
        return sorted(found, key=lambda pair: self._rank[pair[0]])

    def is_made_by(self, entry_id: str, organization: str) -> bool:
        """Whether an organization, or one that is part of it, developed an entry."""
        return entry_id in self._made_by(organization)

    # --- What meets a constraint

    def _find_meeting(self, constraint: Constraint) -> frozenset[str]:
        if constraint.what == "developer":
            return self._made_by(constraint.value)
        if constraint.what == "country":
            held = self._held("country").items()
            return self._union(self._made_by_one(o) for o, fact in held if fact.value == constraint.value)
        if constraint.what == "family":
            return frozenset(self._below(constraint.value))
        if constraint.what == "concept":
            return self._of_concept(constraint.value)
        if constraint.what == "value":
            values = constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
            keys = (name_key(value) if isinstance(value, str) else value for value in values)
            return self._union(self._by_value(constraint.attribute).get(key, ()) for key in keys)
        return self._within(constraint)

    def _within(self, constraint: Constraint) -> frozenset[str]:
        """The entries of which a number or date lies between bounds; a month is within the year that holds it."""
        ordered = self._in_order(constraint.attribute)
        if constraint.what == "number":
            first = 0 if constraint.low is None else bisect_left(ordered, constraint.low, key=_first)
            last = len(ordered) if constraint.high is None else bisect_right(ordered, constraint.high, key=_first)
            return frozenset(id_ for _, id_ in ordered[first:last])
        low, high = constraint.low, constraint.high
        return frozenset(
            id_
            for value, id_ in ordered
            if (low is None or value >= low[: len(value)]) and (high is None or value <= high[: len(value)])
        )

    def _of_concept(self, concept: str) -> frozenset[str]:
        """The entries that a concept, or a narrower one, is about, with their members, and those with a value of it."""
        concepts = narrower_than(concept, self._snapshot)
        linked = [entry for one in concepts for entry in self._linked.get(one, ())]
        sets = [linked, *(self._below(entry) for entry in linked)]
        sets += [self._by_value(a).get(name_key(v), ()) for one in concepts for a, v in self._meant.get(one, ())]
        return self._union(map(frozenset, sets))

    def _made_by(self, organization: str) -> frozenset[str]:
        return self._union(self._made_by_one(member) for member in (organization, *self._houses.get(organization, ())))

    def _made_by_one(self, organization: str) -> Collection[str]:
        return self._by_value("developer").get(name_key(organization), ())

    @staticmethod
    def _union(sets: Iterator[Collection[str]]) -> frozenset[str]:
        return frozenset(id_ for ids in sets for id_ in ids)

    def _below(self, entry_id: str) -> Iterator[str]:
        for id_ in self._ledger.children(entry_id):
            yield id_
            yield from self._below(id_)

    # --- Indexes

    @cached_property
    def _linked(self) -> Mapping[str, Collection[str]]:
        return _grouped(self._snapshot.entries_of_concepts())

    @cached_property
    def _meant(self) -> Mapping[str, Collection[tuple[str, str]]]:
        """The values of attributes that are called as the terms of each concept are."""
        called = [
            (label, (attribute.id, value))
            for attribute in self._ledger.attributes.values()
            if attribute.type == "enum"
            for value, labels in attribute.values.items()
            for label in (value, *(label for found in labels.values() for label in found))
        ]
        rows = ((row, meant) for label, meant in called for row in self._snapshot.bearers(name_key(label)))
        return _grouped((row.id, meant) for row, meant in rows if row.kind == "concept")

    def _find_held(self, attribute: str) -> Mapping[str, Fact]:
        """The facts of an attribute, with those that entries have from their ancestors."""
        held = dict(self._ledger.column(attribute))
        if "parent" not in self._ledger.attributes[attribute].inherit:
            return held
        for entry_id in self._parents:
            above: str | None = entry_id
            while above is not None and above not in held:
                above = self._parents.get(above)
            if above is not None:
                held[entry_id] = held[above]
        return held

    def _index_values(self, attribute: str) -> Mapping[Any, Collection[str]]:
        """The entries by each value of an attribute; texts are folded as names are."""
        found: dict[Any, set[str]] = defaultdict(set)
        for entry_id, value in self._values(attribute):
            found[name_key(value) if isinstance(value, str) else value].add(entry_id)
        return found

    def _values(self, attribute: str) -> Iterator[tuple[str, Any]]:
        for entry_id, fact in self._held(attribute).items():
            values = fact.value if isinstance(fact.value, tuple) else (fact.value,)
            yield from ((entry_id, value) for value in values if value is not None)

    def _sort(self, attribute: str) -> list[tuple[Any, str]]:
        """The values of an attribute in order, each with its entry."""
        return sorted((value, entry_id) for entry_id, value in self._values(attribute))

    @cached_property
    def _houses(self) -> Mapping[str, Collection[str]]:
        """The organizations that are part of each, in the end."""
        above = dict(self._snapshot.rows("SELECT entry, other FROM edges WHERE relation = 'part_of'"))
        found: dict[str, list[str]] = defaultdict(list)
        for member in above:
            found[house(member, above.get)].append(member)
        return found

    @cached_property
    def _parents(self) -> Mapping[str, str]:
        sql = "SELECT id, parent FROM entries WHERE parent IS NOT NULL AND derivative = 0"
        return dict(self._snapshot.rows(sql))

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        """The place of each entry in an order by how many statements there are of it."""
        known = dict(self._snapshot.rows("SELECT entry, count(*) FROM statements GROUP BY entry"))
        ordered = sorted(self._snapshot.all_ids(), key=lambda id_: (-known.get(id_, 0), id_))
        return {id_: place for place, id_ in enumerate(ordered)}


def _grouped(pairs: Iterable[tuple[str, _T]]) -> Mapping[str, list[_T]]:
    """The second things of pairs by the first, each once."""
    found: dict[str, list[_T]] = defaultdict(list)
    for key, value in pairs:
        if value not in found[key]:
            found[key].append(value)
    return found


def _first(pair: tuple[Any, str]) -> Any:
    return pair[0]
