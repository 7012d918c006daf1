"""The meter of work, which counts and does not time, so that it reads the same on a busy machine and on an idle one.

It counts the calls that code of fmref makes or is, of Python and of C, and the steps of SQLite's virtual machine. It
does not see what happens inside a call of C, such as a regular expression. A reading is taken in a fresh process with
the hashes of strings fixed, of every operation done *first* and done *again*; the operations follow one another over
one catalog, so that what several of them read is the first one's cost.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, Final

import fmref
from costs.work import OPERATIONS, Work
from fmref.catalog import Catalog

__all__ = ["Reading", "counts"]

Reading = dict[str, dict[str, int]]
"""The cost of each operation, by what is counted."""

_CONNECT: Final = sqlite3.connect
_PACKAGE: Final = str(Path(fmref.__file__).parent)


def counts(snapshot: str, operations: Sequence[str] = tuple(OPERATIONS)) -> Reading:
    """Calls and steps of some operations, one after the other, over a compiled snapshot, first and again."""
    environment = {
        **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    command = [sys.executable, "-m", "costs.meters", snapshot, *operations]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: Reading = json.loads(done.stdout)
    return found


# --- In the process that is measured ---


class _Counter:
    """Calls of code of fmref and by it, and steps of SQLite."""

    calls = 0
    steps = 0

    def call(self, frame: FrameType, event: str, _: Any) -> None:
        """What `sys.setprofile` reports."""
        if event in {"call", "c_call"} and frame.f_code.co_filename.startswith(_PACKAGE):
            self.calls += 1

    def step(self) -> None:
        """What SQLite reports before each step."""
        self.steps += 1

    def connect(self, *arguments: Any, **options: Any) -> sqlite3.Connection:
        """Open a connection whose steps are counted."""
        opened: sqlite3.Connection = _CONNECT(*arguments, **options)
        opened.set_progress_handler(self.step, 1)
        return opened


def _counted(snapshot: str, operations: Sequence[str]) -> Reading:
    """What `counts` answers, in this process."""
    counter = _Counter()
    sqlite3.connect = counter.connect  # type: ignore[assignment]
    catalog = fmref.load(snapshot)
    return {name: dict(_readings(catalog, OPERATIONS[name], counter)) for name in operations}


def _readings(catalog: Catalog, work: Work, counter: _Counter) -> Iterator[tuple[str, int]]:
    for turn in ("first", "again"):
        counter.calls = counter.steps = 0
        sys.setprofile(counter.call)
        work(catalog)
        sys.setprofile(None)
        yield f"calls, {turn}", counter.calls
        yield f"SQLite, {turn}", counter.steps


if __name__ == "__main__":
    print(json.dumps(_counted(sys.argv[1], sys.argv[2:])))
