"""The facts of a snapshot by id, decided from its plain rows: for answers that come before any record is validated.

`fmref.entries` gives the same facts with records of `fmref.schema`; the rules are those of `fmref.facts` in both.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from fmref.facts import Fact, decide, find, members
from fmref.lineage import LineageGraph
from fmref.snapshot import LINES, Snapshot

__all__ = ["AttributeRow", "Ledger", "SourceRow", "StatementRow"]

FACTS_KEPT: Final = 2**13
"""How many facts a ledger keeps in memory."""


class SourceRow(NamedTuple):
    """A source, as `fmref.schema.Source`."""

    id: str
    title: str
    url: str | None
    date: str | None
    kind: str


class StatementRow(NamedTuple):
    """A statement, as `fmref.schema.Statement`; a number is in the unit of its attribute where there is a factor."""

    value: Any
    unit: str | None
    undisclosed: bool
    source: str
    as_of: str | None
    method: str
    note: str | None


class AttributeRow(NamedTuple):
    """A row of the registry, as `fmref.schema.Attribute`."""

    id: str
    kinds: tuple[str, ...]
    type: str
    entry_kinds: tuple[str, ...]
    many: bool
    unit: str | None
    units: Mapping[str, float | None]
    tolerance: float
    rounded: float | None
    inherit: tuple[str, ...]
    collect: str
    relations: tuple[str, ...]
    evident: bool
    least: float
    most: float
    labels: Mapping[str, Sequence[str]]
    questions: Mapping[str, Sequence[str]]
    claims: Mapping[str, Sequence[str]]
    hints: Mapping[str, Sequence[str]]
    groups: Mapping[str, Mapping[str, Sequence[str]]]
    values: Mapping[str, Mapping[str, Sequence[str]]]
    stated: Mapping[str, Mapping[str, Sequence[str]]]
    exclusive: tuple[str, ...]
    sentence: Mapping[str, str]

    def amount(self, statement: StatementRow) -> tuple[float, str | None] | None:
        """The number of a statement with its unit; None for other types."""
        if self.type != "number" or statement.value is None:
            return None
        return statement.value, statement.unit

    @property
    def is_counted(self) -> bool:
        """Whether its values are counts of things, which a text may give without the word for the thing."""
        return self.type == "number" and self.unit not in _MEASURED

    def takes(self, unit: str | None) -> bool:
        """Whether a value in a unit may be one of this attribute."""
        return unit is not None and (unit == self.unit or unit in self.units)

    def in_one_unit(self, unit: str) -> str:
        """The unit in which values in a unit are compared: the attribute's own where there is a way into it."""
        return self.unit if self.unit is not None and self.units.get(unit) is not None else unit

    def converted(self, value: float, unit: str | None) -> tuple[float, str | None]:
        """A number in the attribute's unit where there is a way into it, and in its own where there is none."""
        factor = 1.0 if unit in {None, self.unit} else self.units.get(str(unit))
        return (value, unit) if factor is None else (plain_number(value * factor), self.unit)


def plain_number(value: float) -> float:
    """An int where a number is whole and exactly known, so that counts print as counts."""
    return int(value) if abs(value) < _EXACT and value == int(value) else value


_MEASURED: Final = frozenset({None, "bytes", "seconds", "USD", "FLOP"})
_EXACT: Final = 2.0**63
"""Up to here a whole number of SQLite's is shown as a count."""


def _attribute(id_: str, body: Mapping[str, Any]) -> AttributeRow:
    return AttributeRow(
        id=id_,
        kinds=tuple(body["kinds"]),
        type=body["type"],
        entry_kinds=tuple(body.get("entry_kinds", ())),
        many=body.get("many", False),
        unit=body.get("unit"),
        units=body.get("units", {}),
        tolerance=body.get("tolerance", 0.0),
        rounded=body.get("rounded"),
        inherit=tuple(body.get("inherit", ())),
        collect=body.get("collect", "all"),
        relations=tuple(body.get("relations", ())),
        evident=body.get("evident", False),
        least=body.get("least", -math.inf),
        most=body.get("most", math.inf),
        labels=body["labels"],
        questions=body.get("questions", {}),
        claims=body.get("claims", {}),
        hints=body.get("hints", {}),
        groups=body.get("groups", {}),
        values=body.get("values", {}),
        stated=body.get("stated", {}),
        exclusive=tuple(body.get("exclusive", ())),
        sentence=body.get("sentence", {}),
    )


_COLUMNS: Final = "value, number, unit, undisclosed, source, as_of, method, note FROM statements"


def _statement(type_: str, row: Sequence[Any]) -> StatementRow:
    text, number, unit, undisclosed, *said = row
    value: Any = text
    if number is not None:
        value = plain_number(number)
    elif type_ == "boolean" and text is not None:
        value = text == "True"
    return StatementRow(value, unit, bool(undisclosed), *said)


class Ledger:
    """Facts over one snapshot; a `fmref.facts.Tree` of its models."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._lineage = LineageGraph(snapshot)
        self._fact = lru_cache(maxsize=FACTS_KEPT)(self._find)
        self._stated = lru_cache(maxsize=FACTS_KEPT)(self._decide)
        self._children = lru_cache(maxsize=FACTS_KEPT)(lambda entry_id: tuple(snapshot.children(entry_id)))
        self._is_line = lru_cache(maxsize=FACTS_KEPT)(self._stands_for_members)
        self._column = lru_cache(maxsize=None)(self._read_column)  # one for each attribute of the registry at most
        self.source = lru_cache(maxsize=FACTS_KEPT)(self._source)

    @cached_property
    def attributes(self) -> Mapping[str, AttributeRow]:
        """The registry."""
        found = self._snapshot.documents("attribute")
        return MappingProxyType({id_: _attribute(id_, body) for id_, body in found.items()})

    def fact(self, entry_id: str, attribute: str) -> Fact | None:
        """What the catalog says of an attribute of an entry, inherited where the registry says so; None for nothing."""
        return self._fact(entry_id, attribute)

    def of_members(self, entry_id: str, attribute: str) -> Fact | None:
        """What is said of the members of a family or series together, all their values, whatever the registry says."""
        row: Any = self.attributes[attribute]._replace(inherit=("children",), collect="all")
        return find(row, entry_id, self) if self._is_line(entry_id) else None

    def by_member(self, entry_id: str, attribute: str) -> Mapping[str, Fact]:
        """What is said of each member of a family or series: of the nearest down the tree of which anything is."""
        if not self._is_line(entry_id):
            return {}
        stated = members(self.attributes[attribute], entry_id, self)  # type: ignore[arg-type]  # as in _find
        return {id_: fact for id_, fact in stated if fact.status != "undisclosed"}

    def _stands_for_members(self, entry_id: str) -> bool:
        node = self._snapshot.node(entry_id)
        return node is not None and node.level in LINES

    def _find(self, entry_id: str, attribute: str) -> Fact | None:
        row: Any = self.attributes[attribute]  # has every field of the schema's type that the rules read
        return find(row, entry_id, self)

    def stated(self, attribute: Any, entry_id: str) -> Fact | None:
        """What is said of this very entry."""
        return self._stated(entry_id, attribute.id)

    def _decide(self, entry_id: str, attribute: str) -> Fact | None:
        registered = self.attributes[attribute]
        said = self.statements(registered, entry_id)
        return self.decided(registered, said) if said else None

    def statements(self, attribute: AttributeRow, entry_id: str) -> list[StatementRow]:
        """The statements of this very entry, in their order."""
        sql = f"SELECT {_COLUMNS} WHERE entry = ? AND attribute = ? ORDER BY position"
        return [_statement(attribute.type, row) for row in self._snapshot.rows(sql, entry_id, attribute.id)]

    def parent(self, entry_id: str) -> str | None:
        """The entry one step up the tree."""
        return self._snapshot.parent(entry_id)

    def children(self, entry_id: str) -> Sequence[str]:
        """The entries one step down the tree."""
        return self._children(entry_id)

    def trained_from(self, entry_id: str) -> list[str]:
        """The entries of which the weights were trained further, or made smaller, into this one."""
        return self._lineage.trained_from(entry_id)

    def decided(self, attribute: Any, said: Sequence[StatementRow]) -> Fact:
        """The fact that some statements amount to: they have every field of the schema's type that deciding reads."""
        statements: Any = said
        sources: Any = {s.source: self.source(s.source) for s in said}
        return decide(attribute, statements, sources)

    def column(self, attribute: str) -> Mapping[str, Fact]:
        """The facts of an attribute for every entry of which any is stated, community derivatives apart."""
        return self._column(attribute)

    def _read_column(self, attribute: str) -> Mapping[str, Fact]:
        sql = f"SELECT entry, {_COLUMNS} JOIN entries ON id = entry WHERE attribute = ? AND derivative = 0"
        registered = self.attributes[attribute]
        by_entry: dict[str, list[StatementRow]] = defaultdict(list)
        for entry, *row in self._snapshot.rows(sql, attribute):
            by_entry[entry].append(_statement(registered.type, row))
        return {entry: self.decided(registered, said) for entry, said in by_entry.items()}

    def _source(self, source_id: str) -> SourceRow:
        ((body,),) = self._snapshot.rows("SELECT body FROM documents WHERE kind = 'source' AND id = ?", source_id)
        source = json.loads(body)
        return SourceRow(source_id, source["title"], source.get("url"), source.get("date"), source["kind"])
