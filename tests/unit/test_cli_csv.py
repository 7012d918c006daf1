"""`fmref resolve --csv`: the same rows with answers beside them, a report, exit statuses, and tables that are none."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fmref import tables
from fmref.catalog import Catalog
from fmref.cli import main
from fmref.delimited import LONGEST_RECORD, NAMES_KEPT, add_columns, report
from fmref.errors import TableError

Resolve = Callable[..., Result]

ADDED = [f"fmref_{name}" for name in tables.COLUMNS]


@pytest.fixture
def resolve(mini_directory: Path) -> Resolve:
    """A function that resolves the column `model` of a table on standard input, or of a file."""

    def run(table: str | bytes | None, *arguments: str, column: str = "model") -> Result:
        stdin = table.encode() if isinstance(table, str) else table
        command = ["--data", str(mini_directory), "resolve", "--csv", column, *arguments]
        result = CliRunner().invoke(main, command, input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    """A table as a dictionary for each row."""
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


# --- what it writes


def test_rows_keep_their_order_and_get_columns(resolve: Resolve) -> None:
    """All that was there, then the answer."""
    result = resolve("run,model,score\n1,Alpha 13B,0.5\n2,alfa-13B,0.25\n")

    assert 0 == result.exit_code
    assert result.stdout.splitlines()[0] == ",".join(["run", "model", "score", *ADDED])
    assert [("1", "Alpha 13B", "0.5"), ("2", "alfa-13B", "0.25")] == [
        (row["run"], row["model"], row["score"]) for row in rows(result.stdout)
    ]
    assert ["acme/alpha-13b"] * 2 == [row["fmref_id"] for row in rows(result.stdout)]
    assert ["exact", "alias"] == [row["fmref_status"] for row in rows(result.stdout)]
    assert "2 rows: 2 resolved\n" == result.stderr


def test_names_without_an_answer_are_reported_and_fail(resolve: Resolve) -> None:
    """Every row is written; the report counts distinct names, the most frequent first."""
    result = resolve("model\nnothing\nگاما\nBeta\nAlpha 13C\nAlpha 13C\n")

    assert 1 == result.exit_code
    assert ["unknown", "ambiguous", "exact", "unknown", "unknown"] == [r["fmref_status"] for r in rows(result.stdout)]
    assert [
        "5 rows: 1 resolved, 1 ambiguous, 3 unknown",
        "ambiguous, 1 distinct:",
        "       1  گاما",
        "          it may be: Gamma (zeta/gamma), Gamma+ (zeta/gamma+)",
        "unknown, 2 distinct:",
        "       2  Alpha 13C",
    ] == result.stderr.splitlines()[:6]
    assert "did you mean: Alpha 13B (acme/alpha-13b)" in result.stderr


def test_a_blank_cell_is_no_name(resolve: Resolve) -> None:
    """Its row stays, without an answer, and does not fail."""
    result = resolve("model,score\n,1\n  ,2\nBeta,3\n")

    assert 0 == result.exit_code
    assert ["", "", "exact"] == [row["fmref_status"] for row in rows(result.stdout)]
    assert "3 rows: 1 resolved, 2 empty\n" == result.stderr


def test_qualifiers_are_json() -> None:
    """As in a data frame; an empty cell where there is nothing to say."""
    table = "model\nTheBloke/Llama-2-7B-GGUF:Q4_K_M\nGPT-4\n"
    result = CliRunner().invoke(main, ["resolve", "--csv", "model"], input=table)

    found = rows(result.stdout)
    assert {"format", "quantization", "uploader"} == set(json.loads(found[0]["fmref_qualifiers"]))
    assert "" == found[1]["fmref_qualifiers"]


def test_quoted_fields_survive(resolve: Resolve) -> None:
    """Delimiters, quotes and line ends inside a cell, also in the first row."""
    table = [["model", 'a "note",\nof mine'], ["Beta", 'x, "y"\r\nz'], ["Beta", "="]]
    written = io.StringIO()
    csv.writer(written).writerows(table)

    result = resolve(written.getvalue())

    assert table == [row[:2] for row in csv.reader(io.StringIO(result.stdout_bytes.decode(), newline=""))]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_by_the_column(resolve: Resolve, delimiter: str) -> None:
    """Cells may hold the other delimiters; the output has the one of the input."""
    other = ";" if delimiter == "," else ","
    result = resolve(f"note{other}s{delimiter}model\na{other}b{delimiter}Beta\n")

    assert [(f"a{other}b", "zeta/beta")] == [
        (row[f"note{other}s"], row["fmref_id"]) for row in rows(result.stdout, delimiter)
    ]


def test_a_tsv_file_has_tabs(resolve: Resolve, tmp_path: Path) -> None:
    """Whatever its first row looks like."""
    (tmp_path / "names.tsv").write_text("model\ta,b,c\nBeta\t1\n", encoding="utf8")

    result = resolve(None, str(tmp_path / "names.tsv"))

    assert ["1"] == [row["a,b,c"] for row in rows(result.stdout, "\t")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(resolve: Resolve, end: str, mark: str) -> None:
    """Excel shows Chinese and Persian only after a mark."""
    result = resolve(f"{mark}model{end}贝塔{end}بتا{end}".encode())

    written = result.stdout_bytes.decode()
    assert written.startswith(f"{mark}model,")
    assert 3 == written.count(end) == written.count("\n")
    assert ["贝塔", "بتا"] == [row["model"] for row in rows(written.removeprefix(mark))]


def test_blank_lines(resolve: Resolve) -> None:
    """Passed over, except in a table of one column, where they are rows without a name and keep others in place."""
    assert 2 == len(rows(resolve("model,n\n\nBeta,1\n\nBeta,2\n\n").stdout))
    assert [["model"], ["Beta"], [""], ["Beta"]] == [
        row[:1] for row in csv.reader(io.StringIO(resolve("model\nBeta\n\nBeta\n").stdout))
    ]


def test_a_table_without_rows(resolve: Resolve) -> None:
    """Gets its columns."""
    result = resolve("model")

    assert (0, [["model", *ADDED]]) == (result.exit_code, list(csv.reader(io.StringIO(result.stdout))))


def test_the_prefix_may_be_chosen(resolve: Resolve) -> None:
    """Also none; but two columns of one name are an error."""
    assert resolve("model\nBeta\n", "--prefix", "m_").stdout.startswith("model,m_status,m_id,")
    assert resolve("model\nBeta\n", "--prefix", "").stdout.startswith("model,status,id,")
    result = resolve("name\nBeta\n", "--prefix", "", column="name")
    assert (1, "") == (result.exit_code, result.stdout)
    assert "has a column 'name' already; choose another prefix" in result.stderr


def test_options_of_resolve_hold_for_every_row(resolve: Resolve) -> None:
    """`--kind` narrows; a wrong date is a wrong call, before anything is written."""
    assert ["unknown"] == [
        row["fmref_status"] for row in rows(resolve("model\nBeta\n", "--kind", "organization").stdout)
    ]
    result = resolve("model\nBeta\n", "--at", "yesterday")
    assert (2, "") == (result.exit_code, result.stdout)


# --- files


def test_a_file_is_written_whole(resolve: Resolve, tmp_path: Path) -> None:
    """It may be the one that is read; nothing else is left behind."""
    path = tmp_path / "names.csv"
    path.write_text("model\nBeta\nnothing\n", encoding="utf8")
    path.chmod(0o640)

    result = resolve(None, str(path), "-o", str(path))

    assert (1, "") == (result.exit_code, result.stdout)
    assert ["exact", "unknown"] == [row["fmref_status"] for row in rows(path.read_text(encoding="utf8"))]
    assert [path] == list(tmp_path.iterdir())
    assert 0o640 == path.stat().st_mode & 0o777


def test_a_link_stays_a_link(resolve: Resolve, tmp_path: Path) -> None:
    """The file that it leads to is written."""
    (tmp_path / "real.csv").write_text("old", encoding="utf8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")

    resolve("model\nBeta\n", "-o", str(tmp_path / "link.csv"))

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf8").startswith("model,fmref_status")


def test_a_device_is_written_to_and_not_replaced(resolve: Resolve, tmp_path: Path) -> None:
    """A named pipe, here."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        resolve("model\nBeta\n", "-o", str(pipe))
        read = reader.communicate()[0]

    assert read.startswith(b"model,fmref_status")
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "line 1: no column 'model'; the columns are none"),
        ("name,Model \nBeta,1\n", "line 1: no column 'model'; the columns are 'name', 'Model '"),
        ("model,model\nBeta,1\n", "line 1: the column 'model' stands 2 times; rename all but one"),
        ("model,n\nBeta,1\nBeta\n", "line 3: 1 field where the first row has 2"),
        (
            "model,n\nBeta,1\nBeta, the model,2\n",
            "line 3: 3 fields where the first row has 2; put fields that hold ','",
        ),
        ('model,n\n"Beta\n\n",1\nBeta\n', "line 5: 1 field where"),
        ('model,n\nBeta,1\n"Beta,2\n\n', "line 3: unexpected end of data; quote fields in double quotes"),
        ('model,n\n"Beta"x,1\n', "line 2: ',' expected after '\"'; quote fields in double quotes"),
        ("model\nBeta\nBe\0ta\n", "line 3: a NUL byte, which no text has; save the table as UTF-8"),
        ("model\n伯特\n".encode("gbk"), "line 2: not UTF-8 at byte 0; save the table as UTF-8"),
        ("model\nBeta\n".encode("utf-16"), "line 1: a NUL byte, which no text has"),
        (f"model\n{'x' * (LONGEST_RECORD + 1)}\n", f"line 2: a row of more than {LONGEST_RECORD:,} bytes"),
        ("model,n\nBeta,1\n" + '"x\n",' * (LONGEST_RECORD // 4), f"a row of more than {LONGEST_RECORD:,} bytes"),
        ("model\rBeta\r", "line 1: new-line character seen in unquoted field"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) and value[:4] == "line" else "",
)
def test_what_is_no_table_is_an_error_with_its_line(
    resolve: Resolve, tmp_path: Path, table: str | bytes, message: str
) -> None:
    """One sentence that says the repair; the older output stays as it was."""
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf8")

    result = resolve(table, "-o", str(path))

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("fmref: line ")
    assert message in result.stderr
    assert 1 == result.stderr.count("\n")
    assert ("old", [path]) == (path.read_text(encoding="utf8"), list(tmp_path.iterdir()))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--json"], "leave out --json, --jsonl and --explain"),
        (["--jsonl"], "leave out --json, --jsonl and --explain"),
        (["nowhere.csv"], "nowhere.csv: No such file"),
    ],
)
def test_wrong_calls(resolve: Resolve, arguments: list[str], message: str) -> None:
    """Exit status 2 and a sentence."""
    result = resolve("model\n", *arguments)

    assert (2, "") == (result.exit_code, result.stdout)
    assert message in result.stderr


def test_an_output_file_goes_with_a_table_only() -> None:
    """One answer is printed."""
    result = CliRunner().invoke(main, ["resolve", "BERT", "-o", "x"])

    assert 2 == result.exit_code
    assert "--output goes with --csv" in result.stderr


def test_long_cells_are_read(resolve: Resolve) -> None:
    """Longer than Python's reader takes by itself; no name is that long."""
    result = resolve(f"model,text\nBeta,{'x' * 300_000}\n{'y' * 2000},1\n")

    assert ["exact", "unknown"] == [row["fmref_status"] for row in rows(result.stdout)]
    assert "longer than 1000 characters" in rows(result.stdout)[1]["fmref_reason"]
    assert f"       1  {'y' * 80}…\n" in result.stderr


# --- many rows, hostile names


class Endless(io.RawIOBase):
    """A table without an end, which notes how much had been written when each row was read."""

    def __init__(self, written: io.BytesIO) -> None:
        self.written = written
        self.behind: list[int] = []

    def readline(self, size: int | None = -1, /) -> bytes:
        """A row; a broken one at last."""
        assert size
        self.behind.append(len(self.behind) - self.written.getvalue().count(b"\n"))
        return b"model\n" if len(self.behind) == 1 else b"Beta\n" if len(self.behind) < 1000 else b"a,b\n"


def test_rows_are_written_as_they_are_read(mini: Catalog) -> None:
    """One in, one out: the table is never held, and the rows before an error have been written."""
    written = io.BytesIO()
    source = Endless(written)

    with pytest.raises(TableError, match="line 1000: 2 fields") as caught:
        add_columns(source, written, "model", mini.explain)  # type: ignore[arg-type]  # all that is asked of a file

    assert 1000 == caught.value.position
    assert {0} == set(source.behind)
    assert 999 == written.getvalue().count(b"\n")


def test_the_report_keeps_a_bounded_number_of_names(mini: Catalog) -> None:
    """Further ones are counted; each row has its answer all the same."""
    table = "model\n" + "".join(f"nothing {n}\n" for n in range(NAMES_KEPT + 5))
    written = io.BytesIO()

    tally = add_columns(io.BytesIO(table.encode()), written, "model", mini.explain)

    lines = list(report(tally))
    assert NAMES_KEPT == len(tally.names("unknown"))
    assert f"{NAMES_KEPT + 5:,} rows: 0 resolved, {NAMES_KEPT + 5:,} unknown" == lines[0]
    assert f"unknown, {NAMES_KEPT:,} or more distinct:" == lines[1]
    assert ["       5  rows with further names"] == lines[-1:]
    assert NAMES_KEPT + 6 == written.getvalue().count(b"\n")


def test_a_report_moves_no_cursor(resolve: Resolve) -> None:
    """Names are somebody else's text: what a terminal would obey is replaced in the report, and kept in the table."""
    result = resolve('model\n"\x1b[2J\u202eevil\nname"\n')

    assert "       1  �[2J�evil�name\n" in result.stderr
    assert "\x1b[2J\u202eevil\nname" == rows(result.stdout)[0]["model"]


def test_no_added_cell_begins_like_a_formula(full: Catalog) -> None:
    """A spreadsheet runs what begins with one of these; ids and names of the catalog do not."""
    entries = [m for kind in (full.models, full.organizations, full.software, full.concepts) for m in kind.ids]
    cells = [cell for id_ in entries[::7] for cell in tables.cells(full.explain(id_)) if cell]

    assert [] == [cell for cell in cells if cell[0] in "=+-@\t\r"]
    assert len(cells) > 1000
