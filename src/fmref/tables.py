"""A column of names, resolved row by row: pandas, polars or Arrow in, a data frame of the same library out.

Each distinct name is resolved once. Rows without a name (None, NaN, null) keep their place and stay empty.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, overload

from fmref.errors import MissingExtraError, TableError, shorten

if TYPE_CHECKING:
    import narwhals

    from fmref.resolution import Match, Resolution

__all__ = ["COLUMNS", "NameCount", "Normalized", "Tally", "cells", "normalize"]

COLUMNS: Final = ("status", "id", "kind", "name", "level", "developer", "qualifiers", "dropped", "reason")
"""What is said of each row, in this order; a data frame has `query`, the name as it came, before them."""

_REFUSALS: Final = ("ambiguous", "unknown")


class NameCount(NamedTuple):
    """A name of a column that has no answer, and in how many rows it stands.

    `candidates` are the entries that bear an ambiguous name, or the near misses of an unknown one.
    """

    name: str
    rows: int
    candidates: tuple[Match, ...]
    reason: str


class Tally:
    """How many rows got which answer, and the names among them that got none.

    `most` bounds how many names are kept of each kind; rows of further ones are counted in `uncounted`.
    """

    def __init__(self, most: int | None = None) -> None:
        self.rows: Counter[str] = Counter()
        self.uncounted: Counter[str] = Counter()
        self._most = most
        self._refused: dict[str, dict[str, tuple[int, Resolution]]] = {status: {} for status in _REFUSALS}

    def add(self, found: Resolution | None, rows: int = 1) -> None:
        """Count the answer to some rows; None is for rows without a name."""
        self.rows[found.status if found else "empty"] += rows
        if found is None or found.match is not None:
            return
        names = self._refused[found.status]
        if found.query in names:
            names[found.query] = (names[found.query][0] + rows, found)
        elif self._most is None or len(names) < self._most:
            names[found.query] = (rows, found)
        else:
            self.uncounted[found.status] += rows

    def names(self, status: Literal["ambiguous", "unknown"]) -> tuple[NameCount, ...]:
        """The distinct names without an answer, the most frequent first."""
        kept = sorted(self._refused[status].values(), key=lambda pair: -pair[0])
        return tuple(NameCount(found.query, rows, found.candidates, found.reason) for rows, found in kept)

    @property
    def complete(self) -> bool:
        """Whether every row that has a name has an answer."""
        return not any(self.rows[status] for status in _REFUSALS)

    def __str__(self) -> str:
        resolved = self.rows["exact"] + self.rows["alias"] + self.rows["parsed"]
        parts = [f"{resolved:,} resolved", *(f"{self.rows[s]:,} {s}" for s in (*_REFUSALS, "empty") if self.rows[s])]
        total = self.rows.total()
        return f"{total:,} row{'' if total == 1 else 's'}: {', '.join(parts)}"


def cells(found: Resolution | None) -> tuple[str | None, ...]:
    """The cells of a row under `COLUMNS`; all None for a row without a name.

    `qualifiers` is a JSON object and `dropped` a JSON array, each None where there is nothing to say: text is the one
    type of which every table library and CSV make the same.
    """
    if found is None:
        return (None,) * len(COLUMNS)
    match = found.match
    entry = (match.id, match.kind, match.name, match.level, match.developer) if match else (None,) * 5
    return (found.status, *entry, _json(dict(found.qualifiers)), _json(list(found.dropped)), found.reason)


def _json(value: dict[str, str] | list[str]) -> str | None:
    return _encodable(json.dumps(value, ensure_ascii=False)) if value else None


def _encodable(text: str) -> str:
    """The text with lone surrogates escaped: no column of polars or Arrow can hold them."""
    return text.encode("utf8", "backslashreplace").decode("utf8")


class Normalized:
    """What the names of a column mean: as many rows as the column, in its order.

    Rows are a `Resolution` each, None where the column has no name. Made by `normalize`.
    """

    def __init__(
        self, answers: tuple[Resolution | None, ...], codes: list[int], prefix: str, series: narwhals.Series[Any] | None
    ) -> None:
        """`codes` holds, for each row, the position of its answer in `answers`, which holds each distinct one once."""
        self._answers = answers
        self._codes = codes
        self._prefix = prefix
        self._library: Any = None
        self._index: Any = None
        if series is not None:
            import narwhals

            self._library = series.implementation
            self._index = narwhals.maybe_get_index(series)

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[Resolution | None]:
        return (self._answers[code] for code in self._codes)

    @overload
    def __getitem__(self, position: int) -> Resolution | None: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Resolution | None, ...]: ...
    def __getitem__(self, position: int | slice) -> Resolution | tuple[Resolution | None, ...] | None:
        if isinstance(position, slice):
            return tuple(self._answers[code] for code in self._codes[position])
        return self._answers[self._codes[position]]

    @cached_property
    def frame(self) -> Any:
        """The rows as a data frame of the library that the column came from; see `to_frame`."""
        return self.to_frame()

    def to_frame(self, backend: Literal["pandas", "polars", "pyarrow"] | None = None) -> Any:
        """The rows as a data frame: `query`, then `COLUMNS`, all of them text; null where there is nothing to say.

        Without `backend` it is one of the library that the column came from, with the index of a pandas column; for a
        list, of the first of pandas, polars and pyarrow that is installed. Raises `MissingExtraError` where there is
        none.
        """
        import narwhals

        queries = [found and _encodable(found.query) for found in self._answers]
        # A last row that no code points to makes a column of text also of one that is otherwise empty.
        rows = [*map(cells, self._answers), ("",) * len(COLUMNS)]
        columns = {"query": [*queries, ""], **dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))}
        named = {f"{self._prefix}{name}": column for name, column in columns.items()}
        home = backend or self._library
        for library in (home,) if home else ("pandas", "polars", "pyarrow"):
            try:
                distinct = narwhals.from_dict(named, backend=library)
            except ImportError:
                continue
            frame = narwhals.maybe_reset_index(distinct[self._codes])
            native = narwhals.to_native(frame)
            if self._index is not None and frame.implementation is self._library:
                native.index = self._index
            return native
        raise MissingExtraError({"pyarrow": "arrow"}.get(str(home), backend or "pandas"), "a data frame")

    @cached_property
    def tally(self) -> Tally:
        """The rows counted by answer."""
        tally = Tally()
        for code, rows in Counter(self._codes).items():
            tally.add(self._answers[code], rows)
        return tally

    @property
    def unresolved(self) -> tuple[NameCount, ...]:
        """The distinct names that nothing bears, the most frequent first, each with its near misses."""
        return self.tally.names("unknown")

    @property
    def ambiguous(self) -> tuple[NameCount, ...]:
        """The distinct names that several entries bear, the most frequent first, each with its bearers."""
        return self.tally.names("ambiguous")

    def __repr__(self) -> str:
        return f"<Normalized {self.tally}>"

    def _repr_html_(self) -> str:
        from fmref import display

        return display.normalized_html(self)


def data_frame(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], backend: Literal["pandas", "polars"] | None = None
) -> Any:
    """Rows as a data frame of `backend`, by default of pandas where it is installed, else of polars.

    Raises `MissingExtraError` when neither is.
    """
    for module in (backend,) if backend else ("pandas", "polars"):
        try:
            frame = __import__(module)
        except ImportError:
            continue
        if module == "pandas":
            return frame.DataFrame(rows, columns=list(columns))
        return frame.DataFrame(rows, schema=list(columns), strict=False)
    raise MissingExtraError(backend or "pandas", "to_frame()")


def normalize(values: Iterable[object], explain: Callable[[str], Resolution], *, prefix: str = "") -> Normalized:
    """Resolve each distinct name of a column once with `explain`; see `Catalog.normalize`."""
    column, series = _column(values)
    codes_by_name: dict[str | None, int] = {}
    codes = []
    for position, value in enumerate(column):
        if isinstance(value, str):
            name: str | None = value
        else:
            _check_missing(value, position)
            name = None
        codes.append(codes_by_name.setdefault(name, len(codes_by_name)))
    answers = tuple(None if name is None else explain(name) for name in codes_by_name)
    return Normalized(answers, codes, prefix, series)


def _column(values: Iterable[object]) -> tuple[Iterable[object], narwhals.Series[Any] | None]:
    """The cells of a column, and the column itself where it is one of a table library.

    Raises `TypeError` for what is no column: iterating over one string, a mapping or a data frame would resolve
    letters, keys or the names of columns without a word.
    """
    if isinstance(values, list | tuple):
        return values, None
    import narwhals

    if (arrow := narwhals.dependencies.get_pyarrow()) is not None and isinstance(values, arrow.Array):
        values = arrow.chunked_array([values])
    known = narwhals.from_native(values, pass_through=True, allow_series=True)
    if isinstance(known, narwhals.Series):
        return known.to_list(), known
    if isinstance(values, str | bytes | Mapping) or known is not values or not isinstance(values, Iterable):
        raise TypeError(f"a column of names is a series, an array or a list of strings, not a {type(values).__name__}")
    return values, None


def _check_missing(value: object, position: int) -> None:
    """Raises `TableError` unless the value is what stands where there is no name."""
    if value is None or value is getattr(sys.modules.get("pandas"), "NA", None):
        return
    try:
        missing = bool(value != value)  # noqa: PLR0124  # only NaN and NaT differ from themselves
    except (TypeError, ValueError):  # an array has no single answer
        missing = False
    if not missing:
        raise TableError(
            f"position {position}: {shorten(value)} ({type(value).__name__}) is no name;"
            " convert the column to strings, with None where there is no name",
            position,
        )
