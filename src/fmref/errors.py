"""Every exception that fmref raises.

    FmrefError
    ├── DataError (ValueError)              data files do not follow the rules; holds every problem found
    ├── SnapshotError (ValueError)          a snapshot is missing, damaged or foreign, or cannot be fetched
    │   ├── SnapshotVersionError            its tables are of another version than this fmref reads
    │   └── IntegrityError                  it is not the one that was asked for: another digest, no good signature
    ├── UnknownNameError (LookupError)      a name or id that nothing in the catalog bears; holds suggestions
    ├── AmbiguousNameError (LookupError)    a name that several entries bear; holds the candidates
    ├── UnknownAttributeError (LookupError) an attribute that the registry does not list
    ├── UnknownLanguageError (ValueError)   a language that the library does not speak
    ├── RequestError (ValueError)           a request of the JSON Lines format that cannot be read
    ├── TableError (ValueError)             a column or a CSV file of names that cannot be read; holds the position
    ├── TextFileError (ValueError)          a file of text, or what is kept beside it, that cannot be read
    ├── ExchangeError (ValueError)          a glossary of another format, or a translation, that cannot be read or
    │                                       written; holds the line
    ├── BatchError (ValueError)             a column or a data set that a batch cannot read, or cannot go on with
    ├── WorkerError (RuntimeError)          a process that worked for this one ended before its work
    ├── OccupiedError (FileExistsError)     a directory to write to holds something that fmref did not write
    ├── PlotError (ValueError)              nothing to plot, or more than a plot takes
    └── MissingExtraError (ImportError)     an optional package is needed and not installed

Each also derives from the built-in exception a caller would expect, so `except LookupError` works without importing
this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fmref.diagnostics import Diagnostic
    from fmref.resolution import Match

__all__ = [
    "AmbiguousNameError",
    "BatchError",
    "DataError",
    "ExchangeError",
    "FmrefError",
    "IntegrityError",
    "MissingExtraError",
    "OccupiedError",
    "PlotError",
    "RequestError",
    "SnapshotError",
    "SnapshotVersionError",
    "TableError",
    "TextFileError",
    "UnknownAttributeError",
    "UnknownLanguageError",
    "UnknownNameError",
    "WorkerError",
]

SHOWN = 80
"""How many characters of a caller's string an error message repeats."""


def shorten(text: object) -> str:
    """The repr of `text`, cut to what a message can carry."""
    shown = repr(text) if not isinstance(text, str) else repr(text[: SHOWN + 1])
    return shown if len(shown) <= SHOWN + 2 else f"{shown[:SHOWN]}…'"


def _either(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *head, last = words
    return f"{', '.join(head)} or {last}" if head else last


class FmrefError(Exception):
    """Base of every error of this library."""


class DataError(FmrefError, ValueError):
    """Data files do not follow the rules.

    `diagnostics` holds every problem that was found, each with its file, line and repair.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        shown = "\n".join(str(d) for d in self.diagnostics[:20])
        more = len(self.diagnostics) - 20
        super().__init__(shown + (f"\n... and {more} more" if more > 0 else ""))


class SnapshotError(FmrefError, ValueError):
    """A snapshot file is missing, damaged or foreign, or cannot be fetched."""


class SnapshotVersionError(SnapshotError):
    """The tables of a snapshot are of version `found`, and this fmref reads version `read`."""

    def __init__(self, path: str, found: int, read: int) -> None:
        self.path = path
        self.found = found
        self.read = read
        newer = "upgrade fmref (pip install -U fmref)"
        older = "take the snapshot of a later release, or compile the data again"
        repair = newer if found > read else older
        super().__init__(f"{path}: snapshot of version {found}, this fmref reads version {read}; {repair}")


class IntegrityError(SnapshotError):
    """A snapshot is not the one that was asked for: its digest is another one, or its signature is not good."""


class UnknownNameError(FmrefError, LookupError):
    """Nothing in the catalog bears this name.

    `name` is what was asked, `candidates` the near misses, best first; they are suggestions, never answers.
    """

    def __init__(self, name: str, candidates: Sequence[Match] = (), reason: str = "") -> None:
        self.name = name
        self.candidates = tuple(candidates)
        self.reason = reason
        near = _either(f"{c.name} ({c.id})" for c in self.candidates[:3]) if self.candidates else ""
        hint = f"; did you mean {near}?" if near else ""
        super().__init__(f"unknown name {shorten(name)}{f': {reason}' if reason else ''}{hint}")


class AmbiguousNameError(FmrefError, LookupError):
    """Several entries bear this name; `candidates` lists them, the likelier first."""

    def __init__(self, name: str, candidates: Sequence[Match]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(
            f"ambiguous name {shorten(name)}: it may be {_either(f'{c.name} ({c.id})' for c in self.candidates)};"
            " use the id or pass kind="
        )


class UnknownAttributeError(FmrefError, LookupError):
    """The registry of attributes (`data/attributes.yaml`) has no such attribute."""

    def __init__(self, name: str, known: Sequence[str] = ()) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"unknown attribute {shorten(name)}; known are {', '.join(self.known)}")


class UnknownLanguageError(FmrefError, ValueError):
    """The library speaks en, zh (zh-Hans), zh-Hant and fa."""

    def __init__(self, tag: object) -> None:
        self.tag = tag
        super().__init__(f"unknown language {shorten(tag)}; use en, zh, zh-Hant or fa")


class RequestError(FmrefError, ValueError):
    """A line of JSON Lines input that is not a request of its verb."""


class TableError(FmrefError, ValueError):
    """A column or a CSV file of names that cannot be read as one.

    `position` is that of the cell, from 0, in a column, and the number of the line, from 1, in a file.
    """

    def __init__(self, message: str, position: int) -> None:
        self.position = position
        super().__init__(message)


class TextFileError(FmrefError, ValueError):
    """A file of text, or a baseline of findings, that cannot be read.

    `file` is its path, `cause` the sentence that says what is wrong and how to mend it, `line` the number of the line,
    from 1, or None where the file as a whole is meant.
    """

    def __init__(self, file: str, cause: str, line: int | None = None) -> None:
        self.file = file
        self.cause = cause
        self.line = line
        super().__init__(f"{file}: {cause}" if line is None else f"{file}:{line}: {cause}")


class ExchangeError(FmrefError, ValueError):
    """A glossary of another format or a translation that cannot be read, or concepts that cannot be written.

    `cause` is the sentence that says what is wrong and how to mend it, `file` what it is called, and `line`
    the number of its line, from 1; None where a format has no lines or the problem no place.
    """

    def __init__(self, cause: str, *, line: int | None = None, file: str = "") -> None:
        self.cause = cause
        self.line = line
        self.file = file
        place = file + (f":{line}" if file else f"line {line}") * (line is not None)
        super().__init__(f"{place}: {cause}" if place else cause)


class BatchError(FmrefError, ValueError):
    """Columns, or Parquet files of them, that a batch cannot read, or answers that it cannot go on with."""


class WorkerError(FmrefError, RuntimeError):
    """A worker process ended before its work did: it was killed, or there was no memory left."""

    def __init__(self) -> None:
        super().__init__(
            "a worker process ended before its work did, most often for want of memory; take fewer jobs and start again"
        )


class PlotError(FmrefError, ValueError):
    """There is nothing to plot, or more than a plot takes; the message says why."""


class OccupiedError(FmrefError, FileExistsError):
    """A directory to write to holds something else; `path` says which, `mark` the file by which its writer knows it."""

    def __init__(self, path: str, mark: str) -> None:
        self.path = path
        self.mark = mark
        super().__init__(f"{path}: holds something else (there is no {mark} in it); give a new or an empty directory")


class MissingExtraError(FmrefError, ImportError):
    """An optional package is needed for this call."""

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(f"{purpose} needs an optional package: pip install 'fmref[{extra}]'")
