"""What every reader and writer of files needs: rows of CSV with their lines, files written whole or not at all."""

from __future__ import annotations

import contextlib
import csv
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from fmref.errors import OccupiedError

__all__ = ["csv_records", "replacing", "replacing_directory", "settle", "writing"]


def csv_records(
    lines: Iterable[str], delimiter: str, failure: Callable[[int, str], Exception]
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line; raises `failure(line, cause)` for quoting that cannot be read."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise failure(start, str(error).partition(" - ")[0]) from None  # after it comes advice to programmers
        yield start, row


@contextlib.contextmanager
def replacing(path: Path, mode: int = 0o644, *, aside: Path | None = None) -> Iterator[Path]:
    """An empty file to fill that takes the place of `path` at the end; on any error the older file stays.

    Until then it lies in `aside`, a directory of the same file system, without it beside `path`.
    """
    handle, name = tempfile.mkstemp(dir=aside or path.parent, prefix=path.name, suffix=".tmp")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def settle(temporary: Path, path: Path) -> None:
    """Give a finished file its place, so that a machine that loses power has this one or what stood there before."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(path)
    if os.name == "posix":  # elsewhere a directory cannot be opened
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def replacing_directory(path: Path, mark: str) -> Iterator[Path]:
    """An empty directory to fill that takes the place of `path` at the end; on any error the older one stays.

    The new one holds an empty file called `mark`, by which the next call knows that it may replace it. Raises
    `OccupiedError` where something else stands at `path`: a file, or a directory with content and without that mark.
    """
    given, path = path, path.resolve()
    if path.exists() and not (path.is_dir() and ((path / mark).is_file() or not any(path.iterdir()))):
        raise OccupiedError(str(given), mark)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=path.parent, prefix=f"{path.name}.", suffix=".tmp"))
    new, old = aside / "new", aside / "old"
    try:
        new.mkdir()
        (new / mark).touch()
        yield new
        if path.exists():
            path.rename(old)
        new.rename(path)
    except BaseException:
        if old.exists() and not path.exists():
            old.rename(path)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content takes the place of `path` at the end; on any error the older file stays.

    A file that is there keeps its mode. What is no regular file, such as a pipe, is written to as it is.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    with replacing(path, mode) as temporary, temporary.open("wb") as stream:
        yield stream
