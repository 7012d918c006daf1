"""Rows of CSV files of glossaries, with their lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from fmref.errors import ExchangeError
from fmref.files import csv_records

__all__ = ["csv_rows", "csv_text", "grouped"]


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV: commas, double quotes where needed, line feeds."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def csv_rows(content: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with its line; fields stand between tabs where the first line has some, else commas.

    Raises `ExchangeError` for quoting that cannot be read.
    """
    delimiter = "\t" if "\t" in content.partition("\n")[0] else ","
    for line, row in csv_records(io.StringIO(content, newline=""), delimiter, _misquoted):
        if any(cell.strip() for cell in row):
            yield line, [cell.strip() for cell in row]
        elif len(row) > 1:
            raise ExchangeError("a row of empty fields; fill them or remove it", line=line)


def _misquoted(line: int, cause: str) -> ExchangeError:
    return ExchangeError(f"{cause}; quote fields in double quotes and double the quotes inside", line=line)


def grouped(rows: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, list[str], str]]:
    """Rows of source and target as concepts: line, sources, target.

    Rows that follow on one another with one target are one concept. Raises `ExchangeError` for a source that stands
    twice.
    """
    seen: dict[str, int] = {}
    line, sources, target = 0, list[str](), ""
    for number, source, next_ in rows:
        if source in seen:
            cause = f"the source {source!r} stands on line {seen[source]} already; keep one of the two"
            raise ExchangeError(cause, line=number)
        seen[source] = number
        if sources and next_ == target:
            sources.append(source)
            continue
        if sources:
            yield line, sources, target
        line, sources, target = number, [source], next_
    if sources:
        yield line, sources, target
