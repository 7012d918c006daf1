"""A column of names: the same library out as in, each distinct name asked once, a report of what has no answer."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from typing import Any, Final

import narwhals
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from fmref.catalog import Catalog
from fmref.errors import MissingExtraError, TableError
from fmref.resolution import Resolution
from fmref.tables import COLUMNS, Tally, normalize

NAMES: Final = ["Alpha 13B", "گاما", None, "Alfa 13B", "no such name", "Alpha 13B"]
IDS: Final = ["acme/alpha-13b", None, None, "acme/alpha-13b", None, "acme/alpha-13b"]
STATUSES: Final = ["exact", "ambiguous", None, "alias", "unknown", "exact"]

SERIES: Final[dict[str, Callable[[list[Any]], Any]]] = {
    "pandas": pd.Series,
    "pandas of objects": lambda names: pd.Series(names, dtype=object),
    "pandas of nullable strings": lambda names: pd.Series(names, dtype="string"),
    "pandas of categories": lambda names: pd.Series(names, dtype="category"),
    "polars": pl.Series,
    "polars of categories": lambda names: pl.Series(names, dtype=pl.Categorical),
    "arrow": pa.array,
    "arrow in chunks": lambda names: pa.chunked_array([names[:2], names[2:]], type=pa.string()),
    "arrow as a dictionary": lambda names: pa.array(names).dictionary_encode(),
}


def column(frame: Any, name: str) -> list[Any]:
    """A column of a frame of any library, with None for what is missing."""
    values = narwhals.from_native(frame, eager_only=True)[name].to_list()
    return [value if isinstance(value, str) else None for value in values]


# --- rows


def test_a_list_gives_a_resolution_for_each_row(mini: Catalog) -> None:
    """In the order of the list; a row without a name has none."""
    result = mini.normalize(NAMES)

    assert len(NAMES) == len(result)
    assert [None if name is None else mini.explain(name) for name in NAMES] == list(result)
    assert mini.explain("گاما") == result[1]
    assert result[2] is None
    assert (mini.explain("Alpha 13B"), mini.explain("گاما")) == result[:2]


@pytest.mark.parametrize("make", [tuple, iter, np.array, pd.Index, lambda v: dict.fromkeys(v).keys()])
def test_any_iterable_of_strings_will_do(mini: Catalog, make: Callable[[list[str]], Iterable[object]]) -> None:
    """A tuple, an iterator, an array of numpy, an index, the keys of a dictionary."""
    names = ["Alpha 13B", "no such name"]

    assert [mini.explain(name) for name in names] == list(mini.normalize(make(names)))


def test_each_distinct_name_is_resolved_once(mini: Catalog) -> None:
    """A million rows with five thousand names cost five thousand look-ups."""
    asked: list[str] = []

    def explain(name: str) -> Resolution:
        asked.append(name)
        return mini.explain(name)

    result = normalize(pl.Series(NAMES * 1000), explain)

    assert ["Alpha 13B", "گاما", "Alfa 13B", "no such name"] == asked
    assert 6000 == len(result) == len(result.frame)


def test_an_empty_column_gives_an_empty_table(mini: Catalog) -> None:
    """With all its columns."""
    nothing: list[Any] = [[], pd.Series([], dtype=object), pl.Series([], dtype=pl.String), pa.array([], pa.string())]
    for empty in nothing:
        result = mini.normalize(empty)

        assert [] == list(result)
        assert ["query", *COLUMNS] == narwhals.from_native(result.frame, eager_only=True).columns
        assert "<Normalized 0 rows: 0 resolved>" == repr(result)


@pytest.mark.parametrize(
    "missing", [None, float("nan"), pd.NA, pd.NaT, np.nan, np.float32("nan")], ids=lambda value: type(value).__name__
)
def test_whatever_stands_for_no_name_is_a_row_without_an_answer(mini: Catalog, missing: object) -> None:
    """It is neither unknown nor an error."""
    result = mini.normalize(["Alpha 13B", missing])

    assert result[1] is None
    assert ([], True) == ([*result.unresolved], result.tally.complete)


def test_a_column_of_nothing_keeps_its_rows(mini: Catalog) -> None:
    """Also where the library thinks that it holds numbers."""
    for nothing in (pd.Series([np.nan, np.nan]), pl.Series([None, None]), pa.nulls(2)):
        assert [None, None] == list(mini.normalize(nothing))
        assert [None, None] == column(mini.normalize(nothing).frame, "status")


def test_an_empty_string_is_a_name_that_nothing_bears(mini: Catalog) -> None:
    """As `explain` says of it: it may be a cell lost on the way, and is reported."""
    assert ["no letter or digit in it"] == [name.reason for name in mini.normalize([""]).unresolved]


def test_options_reach_the_resolver(mini: Catalog) -> None:
    """`kind` and the others narrow as they do for one name; their errors are the same."""
    assert [mini.explain("Alpha 13B", kind="organization")] == list(mini.normalize(["Alpha 13B"], kind="organization"))
    with pytest.raises(ValueError, match="unknown kind 'car'"):
        mini.normalize(["Alpha 13B"], kind="car")
    with pytest.raises(ValueError, match="date"):
        mini.normalize(["Alpha 13B"], at="yesterday")


# --- frames


@pytest.mark.parametrize("make", SERIES.values(), ids=SERIES)
def test_the_frame_is_of_the_library_of_the_column(mini: Catalog, make: Callable[[list[Any]], Any]) -> None:
    """One row for each of the column, in its order, every column of text."""
    series = make(NAMES)
    frame = mini.normalize(series).frame

    expected = next(
        t
        for home, t in ((pd, pd.DataFrame), (pl, pl.DataFrame), (pa, pa.Table))
        if type(series).__module__.startswith(home.__name__)
    )
    assert isinstance(frame, expected)
    assert ["query", *COLUMNS] == narwhals.from_native(frame, eager_only=True).columns
    assert NAMES == column(frame, "query")
    assert STATUSES == column(frame, "status")
    assert IDS == column(frame, "id")
    assert ["acme", None, None, "acme", None, "acme"] == column(frame, "developer")


@pytest.mark.parametrize("storage", ["python", "pyarrow"])
def test_pandas_holds_strings_either_way(mini: Catalog, storage: str) -> None:
    """With pyarrow installed, pandas keeps strings there; without, in objects."""
    with pd.option_context("mode.string_storage", storage):
        frame = mini.normalize(pd.Series(NAMES)).frame

    assert IDS == column(frame, "id")
    assert frame["id"].isna().tolist() == [value is None for value in IDS]


def test_columns_are_text_also_where_no_row_has_a_value(mini: Catalog) -> None:
    """So that tables of several columns of names can be put below each other."""
    names = ["no such name"]

    assert {pl.String} == set(mini.normalize(pl.Series(names)).frame.dtypes)
    assert {pa.string()} == set(mini.normalize(pa.array(names)).frame.schema.types)
    assert {mini.normalize(pd.Series(names)).frame["query"].dtype} == set(mini.normalize(pd.Series(names)).frame.dtypes)


def test_a_pandas_table_joins_in_one_line(mini: Catalog) -> None:
    """The frame has the index of the column, whatever it is."""
    df = pd.DataFrame({"model": NAMES, "score": range(6)}, index=[*"fedcba"])

    joined = df.join(mini.normalize(df["model"]).frame)

    assert [*"fedcba"] == list(joined.index)
    assert IDS == column(joined, "id")
    assert list(df["score"]) == list(joined["score"])


def test_an_index_with_repeated_labels_is_kept(mini: Catalog) -> None:
    """Frames of one index stand side by side under `concat`, where `join` would multiply their rows."""
    df = pd.DataFrame({"model": NAMES}, index=[0, 0, 1, 1, 2, 2])

    side_by_side = pd.concat([df, mini.normalize(df["model"]).frame], axis="columns")

    assert IDS == column(side_by_side, "id")


def test_a_prefix_keeps_columns_apart(mini: Catalog) -> None:
    """A table that has an `id` and a `name` of its own."""
    df = pl.DataFrame({"id": range(6), "name": NAMES})

    joined = df.hstack(mini.normalize(df["name"], prefix="model_").frame)

    assert ["id", "name", "model_query", *(f"model_{name}" for name in COLUMNS)] == joined.columns


def test_a_list_becomes_a_frame_of_either_library(mini: Catalog) -> None:
    """The first that is installed, or the one asked for."""
    result = mini.normalize(NAMES)

    assert isinstance(result.frame, pd.DataFrame)
    assert list(range(6)) == list(result.frame.index)
    assert isinstance(result.to_frame("polars"), pl.DataFrame)
    assert isinstance(result.to_frame("pyarrow"), pa.Table)
    assert IDS == column(result.to_frame("polars"), "id")
    assert isinstance(mini.normalize(pl.Series(NAMES)).to_frame("pandas"), pd.DataFrame)


def test_without_a_table_library_the_error_says_what_to_install(mini: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are there without one."""

    def absent(*_args: object, **_options: object) -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr(narwhals, "from_dict", absent)
    result = mini.normalize(NAMES)

    assert 6 == len(list(result))
    with pytest.raises(MissingExtraError, match=r"pip install 'fmref\[pandas\]'"):
        _ = result.frame
    with pytest.raises(MissingExtraError, match=r"pip install 'fmref\[arrow\]'"):
        result.to_frame("pyarrow")


def test_qualifiers_and_dropped_are_json(full: Catalog) -> None:
    """Text that every library and CSV hold alike; null where there is nothing."""
    frame = full.normalize(pl.Series(["TheBloke/Llama-2-7B-GGUF:Q4_K_M", "GPT-4"])).frame
    found = full.explain("TheBloke/Llama-2-7B-GGUF:Q4_K_M")

    assert dict(found.qualifiers) == json.loads(frame["qualifiers"][0])
    assert list(found.dropped) == json.loads(frame["dropped"][0])
    assert [None, None] == [frame["qualifiers"][1], frame["dropped"][1]]


def test_a_lone_surrogate_can_be_put_into_a_frame(mini: Catalog) -> None:
    """Python strings may hold what no table can; it is escaped there."""
    for backend in ("pandas", "polars", "pyarrow"):
        assert ["\\ud800", "Alpha 13B"] == column(mini.normalize(["\ud800", "Alpha 13B"]).to_frame(backend), "query")


# --- the report


def test_names_without_an_answer_are_counted(mini: Catalog) -> None:
    """Each once, the most frequent first, with what it may mean."""
    result = mini.normalize(["nothing", "Alpha 13C", "گاما", "Alpha 13C", None, "Beta"])

    assert [("Alpha 13C", 2), ("nothing", 1)] == [(name.name, name.rows) for name in result.unresolved]
    assert mini.explain("Alpha 13C").candidates == result.unresolved[0].candidates
    assert [("گاما", 1)] == [(name.name, name.rows) for name in result.ambiguous]
    assert ["zeta/gamma", "zeta/gamma+"] == [match.id for match in result.ambiguous[0].candidates]
    assert "<Normalized 6 rows: 1 resolved, 1 ambiguous, 3 unknown, 1 empty>" == repr(result)


def test_the_report_of_a_notebook_escapes_names(mini: Catalog) -> None:
    """Counts, names and candidates; a name is somebody else's text."""
    html = mini.normalize(["<script>alert(1)</script>", "گاما", *(f"x{i}" for i in range(30))])._repr_html_()

    assert "32 rows: 0 resolved, 1 ambiguous, 31 unknown" in html
    assert "<script>" not in html
    assert "zeta/gamma" in html
    assert "and 11 more" in html
    assert "no answer" not in mini.normalize(["Beta"])._repr_html_()


def test_a_tally_may_be_bounded(mini: Catalog) -> None:
    """Names beyond the bound are counted and not kept."""
    tally = Tally(most=1)
    for name in ("nothing", "nobody", "nothing"):
        tally.add(mini.explain(name))

    assert [("nothing", 2)] == [(name.name, name.rows) for name in tally.names("unknown")]
    assert {"unknown": 1} == tally.uncounted
    assert not tally.complete


# --- what is no column of names


@pytest.mark.parametrize(
    ("make", "position", "shown"),
    [
        (lambda: ["Alpha 13B", 3.5], 1, "3.5 (float)"),
        (lambda: [None, True], 1, "True (bool)"),
        (lambda: pd.Series([np.nan, 7.0]), 1, "7.0 (float)"),
        (lambda: pl.Series([1, 2]), 0, "1 (int)"),
        (lambda: pa.array([b"Alpha"]), 0, "b'Alpha' (bytes)"),
        (lambda: pd.Series(["Beta", ["Alpha 13B"]]), 1, "['Alpha 13B'] (list)"),
        (lambda: [np.array([1, 2])], 0, "array([1, 2]) (ndarray)"),
        (lambda: [datetime.date(2024, 1, 1)], 0, "datetime.date(2024, 1, 1) (date)"),
    ],
)
def test_a_cell_that_is_no_string_is_an_error_with_its_position(
    mini: Catalog, make: Callable[[], Any], position: int, shown: str
) -> None:
    """A number is no name, and no name is guessed from it; the message says the repair."""
    with pytest.raises(TableError, match="convert the column to strings") as caught:
        mini.normalize(make())

    assert position == caught.value.position
    assert str(caught.value).startswith(f"position {position}: {shown} is no name;")


@pytest.mark.parametrize(
    "values",
    [
        "Alpha 13B",
        b"Alpha 13B",
        7,
        None,
        {"model": "Alpha 13B"},
        pd.DataFrame({"model": ["Alpha 13B"]}),
        pl.DataFrame({"model": ["Alpha 13B"]}),
        pl.LazyFrame({"model": ["Alpha 13B"]}),
        pa.table({"model": ["Alpha 13B"]}),
    ],
    ids=lambda values: type(values).__module__.split(".")[0] + " " + type(values).__name__,
)
def test_what_is_no_column_is_a_type_error(mini: Catalog, values: Any) -> None:
    """Iterating over it would resolve letters, keys or names of columns without a word."""
    with pytest.raises(TypeError, match="a column of names is a series, an array or a list of strings"):
        mini.normalize(values)
