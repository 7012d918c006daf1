"""What the catalog knows of an entry, read from the snapshot without a validated record."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from fmref.ledger import AttributeRow, Ledger, SourceRow, StatementRow
from fmref.lineage import DERIVATION, LineageGraph, house
from fmref.script_patterns import is_han
from fmref.snapshot import LINES
from fmref.text import MAX_NAME, name_key

if TYPE_CHECKING:
    from fmref.snapshot import EdgeRow, NodeRow, Snapshot

__all__ = ["Bearer", "Record", "Records", "Value"]


class Value(NamedTuple):
    """A value that sources state of an entry."""

    value: float | str
    unit: str | None
    source: str
    entry: str


class Bearer(NamedTuple):
    """A model of which a source states a value."""

    value: float | str
    entry: str
    source: str


class Record(NamedTuple):
    """What is known of one attribute of one entry.

    `status` is that of the fact, or `nothing` where no source says anything. `values` are those that speak against
    a claim, the winning one first; `weak` ones are estimates, and what others say of what is not disclosed. Values of
    secondary sources beside better ones are left out. `of_members` says that they were put together from members, and
    `is_whole` that each of those has one.
    """

    status: str
    values: tuple[Value, ...] = ()
    weak: tuple[Value, ...] = ()
    of_members: bool = False
    is_whole: bool = True

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of the values, once each."""
        return tuple(dict.fromkeys(value.source for value in self.values))


_SIZED: Final = re.compile(r"(?<![\w.])([0-9]+(?:\.[0-9]+)?)([BM])\b", re.IGNORECASE)
_LETTERS: Final = {"M": 1e6, "B": 1e9}
_ROUNDED: Final = 0.05
"""A size in a name: Granite 13B."""
_NOTHING: Final = Record("nothing")
_KEPT: Final = 4096
"""How many answers a ledger keeps."""
_MOST_MEMBERS: Final = 400
"""How many entries down the tree are looked at."""


class Records(Ledger):
    """The statements of one snapshot by entry and attribute, with what the tree and the lineage add to them."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(snapshot)
        self._graph = LineageGraph(snapshot)
        self.record = lru_cache(_KEPT)(self._record)
        self.node = lru_cache(_KEPT)(snapshot.node)
        self.tree = lru_cache(_KEPT)(self._tree)
        self.house = lru_cache(_KEPT)(self._house)
        self.origins = lru_cache(_KEPT)(self._origins)
        self.namesakes = lru_cache(_KEPT)(self._namesakes)
        self.member = lru_cache(_KEPT)(self._member)
        self.is_tuned = lru_cache(_KEPT)(self._has_base)
        self.is_open = lru_cache(_KEPT)(self._is_open)
        self.is_documented = lru_cache(_KEPT)(self._is_documented)
        self.root = lru_cache(_KEPT)(self._root)
        self.kin = lru_cache(_KEPT)(self._kin)
        self.developers = lru_cache(_KEPT)(self._developers)
        self._bearers = lru_cache(32)(self._all_bearers)

    def _record(self, entry: str, attribute: str) -> Record:
        """What is known: stated of the entry itself, its parents, its members or its base, as the registry says."""
        row = self.attributes[attribute]
        if row.relations:
            return self._related(entry, row)
        if said := self.statements(row, entry):
            return self._amounting(row, [(entry, said)])
        for way in row.inherit:
            if way == "parent":
                above = next(((e, s) for e in self.ancestors(entry) if (s := self.statements(row, e))), None)
                found = [above] if above else []
            elif way == "base":
                fact = self.fact(entry, attribute)
                found = [(base, self.statements(row, base)) for base in (fact.inherited_from if fact else ())]
            else:
                found = list(self._members(entry, row, _MOST_MEMBERS))
            if found:
                return self._amounting(row, found)._replace(of_members=way == "children")
        return self._of_kind(entry, row)

    def _of_kind(self, entry: str, row: AttributeRow) -> Record:
        """What is said of the members of a family, or of the model of a variant, where the registry knows no way.

        An answer about the entry may not rest on that, but a claim may be borne out by it, or be far from it all.
        """
        node = self.node(entry)
        if node is None or node.kind != "model" or row.type in {"boolean", "enum"}:
            return _NOTHING
        if node.level == "variant":
            above = self.parent(entry)
            said = self.statements(row, above) if above is not None else []
            return self._amounting(row, [(str(above), said)])._replace(of_members=True) if said else _NOTHING
        found = list(self._members(entry, row, _MOST_MEMBERS)) if node.level in LINES else []
        if not found:
            return _NOTHING
        return self._amounting(row, found)._replace(of_members=True, is_whole=self._has_each(entry, found))

    def _has_each(self, entry: str, told: Sequence[tuple[str, list[StatementRow]]]) -> bool:
        """Whether something is said of each model down the tree, or of one below or above it."""
        known = {id_ for one, _ in told for id_ in (one, *self.ancestors(one))}
        level = [entry]
        while level:
            below = [child for one in level for child in self._snapshot.children(one)[:_MOST_MEMBERS]]
            nodes = [self.node(child) for child in below if child not in known]
            if any(node is not None and node.level == "model" for node in nodes):
                return False
            told_of = {one for one, _ in told}
            level = [child for child in below if child not in told_of]
        return True

    def _members(self, entry: str, row: AttributeRow, most: int) -> Iterator[tuple[str, list[StatementRow]]]:
        """The nearest entries down the tree of which something is said, with what is."""
        level = self._snapshot.children(entry)
        while level and most > 0:
            below: list[str] = []
            for child in level[:most]:
                if said := self.statements(row, child):
                    yield child, said
                else:
                    below += self._snapshot.children(child)
            most -= len(level)
            level = below

    def _amounting(self, row: AttributeRow, told: Sequence[tuple[str, list[StatementRow]]]) -> Record:
        """The record that the statements of some entries amount to."""
        statuses: list[str] = []
        values: list[Value] = []
        weak: list[Value] = []
        for entry, said in told:
            fact = self.decided(row, said)
            ordered = cast("tuple[StatementRow, ...]", fact.statements)
            sources = cast("Mapping[str, SourceRow]", fact.sources)
            strong = _strong(ordered, sources) if fact.status != "undisclosed" else ()
            statuses.append("settled" if strong and fact.status == "estimated" else fact.status)
            for one in ordered:
                if one.value is not None:
                    plain = str(one.value).lower() if isinstance(one.value, bool) else one.value
                    value = Value(plain, one.unit, one.source, entry)
                    if one in strong:
                        values.append(value)
                    elif one.method == "estimated" or fact.status == "undisclosed":
                        weak.append(value)
        known = [status for status in statuses if status not in {"undisclosed", "estimated"}]
        return Record((known or statuses)[0], tuple(values), tuple(weak))

    def _related(self, entry: str, row: AttributeRow) -> Record:
        """What the edges of the lineage graph say, which are statements too."""
        edges = self._graph.direct(entry, row.relations, up=True)
        above = iter(()) if edges else self.ancestors(entry)
        edges = edges or next(
            (
                found
                for one in above
                if (found := [e for e in self._snapshot.edges(of=one) if e.relation in row.relations])
            ),
            [],
        )
        values = tuple(dict.fromkeys(Value(edge.other, None, edge.source or "", edge.entry) for edge in edges))
        vague = {above for value in values for above in self.ancestors(str(value.value))}
        exact = tuple(value for value in values if value.value not in vague)
        return Record("settled", exact) if exact else _NOTHING

    def ancestors(self, entry: str) -> Iterator[str]:
        """The entries up the tree, the nearest first."""
        for _ in range(8):  # no tree is deeper, and foreign data may hold a circle
            if (above := self.parent(entry)) is None:
                return
            yield above
            entry = above

    def _tree(self, entry: str) -> frozenset[str]:
        """An entry with all above and below it in the tree."""
        found = {entry, *self.ancestors(entry)}
        level = [entry]
        while level and len(found) < _MOST_MEMBERS:
            level = [child for one in level for child in self._snapshot.children(one) if child not in found]
            found.update(level)
        return frozenset(found)

    def below(self, entry: str) -> frozenset[str]:
        """An entry with all below it in the tree."""
        return self.tree(entry).difference(self.ancestors(entry))

    def _house(self, organization: str) -> str:
        """The organization that one is part of in the end."""
        return house(organization, self._snapshot.part_of)

    def _origins(self, entry: str) -> frozenset[str]:
        """Everything that an entry or one below it is derived from, with what is above and below all of that.

        What is above counts for a name that stands for its members, what is below for a source that names only the
        family; of an entry without a derivation of its own, that of the one above counts.
        """
        starts: Iterable[str] = self.below(entry)
        direct = self._derived(starts) or self._derived(self.ancestors(entry))
        vague = {above for one in direct for above in self.ancestors(one)}
        return frozenset(other for one in direct for other in ((one,) if one in vague else self.tree(one)))

    def _derived(self, entries: Iterable[str]) -> set[str]:
        """What some entries are derived from, over any number of steps."""
        return {kin.id for one in entries for kin in self._graph.ancestors(one, DERIVATION)}

    def _has_base(self, entry: str) -> bool:
        """Whether a model, or the one above it, is known to be derived from another."""
        return bool(self._derived((entry, *self.ancestors(entry))))

    def derived_from(self, origin: str) -> list[EdgeRow]:
        """The edges from what is derived from an entry in one step."""
        return [edge for edge in self._snapshot.edges(to=origin) if edge.relation in DERIVATION]

    def _member(self, entry: str, size: float) -> str | None:
        """The one model of a size in the family that an entry is or belongs to; None for none and for several."""
        node = self.node(entry)
        if node is None or "parameters" not in self.attributes:
            return None
        family = entry if node.level in LINES else self.parent(entry)
        if family is None:
            return None
        found = [id_ for id_ in self._models(family) if self._is_sized(id_, size)]
        return found[0] if len(found) == 1 else None

    def _models(self, family: str) -> Iterator[str]:
        """The models down the tree from a family or series."""
        for child in self._snapshot.children(family)[:_MOST_MEMBERS]:
            node = self.node(child)
            if node is not None and node.level in LINES:
                yield from self._models(child)
            else:
                yield child

    def _is_sized(self, entry: str, size: float) -> bool:
        """Whether a model has a size in its name, or as a source states it."""
        if named := _SIZED.search(self.name(entry)):
            return float(named[1]) * _LETTERS[named[2].upper()] == size
        values = self.record(entry, "parameters").values
        return any(abs(float(v.value) - size) <= _ROUNDED * size for v in values if isinstance(v.value, int | float))

    def _namesakes(self, name: str) -> tuple[str, ...]:
        """The models that bear a name."""
        rows = self._snapshot.bearers(name_key(name[:MAX_NAME]))
        return tuple(dict.fromkeys(row.id for row in rows if row.kind == "model"))

    def bears_name(self, organizations: Iterable[str], name: str) -> bool:
        """Whether a name may be one of some organizations, of what those belong to, or of a part of those.

        It may be where a word of the name is one of theirs, and where none of them has a name in its script.
        """
        mine = name_key(name)
        known = [key for one in organizations for key in self._names_of(one)]
        alike = [key for key in known if _script(key) == _script(mine)]
        return not alike or any(key in mine or mine in key for key in alike if len(key) > 1)

    def _names_of(self, organization: str) -> list[str]:
        """The keys of the names of an organization and of all that it belongs to."""
        ids = [organization]
        for _ in range(5):
            above = self._snapshot.part_of(ids[-1])
            if above is None:
                break
            ids.append(above)
        marks = ", ".join("?" * len(ids))
        return [key for (key,) in self._snapshot.rows(f"SELECT key FROM names WHERE entry IN ({marks})", *ids)]

    def _is_open(self, entry: str) -> bool:
        """Whether a source says that the weights of a model, or of one above or below it, are open."""
        ids = [entry, *self.ancestors(entry), *self._snapshot.children(entry)][:_MOST_MEMBERS]
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT 1 FROM statements WHERE attribute = 'open_weights' AND value = 'True' AND entry IN ({marks})"
        return bool(self._snapshot.rows(sql, *ids))

    def _is_documented(self, entry: str) -> bool:
        """Whether the size of a model is no secret: it is stated, stands in its name, or can be counted."""
        if "parameters" not in self.attributes or self.record(entry, "parameters").values:
            return True
        return _SIZED.search(self.name(entry)) is not None or self.is_open(entry)

    def like(self, attribute: str, low: float, high: float) -> Sequence[Bearer]:
        """The models of which sources state a number of the attribute from `low` up to `high`; derivatives apart."""
        every = self._bearers(attribute, "number")
        first = bisect_left(every, low, key=lambda bearer: float(bearer.value))
        return every[first : bisect_right(every, high, key=lambda bearer: float(bearer.value))]

    def dated(self, attribute: str, earliest: str, latest: str) -> Sequence[Bearer]:
        """The models of which sources state a day of the attribute from `earliest` up to `latest`."""
        every = self._bearers(attribute, "value")
        first = bisect_left(every, earliest, key=lambda bearer: str(bearer.value))
        return every[first : bisect_right(every, latest, key=lambda bearer: str(bearer.value))]

    def _all_bearers(self, attribute: str, column: str) -> Sequence[Bearer]:
        """What sources state of an attribute of all models, in order of the value."""
        sql = (
            f"SELECT {column}, entry, source FROM statements JOIN entries ON id = entry WHERE attribute = ? "
            f"AND {column} IS NOT NULL AND method <> 'estimated' AND derivative = 0 AND kind = 'model' "
            f"ORDER BY {column}, entries.position"
        )
        return [Bearer(*row) for row in self._snapshot.rows(sql, attribute)]

    def _kin(self, entry: str) -> frozenset[str]:
        """What an entry comes from and what comes from it, by any relation."""
        found = {kin.id for kin in (*self._graph.ancestors(entry), *self._graph.descendants(entry))}
        return frozenset(found)

    def _root(self, entry: str) -> str:
        """The top of the tree in which an entry stands."""
        return next(reversed([entry, *self.ancestors(entry)]))

    def _developers(self, entry: str) -> frozenset[str]:
        """The houses of the developers of an entry."""
        if "developer" not in self.attributes:
            return frozenset()
        return frozenset(self.house(str(value.value)) for value in self.record(entry, "developer").values)

    def name(self, entry: str) -> str:
        """The preferred name of an entry, its id where there is no such entry."""
        node: NodeRow | None = self.node(entry)
        return node.name if node is not None else entry


def _script(key: str) -> str:
    """The script of a name: Latin, Han or Arabic."""
    return "latin" if key.isascii() else "han" if any(map(is_han, key)) else "arabic"


def _strong(said: Sequence[StatementRow], sources: Mapping[str, SourceRow]) -> list[StatementRow]:
    """The statements that may contradict a text: no estimates, and no secondary source where there is a better one."""
    stated = [one for one in said if one.method != "estimated" and not one.undisclosed]
    return [one for one in stated if sources[one.source].kind != "secondary"] or stated
