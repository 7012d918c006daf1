"""CSV and TSV files with a column of names: the same rows with the answers beside them, in memory that does not grow.

Files are UTF-8, with or without a byte order mark. The delimiter, the line ends and the mark of the output are those of
the input.
"""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Final

from fmref.errors import TableError, shorten
from fmref.files import csv_records
from fmref.tables import COLUMNS, Tally, cells
from fmref.text import MAX_NAME

if TYPE_CHECKING:
    from fmref.resolution import Resolution
    from fmref.tables import NameCount

__all__ = ["DELIMITERS", "LONGEST_RECORD", "add_columns", "report"]

DELIMITERS: Final = ",\t;|"
"""What may stand between two fields, the likelier first."""

LONGEST_RECORD: Final = 1 << 24
"""The most bytes one row may have; a quote that is never closed would read the rest of the file into memory."""

NAMES_KEPT: Final = 10_000
"""How many distinct names the report keeps of each kind, and how many answers are kept for names that come again."""

NAMES_SHOWN: Final = 20
CANDIDATES_SHOWN: Final = 3

_BOM: Final = "\ufeff"
# What would move the cursor of a terminal or turn the text around it.
_CONTROLS: Final = dict.fromkeys([*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "�")


class _Lines:
    """The lines of a file as text; raises `TableError` with the number of a line that is none."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.number = 0
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._source.readline(LONGEST_RECORD + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.taken += len(line)
        if self.taken > LONGEST_RECORD:
            raise _error(self.number, f"a row of more than {LONGEST_RECORD:,} bytes; look for a quote left open")
        if b"\0" in line:
            raise _error(self.number, "a NUL byte, which no text has; save the table as UTF-8")
        try:
            return line.decode("utf8")
        except UnicodeDecodeError as error:
            raise _error(self.number, f"not UTF-8 at byte {error.start}; save the table as UTF-8") from None


class _Encoded:
    """What `csv.writer` writes to, in bytes."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target

    def write(self, text: str) -> None:
        """Write a row."""
        self._target.write(text.encode("utf8"))


def _error(line: int, message: str) -> TableError:
    return TableError(f"line {line}: {message}", line)


def _delimiter(header: str, column: str) -> str:
    """The delimiter under which the first line has the column, or else the most fields."""
    fields: dict[str, list[str]] = {delimiter: [] for delimiter in DELIMITERS}
    for delimiter in DELIMITERS:
        with contextlib.suppress(csv.Error):  # which `_records` will tell
            fields[delimiter] = next(csv.reader([header], delimiter=delimiter), [])
    bearing = [d for d in DELIMITERS if column in fields[d]]
    return max(bearing or DELIMITERS, key=lambda d: len(fields[d]))


def _records(lines: _Lines, first: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line; raises `TableError` for quoting that cannot be read."""
    for start, row in csv_records(chain([first], lines), delimiter, _misquoted):
        lines.taken = 0
        yield start, row


def _misquoted(line: int, cause: str) -> TableError:
    return _error(
        line, f"{cause}; quote fields in double quotes, double the quotes inside, and end rows with LF or CRLF"
    )


def add_columns(
    source: BinaryIO,
    target: BinaryIO,
    column: str,
    explain: Callable[[str], Resolution],
    *,
    delimiter: str | None = None,
    prefix: str = "",
) -> Tally:
    """Copy a table row by row, with the cells of `tables.COLUMNS` for the names of a column added to each row.

    The first row has the names of the columns; those added begin with `prefix`. Without `delimiter`, the one of
    `DELIMITERS` under which the first line has the column is taken. A blank cell is a row without a name; a blank
    line is passed over, except where the table has one column. Raises `TableError` with the number of the line for
    what is no such table; the rows before it have then been written.
    """
    lines = _Lines(source)
    first = next(lines, "")
    out = _Encoded(target)
    if first.startswith(_BOM):
        first = first[1:]
        out.write(_BOM)
    delimiter = delimiter or _delimiter(first, column)
    records = _records(lines, first, delimiter)
    _, header = next(records, (1, []))
    position = _position(header, column)
    added = [f"{prefix}{name}" for name in COLUMNS]
    if taken := [name for name in added if name in header]:
        raise _error(1, f"the table has a column {shorten(taken[0])} already; choose another prefix for those added")
    # None of the cells added begins like a formula of a spreadsheet: they are ids, names and sentences of the catalog.
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if first.endswith("\r\n") else "\n")
    writer.writerow([*header, *added])
    tally = Tally(NAMES_KEPT)
    answer = lru_cache(maxsize=NAMES_KEPT)(lambda name: _answer(name, explain))
    for number, record in records:
        row = record or [""]
        if len(row) != len(header):
            if not record:
                continue
            fields = f"{len(row)} field{'' if len(row) == 1 else 's'} where the first row has {len(header)}"
            raise _error(number, f"{fields}; put fields that hold {shorten(delimiter)} in double quotes")
        name = row[position]
        found, said = answer(name) if len(name) <= MAX_NAME else _answer(name, explain)
        tally.add(found)
        writer.writerow([*row, *said])
    return tally


def _position(header: Sequence[str], column: str) -> int:
    """Where the column stands; raises `TableError` with the columns there are."""
    if header.count(column) == 1:
        return header.index(column)
    if column in header:
        raise _error(1, f"the column {shorten(column)} stands {header.count(column)} times; rename all but one")
    shown = ", ".join(map(shorten, header[:NAMES_SHOWN])) or "none"
    more = f" and {len(header) - NAMES_SHOWN} more" if len(header) > NAMES_SHOWN else ""
    raise _error(1, f"no column {shorten(column)}; the columns are {shown}{more}")


def _answer(cell: str, explain: Callable[[str], Resolution]) -> tuple[Resolution | None, tuple[str | None, ...]]:
    """What a cell means, and the cells that say so; nothing for a blank one.

    What is too long for a name is not kept whole: it may have megabytes.
    """
    found = explain(cell)._replace(query=cell[:MAX_NAME]) if cell.strip() else None
    return found, cells(found)


def report(tally: Tally) -> Iterator[str]:
    """Lines for people: the counts, then the most frequent names without an answer and what they may mean."""
    yield str(tally)
    yield from _named("ambiguous", "it may be", tally.names("ambiguous"), tally.uncounted["ambiguous"])
    yield from _named("unknown", "did you mean", tally.names("unknown"), tally.uncounted["unknown"])


def _named(status: str, heading: str, names: Sequence[NameCount], uncounted: int) -> Iterator[str]:
    if not names:
        return
    yield f"{status}, {len(names):,}{'' if not uncounted else ' or more'} distinct:"
    for name in names[:NAMES_SHOWN]:
        yield f"{name.rows:>8,}  {_visible(name.name)}"
        if name.candidates:
            shown = ", ".join(f"{c.name} ({c.id})" for c in name.candidates[:CANDIDATES_SHOWN])
            yield f"{'':>10}{heading}: {shown}"
    if len(names) > NAMES_SHOWN:
        yield f"{'':>10}and {len(names) - NAMES_SHOWN:,} more names"
    if uncounted:
        yield f"{uncounted:>8,}  rows with further names"


def _visible(name: str) -> str:
    """A name that somebody else wrote, cut and without what a terminal would obey."""
    return (name if len(name) <= 80 else f"{name[:80]}…").translate(_CONTROLS)
