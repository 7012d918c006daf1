"""Tables of a benchmark, for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["Table", "share"]


def share(part: int, whole: int) -> str:
    """A share in percent with one digit, `-` of nothing.

    >>> share(1, 3), share(0, 0)
    ('33.3 %', '-')
    """
    return f"{100 * part / whole:.1f} %" if whole else "-"


class Table(NamedTuple):
    """A table with what has to be known to read it.

    The first column is text, the others are numbers, to the right; `prose` makes all columns text.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    prose: bool = False

    def text(self) -> str:
        """For a terminal, in columns."""
        cells = [self.head, *self.rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = ["  ".join(self._padded(row, widths)).rstrip() for row in cells]
        return "\n".join([self.title, "=" * len(self.title), *lines, *self.notes, ""])

    def _padded(self, row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            yield cell.ljust(width) if self.prose or not column else cell.rjust(width)

    def markdown(self, level: int = 3) -> str:
        """For a page, as a section with a heading of a level."""
        rule = ["---", *["---" if self.prose else "---:"] * (len(self.head) - 1)]
        lines = [f"| {' | '.join(row)} |" for row in (self.head, rule, *self.rows)]
        notes = [line for note in self.notes for line in ("", note)]
        return "\n".join([f"{'#' * level} {self.title}", "", *lines, *notes, ""])
