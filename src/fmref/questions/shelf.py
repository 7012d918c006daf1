"""The entries of one kind, chosen by constraints and put in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from fmref.facts import Fact
from fmref.ledger import Ledger
from fmref.lineage import house
from fmref.questions.requests import Constraint
from fmref.snapshot import Snapshot
from fmref.text import name_key

__all__ = ["Shelf"]


class Shelf:
    """Chooses entries of one snapshot; community derivatives are left out, as from `Catalog.models`."""

    def __init__(self, snapshot: Snapshot, ledger: Ledger) -> None:
        self._snapshot = snapshot
        self._ledger = ledger
        self._ids = lru_cache(maxsize=16)(snapshot.ids)
        self._keys = lru_cache(maxsize=2**12)(name_key)

    def choose(self, kind: str, constraints: Sequence[Constraint]) -> list[str]:
        """The entries of a kind that meet every constraint, those first of which most is known."""
        ids: Collection[str] = self._ids(kind)
        for constraint in sorted(constraints, key=lambda c: _COST[c.what]):
            ids = [id_ for id_ in ids if self._meets(id_, constraint)]
        return sorted(ids, key=lambda id_: (-self._known.get(id_, 0), id_))

    def fact(self, entry_id: str, attribute: str) -> Fact | None:
        """What is stated of an entry or, where the registry says so, of the nearest of its ancestors."""
        column = self._ledger.column(attribute)
        if (fact := column.get(entry_id)) is not None or "parent" not in self._ledger.attributes[attribute].inherit:
            return fact
        while (above := self._parents.get(entry_id)) is not None:
            if (fact := column.get(above)) is not None:
                return fact
            entry_id = above
        return None

    def ordered(self, ids: Iterable[str], attribute: str, to: str) -> list[tuple[str, Fact]]:
        """The entries of which one value of an attribute is known, from one end of its order to the other."""
        found = [(id_, fact) for id_ in ids if (fact := self.fact(id_, attribute)) is not None]
        single = [(id_, fact) for id_, fact in found if fact.value is not None and not isinstance(fact.value, tuple)]
        return sorted(single, key=lambda pair: _sortable(pair[1].value), reverse=to == "most")

    def is_made_by(self, entry_id: str, organization: str) -> bool:
        """Whether an organization, or one that is part of it, developed an entry."""
        return not self._developers(entry_id).isdisjoint(self._house(organization))

    def _meets(self, entry_id: str, constraint: Constraint) -> bool:
        if constraint.what == "developer":
            return self.is_made_by(entry_id, constraint.value)
        if constraint.what == "country":
            return any(self._country(developer) == constraint.value for developer in self._developers(entry_id))
        if constraint.what == "family":
            return self._is_below(entry_id, constraint.value)
        fact = self.fact(entry_id, constraint.attribute)
        if fact is None or fact.value is None:
            return False
        values: Sequence[Any] = fact.value if isinstance(fact.value, tuple) else (fact.value,)
        if constraint.what == "number":
            return any(_within(value, constraint.low, constraint.high) for value in values)
        if constraint.what == "date":
            return any(_dated(str(value), constraint.low, constraint.high) for value in values)
        wanted = constraint.value
        if isinstance(wanted, str):
            return any(self._keys(str(value)) == self._keys(wanted) for value in values)
        return wanted in values

    def _developers(self, entry_id: str) -> frozenset[str]:
        fact = self.fact(entry_id, "developer")
        return frozenset(map(str, fact.value)) if fact is not None and isinstance(fact.value, tuple) else frozenset()

    @cached_property
    def _house(self) -> Any:
        """The organizations that are part of one, and itself."""
        above = {entry: other for entry, other in self._snapshot.rows(_PART_OF)}  # noqa: C416  # rows are tuples of Any

        def members(organization: str) -> frozenset[str]:
            return frozenset([organization, *(o for o in above if house(o, above.get) == organization)])

        return lru_cache(maxsize=2**10)(members)

    def _country(self, organization: str) -> str | None:
        fact = self._ledger.column("country").get(organization)
        return None if fact is None else str(fact.value)

    def _is_below(self, entry_id: str, above: str) -> bool:
        at = self._parents.get(entry_id)
        while at is not None and at != above:
            at = self._parents.get(at)
        return at == above

    @cached_property
    def _parents(self) -> Mapping[str, str]:
        return dict(self._snapshot.rows("SELECT id, parent FROM entries WHERE parent IS NOT NULL"))

    @cached_property
    def _known(self) -> Mapping[str, int]:
        """How many statements there are of each entry."""
        return dict(self._snapshot.rows("SELECT entry, count(*) FROM statements GROUP BY entry"))


_PART_OF = "SELECT entry, other FROM edges WHERE relation = 'part_of'"
_COST = {"family": 0, "developer": 1, "country": 2, "number": 3, "date": 4, "value": 5}
"""The constraints in the order in which they are looked at: first what leaves least."""


def _within(value: Any, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _dated(value: str, low: str | None, high: str | None) -> bool:
    """Whether a day, month or year lies between two days, of which the first or last may be missing."""
    return (low is None or value >= low[: len(value)]) and (high is None or value <= high[: len(value)])


def _sortable(value: Any) -> Any:
    return f"{value}-99-99"[:10] if isinstance(value, str) else value
