"""Entries side by side: a table of facts with a row for each attribute, every cell with its status and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from fmref.facts import Fact
from fmref.ledger import AttributeRow, Ledger, SourceRow
from fmref.lineage import LineageGraph
from fmref.markup import View, bibliography, cited, row, table
from fmref.questions.wording import CLAUSES, Wording
from fmref.resolution import Match
from fmref.tables import data_frame
from fmref.text import language
from fmref.view_words import word

if TYPE_CHECKING:
    from fmref.snapshot import Snapshot

__all__ = ["STATUS_WORDS", "FactCell", "FactRow", "FactTable", "FactWriter", "Said", "compare"]


class Said(NamedTuple):
    """What one source says: the value in words, or all of those that hold together, and the source."""

    text: str
    source: SourceRow


class FactCell(NamedTuple):
    """One fact of a table.

    `value` is a number in `unit`, an ISO 8601 date, a text, a truth value, the id of an entry, or a tuple of these;
    `text` is the value in words of the language of the table. `status` is that of `fmref.facts.Fact`, or `lineage` for
    what edges of the lineage say. `inherited_from` are ids of entries that the value was taken from. `said` are the
    sources, the winning one first, each with what it says; they differ where the status is `disputed`.
    """

    value: Any
    unit: str | None
    text: str
    status: Literal["settled", "disputed", "undisclosed", "estimated", "lineage"]
    inherited_from: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()

    def as_json(self) -> Mapping[str, Any]:
        """The cell as plain values."""
        return {
            "value": list(self.value) if isinstance(self.value, tuple) else self.value,
            "unit": self.unit,
            "text": self.text,
            "status": self.status,
            "inherited_from": list(self.inherited_from),
            "said": [{"text": said.text, "source": said.source._asdict()} for said in self.said],
        }


class FactRow(NamedTuple):
    """One attribute of all entries of a table; None where nothing is known of an entry."""

    attribute: str
    label: str
    cells: tuple[FactCell | None, ...]

    @property
    def differs(self) -> bool:
        """Whether the known values are not all the same."""
        return len({cell.value for cell in self.cells if cell is not None}) > 1


class FactTable(NamedTuple):
    """Facts of entries side by side; `str` of it is a Markdown table with numbered sources."""

    lang: str
    subjects: tuple[Match, ...]
    names: tuple[str, ...]
    """What the entries are called in the language of the table."""
    rows: tuple[FactRow, ...]

    def as_json(self) -> Mapping[str, Any]:
        """The table as plain values: the entries, and a list of rows with a cell for each of them."""
        return {
            "lang": self.lang,
            "subjects": [{"id": s.id, "name": s.name} for s in self.subjects],
            "rows": [
                {
                    "attribute": row.attribute,
                    "label": row.label,
                    "cells": [cell and cell.as_json() for cell in row.cells],
                }
                for row in self.rows
            ],
        }

    def to_frame(self, backend: Literal["pandas", "polars"] | None = None) -> Any:
        """A data frame with a row for each attribute and entry: attribute, id, value in words, status and first source.

        Raises `MissingExtraError` where neither pandas nor polars is installed.
        """
        columns = ("attribute", "id", "text", "unit", "status", "source", "url")
        rows = [
            dict(zip(columns, (row.attribute, subject.id, *_flat(cell)), strict=True))
            for row in self.rows
            for subject, cell in zip(self.subjects, row.cells, strict=True)
        ]
        return data_frame(rows, columns, backend)

    def interactive(self) -> View:
        """The table with a row for each entry, so that a reader sorts them by any attribute; see `fmref.interactive`.

        A click on a heading sorts by the plain values. Raises `MissingExtraError` without the extra `table`.
        """
        from fmref.interactive import Column, interactive

        names = Column(word("name", self.lang), [(name, name) for name in self.names])
        columns = [
            Column(row.label, [(cell and cell.value, self.cell_text(cell)) for cell in row.cells]) for row in self.rows
        ]
        return interactive("", [names, *columns], self.lang, [f"{s.id} {s.name}" for s in self.subjects])

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """The sources that the table names, each once, in the order of their numbers: the first of each cell."""
        cells = (cell for row in self.rows for cell in row.cells if cell is not None)
        named = (said.source for cell in cells for said in cell.said[:_MOST_MARKS])
        return tuple({source.id: source for source in named}.values())

    def _numbers(self) -> dict[str, int]:
        return {source.id: number for number, source in enumerate(self.sources, 1)}

    def cell_text(self, cell: FactCell | None) -> str:
        """A cell in words, with its status and, where sources disagree, what each of them says."""
        return "—" if cell is None else CLAUSES[self.lang].join([cell.text, *_remarks(cell, self.lang)])

    def __str__(self) -> str:
        numbers = self._numbers()

        def shown(cell: FactCell | None) -> str:
            marks = "".join(f"[{numbers[s.source.id]}]" for s in (cell.said if cell is not None else ())[:_MOST_MARKS])
            return f"{self.cell_text(cell)} {marks}".rstrip().replace("|", "\\|")

        lines = [["", *self.names], ["---"] * (len(self.names) + 1)]
        lines += [[row.label, *map(shown, row.cells)] for row in self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        listed = "\n".join(f"[{numbers[s.id]}] {_cited(s)}" for s in self.sources)
        return f"{table}\n\n{listed}".rstrip() if listed else table

    def _repr_html_(self) -> str:
        numbers = self._numbers()
        heads = "".join(f'<th dir="auto">{escape(name)}<br><small>{escape(s.id)}</small></th>'
                        for s, name in zip(self.subjects, self.names, strict=True))  # fmt: skip
        rows = [row(r.label, *(_html(cell, self.lang, numbers) for cell in r.cells)) for r in self.rows]
        listed = (cited(s.title, s.url, s.date) for s in self.sources)
        shown = table("", [f"<tr><th></th>{heads}</tr>", *rows], self.lang)
        return f"{shown}{bibliography(listed, self.lang, numbered=True)}"


def compare(
    snapshot: Snapshot, subjects: Sequence[Match], lang: str, attributes: Sequence[str] | None = None
) -> FactTable:
    """The facts of some entries side by side, in the order in which most is known of attributes.

    `attributes` narrows the rows and gives their order; without it there is one for everything that is known of any of
    the entries. Raises `UnknownLanguageError` for another language than `en`, `zh` and `fa`.
    """
    spoken = language(lang)[:2]
    writer = FactWriter(snapshot)
    return FactTable(
        spoken,
        tuple(subjects),
        tuple(writer.wording.label(subject.id, spoken) for subject in subjects),
        tuple(writer.rows([(s.id, s.kind) for s in subjects], spoken, attributes)),
    )


class FactWriter:
    """Writes facts of one snapshot, in the language asked for: `en`, `zh` or `fa`.

    An entry is told by its id and kind.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.ledger = Ledger(snapshot)
        self.wording = Wording(snapshot)
        self._lineage = LineageGraph(snapshot)
        self._order = snapshot.attributes_by_use()

    def rows(
        self, entries: Sequence[tuple[str, str]], lang: str, attributes: Sequence[str] | None = None
    ) -> Iterator[FactRow]:
        """A row for each of `attributes`; without them, for everything that is known of any of the entries."""
        for attribute in attributes or self._order:
            row = self._row(attribute, entries, lang)
            if attributes or any(row.cells):
                yield row

    def label(self, attribute: str, lang: str) -> str:
        """What an attribute of the registry is called."""
        return next(iter(self.ledger.attributes[attribute].labels.get(lang, ())), attribute)

    def _row(self, attribute: str, entries: Sequence[tuple[str, str]], lang: str) -> FactRow:
        row = self.ledger.attributes[attribute]
        cells = tuple(self._cell(row, id_, lang) if kind in row.kinds else None for id_, kind in entries)
        return FactRow(attribute, self.label(attribute, lang), cells)

    def _cell(self, attribute: AttributeRow, entry_id: str, lang: str) -> FactCell | None:
        if attribute.relations:
            return self._of_edges(attribute, entry_id, lang)
        fact = self.ledger.fact(entry_id, attribute.id) or self.ledger.of_members(entry_id, attribute.id)
        return self._of_fact(attribute, fact, lang) if fact is not None else None

    def _of_fact(self, attribute: AttributeRow, fact: Fact, lang: str) -> FactCell:
        said: dict[str, dict[str, None]] = {}
        for statement in fact.statements:
            said.setdefault(statement.source, {})[self.wording.stated(fact, statement, attribute, lang)] = None
        return FactCell(
            fact.value,
            fact.unit,
            self.wording.value(fact, attribute, lang),
            fact.status,
            fact.inherited_from,
            tuple(Said(self.wording.listed([*words], lang), self.ledger.source(id_)) for id_, words in said.items()),
        )

    def _of_edges(self, attribute: AttributeRow, entry_id: str, lang: str) -> FactCell | None:
        edges = self._lineage.direct(entry_id, attribute.relations, up=True)
        if not edges:
            return None
        found = tuple(self._lineage.nearest(edge.other for edge in edges))
        words = {id_: self.wording.label(id_, lang) for id_ in found}
        said = {
            e.source: Said(words[e.other], self.ledger.source(e.source)) for e in edges if e.source and e.other in words
        }
        text = self.wording.listed([*words.values()], lang)
        return FactCell(found if len(found) > 1 else found[0], None, text, "lineage", (), tuple(said.values()))


def _flat(cell: FactCell | None) -> tuple[str | None, ...]:
    if cell is None:
        return (None,) * 5
    source = cell.said[0].source if cell.said else None
    return cell.text, cell.unit, cell.status, source and source.title, source and source.url


def _remarks(cell: FactCell, lang: str) -> list[str]:
    """The status where it is worth a word, what sources say that disagree, and where an inherited value is from."""
    remarks = [STATUS_WORDS[cell.status][lang]] if cell.status in STATUS_WORDS else []
    if cell.status in {"disputed", "undisclosed"}:
        remarks += [f"{said.text} ({said.source.title})" for said in _others(cell)]
    return remarks


def _others(cell: FactCell) -> list[Said]:
    """What sources say other than the value, each value once."""
    others = {said.text: said for said in reversed(cell.said) if said.text != cell.text}
    return [*others.values()][::-1][:_MOST_SAID]


def _html(cell: FactCell | None, lang: str, numbers: Mapping[str, int]) -> str:
    if cell is None:
        return "<td>—</td>"
    marks = ",".join(str(numbers[said.source.id]) for said in cell.said[:_MOST_MARKS])
    below = "".join(f"<br><small>{escape(remark)}</small>" for remark in _remarks(cell, lang))
    mark = ' data-mark="doubt"' if cell.status == "disputed" else ""
    return f'<td dir="auto"><span{mark}>{escape(cell.text)}</span><sup>{marks}</sup>{below}</td>'


def _cited(source: SourceRow) -> str:
    return ", ".join(part for part in (source.title, source.date, source.url) if part)


STATUS_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "disputed": {"en": "sources disagree", "zh": "来源不一", "fa": "منابع هم‌نظر نیستند"},
    "estimated": {"en": "an estimate", "zh": "估计值", "fa": "برآورد"},
}
"""The statuses that are worth a word beside a value, by language."""
_MOST_MARKS: Final = 3
"""How many sources of a cell are numbered in it; all are in its `said`."""
_MOST_SAID: Final = 3
