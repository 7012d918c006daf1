"""Columns of texts and names in batches of Arrow, and Parquet files of them: every path gives the same answers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from fmref import batch
from fmref.batch._run import MANIFEST
from fmref.catalog import Catalog
from fmref.cli import main
from fmref.errors import BatchError, FmrefError, OccupiedError
from fmref.wire import LONGEST, VERBS

WRONG = "基金会模式"
TEXTS = [
    "Alpha 13B has 17 billion parameters and was made by Acme in 2022.",
    f"这种{WRONG}很强，Alpha 有 130 亿参数。",
    "Beta و آلفا",
    "",
]
NAMES = ["Alpha 13B", "alpha-13b", "nothing like it", "Alpha 13B", ""]
VERB_OF: Mapping[str, str] = {"annotate": "annotate", "lint": "lint", "check": "check", "normalize": "resolve"}
COLUMN: Mapping[str, str] = {
    "annotate": "spans",
    "lint": "findings",
    "check": "verdicts",
    "normalize": "resolution",
}
KERNEL: Mapping[str, Callable[..., Iterator[pa.RecordBatch]]] = {
    "annotate": batch.annotate,
    "lint": batch.lint,
    "check": batch.check,
    "normalize": batch.normalize,
}
JSON_FIELDS = {"reading", "claimed", "known"}


def as_wire(value: Any, field: str = "") -> Any:
    """An answer from Arrow in the shape that JSON Lines have it."""
    if field in JSON_FIELDS and value is not None:
        return json.loads(value)
    if field == "qualifiers":
        return dict(value)
    if isinstance(value, dict):
        return {name: as_wire(one, name) for name, one in value.items()}
    return [as_wire(one) for one in value] if isinstance(value, list) else value


def rows(table: pa.RecordBatch | pa.Table, verb: str) -> list[Any]:
    """The answers of a table or batch as JSON Lines have them."""
    return [as_wire(value) for value in table.column(COLUMN[verb]).to_pylist()]


def table(verb: str) -> pa.Table:
    """Texts or names with ids."""
    values = NAMES if verb == "normalize" else TEXTS
    return pa.table({"id": range(len(values)), "name" if verb == "normalize" else "text": values})


def plain(catalog: Catalog, verb: str) -> list[Any]:
    """The answers of the wire, one after another, through JSON."""
    wire = VERBS[VERB_OF[verb]]
    values = table(verb).column(1).to_pylist()
    answers = [wire.answer(catalog, {wire.required[0]: value}) for value in values]
    return [json.loads(json.dumps(answer.get(COLUMN[verb], answer))) for answer in answers]


@pytest.mark.parametrize("verb", COLUMN)
def test_every_path_gives_the_answers_of_the_wire(verb: str, mini: Catalog, tmp_path: Path) -> None:
    """Batches, files in this process, files on two processes, the command line; names and order of columns, too."""
    snapshot = mini.snapshot.path
    expected = plain(mini, verb)
    pq.write_table(table(verb), tmp_path / "in.parquet", row_group_size=2)
    command = {"normalize": "resolve"}.get(verb, verb)

    direct = pa.Table.from_batches(KERNEL[verb](table(verb).to_batches(3), snapshot=snapshot))
    for jobs in (1, 2):
        batch.run(tmp_path / "in.parquet", tmp_path / f"{jobs}.parquet", verb, jobs=jobs, snapshot=snapshot)
    files = ["--parquet", str(tmp_path / "in.parquet"), str(tmp_path / "cli.parquet")]
    done = CliRunner().invoke(main, ["--data", snapshot, command, *files])

    assert expected == rows(direct, verb)
    assert any(expected)
    assert (0, f"{tmp_path / 'cli.parquet'}: {len(expected)} rows, 0 with an error\n") == (done.exit_code, done.stderr)
    for name in ("1", "2", "cli"):
        read = pq.read_table(tmp_path / f"{name}.parquet")
        assert direct.schema == read.schema.remove_metadata()
        assert direct.to_pylist() == read.to_pylist()
    assert ["id", COLUMN[verb], "error"] == direct.column_names
    assert batch.schema(verb, table(verb).schema) == direct.schema


def test_schemas_are_typed() -> None:
    """Lists of structs with the keys of the wire, numbers as numbers."""
    spans = batch.SCHEMAS["annotate"].field("spans").type
    resolution = batch.SCHEMAS["normalize"].field("resolution").type

    assert pa.types.is_list(spans)
    assert pa.int32() == spans.value_type.field("start").type
    assert pa.float64() == spans.value_type.field("score").type
    assert pa.map_(pa.string(), pa.string()) == resolution.field("qualifiers").type
    assert pa.list_(pa.string()) == batch.SCHEMAS["check"].field("verdicts").type.value_type.field("sources").type


def broken_text() -> pa.Array:
    """Strings that are not UTF-8, as engines that do not check hand them over: a stray byte and a lone surrogate."""
    return pa.array([b"Alpha \xff", b"\xed\xa0\x80", b"Alpha 13B"], pa.binary()).view(pa.string())


def test_a_bad_document_is_a_row_with_an_error(mini: Catalog) -> None:
    """Null, no UTF-8, too long, a language that there is not; the rows around them are answered."""
    snapshot = mini.snapshot.path
    long = pa.record_batch({"text": ["x" * (LONGEST + 1), None, "Alpha 13B"], "lang": ["en", None, "de"]})
    broken = pa.record_batch({"text": broken_text(), "lang": ["en", "en", "en"]})

    found = pa.Table.from_batches(batch.annotate([long, broken], snapshot=snapshot)).to_pylist()

    assert [
        f"longer than {LONGEST:,} bytes; cut it into parts",
        "there is no text; give one",
        "unknown language 'de'; use en, zh, zh-Hant or fa",
        "not UTF-8 at byte 6; mend or leave out this text",
        "not UTF-8 at byte 0; mend or leave out this text",
        None,
    ] == [row["error"] for row in found]
    assert [None] * 5 == [row["spans"] for row in found[:5]]
    assert "acme/alpha-13b" == found[5]["spans"][0]["id"]


def test_a_failure_of_the_library_is_a_row_with_an_error(mini: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, and asks to be reported; the rows behind it are answered."""
    annotate = Catalog.annotate

    def failing(catalog: Catalog, text: str, **options: Any) -> Any:
        if text == "fail":
            raise RecursionError("too deep")
        return annotate(catalog, text, **options)

    monkeypatch.setattr(Catalog, "annotate", failing)
    given = pa.record_batch({"text": ["fail", "Alpha 13B"]})

    first, second = next(batch.annotate([given], snapshot=mini.snapshot.path)).to_pylist()

    assert "fmref failed (RecursionError: too deep); please report it with the text" == first["error"]
    assert (None, 1) == (second["error"], len(second["spans"]))


@pytest.mark.parametrize(
    "type_", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())], ids=str
)
def test_every_type_of_strings(type_: pa.DataType, mini: Catalog) -> None:
    """As pandas, polars and Parquet make them."""
    given = pa.record_batch({"name": pa.array(["Alpha 13B", None]).cast(type_)})

    found = next(batch.normalize([given], snapshot=mini.snapshot.path)).to_pylist()

    assert "acme/alpha-13b" == found[0]["resolution"]["id"]
    assert (None, "there is no name; give one") == (found[1]["resolution"], found[1]["error"])


def test_columns_that_are_kept(mini: Catalog) -> None:
    """In the order in which they are named, with their types; `id` where nothing is said and there is one."""
    given = pa.record_batch({"id": [1], "text": ["x"], "n": pa.array([2.5], pa.float32())})
    snapshot = mini.snapshot.path

    named = next(batch.lint([given], keep=["n", "text"], snapshot=snapshot))
    usual = next(batch.lint([given], snapshot=snapshot))
    bare = next(batch.lint([given.select(["text"])], snapshot=snapshot))

    assert ["n", "text", "findings", "error"] == named.column_names
    assert pa.float32() == named.schema.field("n").type
    assert ["id", "findings", "error"] == usual.column_names
    assert ["findings", "error"] == bare.column_names


def test_nothing_to_read(mini: Catalog, tmp_path: Path) -> None:
    """No batches, a batch and a file without rows: the columns are there."""
    snapshot = mini.snapshot.path
    empty = table("annotate").slice(0, 0)
    pq.write_table(empty, tmp_path / "in.parquet")

    done = batch.run(tmp_path / "in.parquet", tmp_path / "out.parquet", "annotate", snapshot=snapshot)

    assert (0, 0) == (done.answered, done.total)
    assert batch.schema("annotate", empty.schema) == pq.read_schema(tmp_path / "out.parquet").remove_metadata()
    assert [] == list(batch.annotate([], snapshot=snapshot))
    assert [] == next(batch.annotate([pa.record_batch({"text": pa.array([], pa.string())})])).to_pylist()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"column": "body"}, "no column 'body'; the columns are 'id', 'text'"),
        ({"column": "id"}, "the column 'id' holds int64, not strings; cast it to string or name another"),
        ({"lang": "language"}, "no column 'language'; the columns are 'id', 'text'"),
        ({"keep": ["url"]}, "no column 'url'; the columns are 'id', 'text'"),
        ({"keep": ["id", "id"]}, "a column is to be kept twice: 'id', 'id'; name each once"),
    ],
)
def test_wrong_columns(options: dict[str, Any], message: str, mini: Catalog, tmp_path: Path) -> None:
    """A sentence with the repair, from the function and, with the name of the file, before a run writes anything."""
    snapshot = mini.snapshot.path
    pq.write_table(table("check"), tmp_path / "in.parquet")

    with pytest.raises(BatchError) as direct:
        list(batch.check(table("check").to_batches(), snapshot=snapshot, **options))
    with pytest.raises(BatchError) as from_file:
        batch.run(tmp_path / "in.parquet", tmp_path / "out", "check", snapshot=snapshot, **options)

    assert message == str(direct.value)
    assert f"{tmp_path / 'in.parquet'}: {message}" == str(from_file.value)
    assert not (tmp_path / "out").exists()


def test_a_kept_column_called_as_one_of_the_answers(mini: Catalog) -> None:
    """Would leave two columns of one name."""
    given = pa.record_batch({"text": ["x"], "error": ["y"]})

    with pytest.raises(BatchError, match="have a column 'error' of their own; rename yours or leave it out"):
        list(batch.annotate([given], keep=["error"], snapshot=mini.snapshot.path))


def test_the_snapshot_is_opened_once(mini: Catalog) -> None:
    """Of each process, whatever is asked of it how often."""
    code = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(args) if event == 'sqlite3.connect' else None)\n"
        "import pyarrow as pa; from fmref import batch\n"
        f"path = {mini.snapshot.path!r}; given = [pa.record_batch({{'text': ['Alpha 13B']}})] * 3\n"
        "for verb in (batch.annotate, batch.lint, batch.check, batch.annotate):\n"
        "    assert len(list(verb(given, snapshot=path))) == 3\n"
        "print(len(opened))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "1\n" == done.stdout


def test_pyarrow_is_missing() -> None:
    """Said as for every optional package, and fmref itself never asks for it."""
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import fmref\n"
        "try: from fmref import batch\n"
        "except fmref.MissingExtraError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "fmref.batch needs an optional package: pip install 'fmref[arrow]'\n" == done.stdout


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """A directory with Parquet files of texts, one of them further down, and what readers of Parquet pass over."""
    source = tmp_path / "in"
    (source / "lang=zh").mkdir(parents=True)
    for name in ("a.parquet", "b.parquet", "lang=zh/c.parquet", "_hidden.parquet"):
        pq.write_table(table("annotate"), source / name)
    (source / "_SUCCESS").touch()
    return source


def files(directory: Path) -> list[str]:
    """The files of a directory, those further down, too."""
    return sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file())


def test_a_directory(parts: Path, mini: Catalog, tmp_path: Path) -> None:
    """A file for each of its files, a mark that all are there, and what they say about themselves."""
    seen: list[batch.Progress] = []

    done = batch.run(parts, tmp_path / "out", "annotate", progress=seen.append, snapshot=mini.snapshot.path)

    expected = [MANIFEST, "_SUCCESS", "a.parquet", "b.parquet", "lang=zh/c.parquet"]
    assert sorted(expected) == files(tmp_path / "out")
    assert (12, 0, 0, 12) == done == seen[-1]
    said = json.loads(pq.read_schema(tmp_path / "out" / "a.parquet").metadata[b"fmref"])
    assert ("annotate", mini.digest) == (said["verb"], said["snapshot"])


def test_started_again(parts: Path, mini: Catalog, tmp_path: Path) -> None:
    """What is there is left alone; what is missing, or whose texts are younger, is done."""
    target, snapshot = tmp_path / "out", mini.snapshot.path
    batch.run(parts, target, "annotate", snapshot=snapshot)
    (target / "a.parquet").unlink()
    now = time.time()
    os.utime(parts / "b.parquet", (now + 10, now + 10))
    before = (target / "lang=zh" / "c.parquet").stat().st_mtime_ns

    done = batch.run(parts, target, "annotate", snapshot=snapshot)

    assert (8, 0, 4, 12) == done
    assert before == (target / "lang=zh" / "c.parquet").stat().st_mtime_ns
    assert "a.parquet" in files(target)


def test_answers_of_something_else_are_not_mixed(parts: Path, mini: Catalog, tmp_path: Path) -> None:
    """Of another verb, of other options, and of a program that is not this one."""
    snapshot = mini.snapshot.path
    batch.run(parts, tmp_path / "out", "annotate", snapshot=snapshot)

    for verb, options in (("lint", {}), ("annotate", {"keep": ["text"]})):
        with pytest.raises(BatchError, match="holds answers of another verb, option, snapshot or version"):
            batch.run(parts, tmp_path / "out", verb, snapshot=snapshot, **options)  # type: ignore[arg-type]
    with pytest.raises(OccupiedError):
        batch.run(parts, tmp_path, "annotate", snapshot=snapshot)
    with pytest.raises(BatchError, match="lies in what is read"):
        batch.run(parts, parts / "out", "annotate", snapshot=snapshot)


def test_what_cannot_be_read(mini: Catalog, tmp_path: Path) -> None:
    """A file that is not there, one that is no Parquet, a directory without any, a verb that there is not."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.parquet").write_text("text", encoding="utf8")

    for source, verb, message in (
        ("none.parquet", "lint", "there is no such file"),
        ("text.parquet", "lint", "no file of Parquet that can be read"),
        ("empty", "lint", r"no file \*\.parquet in this directory"),
        ("empty", "translate", "no verb 'translate'; the verbs are annotate, lint, check, normalize"),
    ):
        with pytest.raises(FmrefError, match=message):
            batch.run(tmp_path / source, tmp_path / "out", verb, snapshot=mini.snapshot.path)
    assert not (tmp_path / "out").exists()


def test_killed_and_started_again(mini: Catalog, tmp_path: Path) -> None:
    """No file is half written, no process is left, and what was complete is not done again."""
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(12):
        pq.write_table(pa.table({"text": [" ".join(TEXTS) * 10] * 40}), source / f"{number:02}.parquet")
    command = ["--data", mini.snapshot.path, "annotate", "--jobs", "2", "--parquet", str(source), str(target)]
    with subprocess.Popen([sys.executable, "-m", "fmref", *command], stderr=subprocess.DEVNULL) as running:
        while not (target / "01.parquet").exists():
            assert running.poll() is None
            time.sleep(0.005)
        workers = psutil.Process(running.pid).children(recursive=True)
        running.send_signal(signal.SIGKILL)
    complete = {path: path.stat().st_mtime_ns for path in target.glob("*.parquet")}
    gone, left = psutil.wait_procs(workers, timeout=20)

    done: Result = CliRunner().invoke(main, command)

    assert 12 > len(complete) > 0
    assert (len(workers), []) == (len(gone), left)
    assert all(path.stat().st_mtime_ns == when for path, when in complete.items())
    assert (0, f"{len(complete) * 40:,} done before") == (done.exit_code, done.stderr.strip().rpartition("; ")[2])
    assert 480 == sum(pq.read_metadata(path).num_rows for path in target.glob("*.parquet"))
    assert [f"{number:02}.parquet" for number in range(12)] == files(target)[:12]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["annotate", "--general"], "leave out --general"),
        (["annotate", "a.txt"], "leave out FILES"),
        (["resolve", "--csv", "x"], "leave out --csv"),
        (["resolve", "--at", "yesterday", "--column", "text"], "'yesterday' is not a date; write YYYY-MM-DD"),
        (["resolve"], "no column 'name'; the columns are 'id', 'text'"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, mini: Catalog, tmp_path: Path) -> None:
    """What would be passed over, and what cannot be, is said before anything is written."""
    pq.write_table(table("annotate"), tmp_path / "in.parquet")
    options = ["--parquet", str(tmp_path / "in.parquet"), str(tmp_path / "out")]

    done = CliRunner().invoke(main, ["--data", mini.snapshot.path, *arguments, *options])

    assert done.exit_code in {1, 2}
    assert message in " ".join(done.stderr.split())
    assert not (tmp_path / "out").exists()


def test_errors_of_rows_are_counted(mini: Catalog, tmp_path: Path) -> None:
    """And end the command with status 1, as those of JSON Lines do."""
    pq.write_table(pa.table({"text": ["Alpha", None]}), tmp_path / "in.parquet")
    arguments = ["lint", "--parquet", str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet")]

    done = CliRunner().invoke(main, ["--data", mini.snapshot.path, *arguments])

    assert (1, "2 rows, 1 with an error") == (done.exit_code, done.stderr.strip().rpartition(": ")[2])
