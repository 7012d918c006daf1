"""Tables of a benchmark, for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Table", "share"]


def share(part: int, whole: int) -> str:
    """A share in percent with one digit, `-` of nothing.

    >>> share(1, 3), share(0, 0)
    ('33.3 %', '-')
    """
    return f"{100 * part / whole:.1f} %" if whole else "-"


class Table(NamedTuple):
    """A table with what has to be known to read it; the first column is text, the others are right-aligned."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def text(self) -> str:
        """For a terminal, in columns."""
        cells = [list(self.head), *map(list, self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))])
            for row in cells
        ]
        return "\n".join([self.title, "=" * len(self.title), *(line.rstrip() for line in lines), *self.notes, ""])

    def markdown(self) -> str:
        """For a page, as a section."""
        rule = ["---", *["---:"] * (len(self.head) - 1)]
        lines = [f"| {' | '.join(row)} |" for row in (self.head, rule, *self.rows)]
        notes = [""] + [f"{note}\n" for note in self.notes] if self.notes else []
        return "\n".join([f"### {self.title}", "", *lines, *notes]).rstrip() + "\n"
