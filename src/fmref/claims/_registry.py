"""The rows of the registry of attributes as a check of texts needs them, with the statements and sources.

They are read from the snapshot without validation, which the compiler has done: no check waits for pydantic.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from fmref.snapshot import Snapshot

__all__ = ["Row", "Said", "SourceRow", "plain_number", "rows_of", "sources_of"]


class Said(NamedTuple):
    """One statement of a source; the fields are those of `fmref.schema.Statement`."""

    value: float | str | bool | None
    unit: str | None
    undisclosed: bool
    source: str
    as_of: str | None
    method: str


class SourceRow(NamedTuple):
    """A source; the fields are those of `fmref.schema.Source`."""

    id: str
    kind: str
    title: str
    date: str | None


class Row(NamedTuple):
    """A row of the registry; the fields are those of `fmref.schema.Attribute`."""

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
    labels: Mapping[str, tuple[str, ...]]
    claims: Mapping[str, tuple[str, ...]]

    @property
    def is_counted(self) -> bool:
        """Whether its values are counts of things, which a text may give without the word for the thing."""
        return self.type == "number" and self.unit not in _MEASURED

    def takes(self, unit: str | None) -> bool:
        """Whether a value in a unit may be one of this attribute."""
        return unit is not None and (unit == self.unit or unit in self.units)

    def amount(self, said: Said) -> tuple[float, str | None] | None:
        """The number of a statement in the attribute's unit, with the unit; None for other types."""
        value = said.value
        if self.type != "number" or value is None or isinstance(value, str | bool):
            return None
        return self.converted(value, said.unit)

    def converted(self, value: float, unit: str | None) -> tuple[float, str | None]:
        """A number in the attribute's unit where there is a way into it, and in its own where there is none."""
        factor = 1.0 if unit in {None, self.unit} else self.units.get(str(unit))
        return (value, unit) if factor is None else (plain_number(value * factor), self.unit)


def plain_number(value: float) -> float:
    """An int where a number is whole and exactly known, so that counts print as counts."""
    return int(value) if value == int(value) and abs(value) < 2**63 else value


_MEASURED: Final = frozenset({None, "bytes", "seconds", "USD", "FLOP"})


def rows_of(snapshot: Snapshot) -> dict[str, Row]:
    """Every row of the registry, by id."""
    return {id_: _row(id_, body) for id_, body in snapshot.documents("attribute").items()}


def _row(id_: str, body: Mapping[str, Any]) -> Row:
    return Row(
        id_,
        tuple(body["kinds"]),
        body["type"],
        tuple(body.get("entry_kinds", ())),
        bool(body.get("many")),
        body.get("unit"),
        body.get("units", {}),
        body.get("tolerance", 0.0),
        body.get("rounded"),
        tuple(body.get("inherit", ())),
        body.get("collect", "all"),
        tuple(body.get("relations", ())),
        bool(body.get("evident")),
        _bound(body.get("least"), -math.inf),
        _bound(body.get("most"), math.inf),
        {lang: tuple(texts) for lang, texts in body.get("labels", {}).items()},
        {lang: tuple(texts) for lang, texts in body.get("claims", {}).items()},
    )


def _bound(stated: float | None, default: float) -> float:
    return default if stated is None else stated


def sources_of(snapshot: Snapshot) -> dict[str, SourceRow]:
    """Every source, by id."""
    return {
        id_: SourceRow(id_, body["kind"], body["title"], body.get("date"))
        for id_, body in snapshot.documents("source").items()
    }
