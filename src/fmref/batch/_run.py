"""Parquet files of texts to Parquet files of answers, on all cores, to be started again where it stopped."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from fmref import __version__
from fmref.batch._kernel import Kernel
from fmref.batch._schema import ERROR
from fmref.errors import BatchError, OccupiedError
from fmref.files import replacing, writing
from fmref.workers import Workers, catalog_of, portions

__all__ = ["MANIFEST", "Progress", "run"]

MANIFEST: Final = "_fmref.json"
"""The file of a directory of answers that says what they are; readers of Parquet pass over what begins like this."""
_COMPLETE: Final = "_SUCCESS"
"""The file that says that a directory is complete, as Spark and Hadoop write it."""
_ROWS: Final = 64
"""How many rows are read at once: they may be long."""
_TASK: Final = 1 << 18
"""How many bytes of texts a worker gets at once."""
_ROW_GROUP: Final = 1 << 25
"""How many bytes of answers a row group of the output has, before they are compressed."""

_BUFFER: Final = 1 << 20
"""How many bytes of a file are read at once."""

Task = list[pa.RecordBatch]


class Progress(NamedTuple):
    """How far a run is: rows answered now, how many of them have an error, rows of parts that an earlier run had done.

    `total` is the number of all rows.
    """

    answered: int
    errors: int
    earlier: int
    total: int

    def with_answers(self, batches: Sequence[pa.RecordBatch]) -> Progress:
        """How far it is with these answers, too."""
        errors = sum(len(batch) - batch[ERROR].null_count for batch in batches)
        return self._replace(answered=self.answered + sum(map(len, batches)), errors=self.errors + errors)


def run(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    verb: str,
    *,
    jobs: int = 1,
    progress: Callable[[Progress], object] | None = None,
    **options: Any,
) -> Progress:
    """Write the answers to the texts of Parquet files to Parquet files, and say how many there were.

    `source` is a file, and `target` the file to write; or `source` is a directory, and every `*.parquet` below it
    becomes a file of the same name below the directory `target`, rows in the same order. `verb` is `annotate`, `lint`,
    `check` or `normalize`, `options` those of the function of this name. `jobs` processes share the work on each file,
    in memory that does not grow with its size. `progress` is called after each piece of work.

    A file appears when it is complete, and a run that is started again passes over the files that are there, unless
    their source is younger; `_SUCCESS` stands in `target` when all are. Raises `OccupiedError` where `target` holds
    something else, `BatchError` where it holds the answers of another verb, option or snapshot and where a file or its
    columns cannot be read, `WorkerError` when a process dies.
    """
    source, target = Path(source), Path(target)
    catalog = catalog_of(options.get("snapshot"))
    options["snapshot"] = catalog.snapshot.path
    kernel = Kernel(verb, options)
    about = {"verb": verb, "fmref": __version__, **kernel.options, "snapshot": catalog.digest}
    said = json.dumps(about, default=str)
    list(kernel(()))  # what is wrong for all rows is said before anything is written
    parts = [_Part(path, answers, kernel) for path, answers in _paths(source, target)]
    aside = _taken(target, said) if source.is_dir() else None
    done = Progress(0, 0, 0, sum(part.rows for part in parts))
    with Workers(jobs) as workers:
        for part in parts:
            if aside and part.is_done():
                done = done._replace(earlier=done.earlier + part.rows)
                continue
            part.answers.parent.mkdir(parents=True, exist_ok=True)
            with replacing(part.answers, aside=aside) as file:
                for answered in part.write(file, said, workers):
                    done = done.with_answers(answered)
                    if progress is not None:
                        progress(done)
    if aside:
        shutil.rmtree(aside, ignore_errors=True)
        (target / _COMPLETE).touch()
    return done


class _Part:
    """A file of texts, and the file of their answers; raises `BatchError` where it cannot be read."""

    def __init__(self, path: Path, answers: Path, kernel: Kernel) -> None:
        self.answers = answers
        self._path = path
        self._kernel = kernel
        with _reading(path), pq.ParquetFile(path) as file:
            given = file.schema_arrow
            self.rows: int = file.metadata.num_rows
            self._columns = kernel.needed_columns(given)
            self._schema = kernel.schema(given)

    def is_done(self) -> bool:
        """Whether an earlier run wrote the answers, and the texts have not been written again since."""
        return self.answers.exists() and self.answers.stat().st_mtime >= self._path.stat().st_mtime

    def write(self, target: Path, about: str, workers: Workers) -> Iterator[Task]:
        """Write the answers, and give them piece by piece."""
        shape = self._schema.with_metadata({"fmref": about})
        with pq.ParquetWriter(target, shape, compression="zstd") as writer:
            group: Task = []
            held = 0
            for answered in workers.in_order(partial(_answered, self._kernel), self._tasks()):
                yield answered
                group += answered
                held += sum(batch.nbytes for batch in answered)
                if held >= _ROW_GROUP:
                    writer.write_table(pa.Table.from_batches(group))
                    group, held = [], 0
            if group:
                writer.write_table(pa.Table.from_batches(group))

    def _tasks(self) -> Iterator[Task]:
        """Batches of texts together that are a task."""
        with _reading(self._path), pq.ParquetFile(self._path, buffer_size=_BUFFER) as file:
            yield from portions(file.iter_batches(_ROWS, columns=self._columns), attrgetter("nbytes"), _TASK)


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[None]:
    """What is wrong with a file of texts or its columns is said with its path."""
    try:
        yield
    except BatchError as error:
        raise BatchError(f"{path}: {error}") from None
    except FileNotFoundError:
        raise BatchError(f"{path}: there is no such file; give one of Parquet or a directory") from None
    except (pa.ArrowException, OSError) as error:
        raise BatchError(f"{path}: no file of Parquet that can be read ({error}); write it again") from None


def _answered(kernel: Kernel, task: Task) -> Task:
    """The answers to a task."""
    return [*kernel(task)]


def _paths(source: Path, target: Path) -> list[tuple[Path, Path]]:
    """The files of texts, in the order of their names, each with the file of its answers."""
    if target.resolve().is_relative_to(source.resolve()):
        raise BatchError(f"{target}: lies in what is read; write to another place")
    if not source.is_dir():
        return [(source, target)]
    names = sorted(path.relative_to(source) for path in source.rglob("*.parquet") if path.is_file())
    shown = [name for name in names if not any(part.startswith(("_", ".")) for part in name.parts)]
    if not shown:
        raise BatchError(f"{source}: no file *.parquet in this directory; give one that has some")
    return [(source / name, target / name) for name in shown]


def _taken(target: Path, about: str) -> Path:
    """Make a directory the one of answers described so; the place in it for files that are not complete."""
    manifest = target / MANIFEST
    if manifest.exists():
        if manifest.read_text(encoding="utf8") != about:
            raise BatchError(
                f"{target}: holds answers of another verb, option, snapshot or version; give a new directory"
            )
    elif target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise OccupiedError(str(target), MANIFEST)
    else:
        target.mkdir(parents=True, exist_ok=True)
        with writing(manifest) as file:
            file.write(about.encode("utf8"))
    (target / _COMPLETE).unlink(missing_ok=True)
    (aside := target / "_unfinished").mkdir(exist_ok=True)
    return aside
