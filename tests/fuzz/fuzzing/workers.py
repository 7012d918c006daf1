"""A plain loop of mutations in several processes, of which a dead or hanging one is noticed with its case."""

from __future__ import annotations

import gc
import multiprocessing as mp
import time
import traceback
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from fuzzing.holding import budget, timed
from fuzzing.mutation import Mutator
from fuzzing.targets import TARGETS

__all__ = ["Failure", "Report", "Timed", "fuzz"]

_HANGS: Final = 60
"""Seconds after which a case that has not ended is given up, with its process."""
_LONGEST: Final = 1 << 16
_KEPT: Final = 50
"""How many failures of a worker are told; what fails more often is one fault."""
_WARM: Final = 50


class Failure(NamedTuple):
    """A case for which something does not hold: what, and where in the code."""

    target: str
    case: bytes
    error: str
    place: str


class Timed(NamedTuple):
    """A case, the seconds of processor time that it took, and how much of its budget that is."""

    share: float
    seconds: float
    case: bytes


class Report(NamedTuple):
    """How many cases ran in how many seconds, how many were over the budget, the slowest, and what failed."""

    cases: int
    seconds: float
    over: int
    slowest: Timed
    failures: tuple[Failure, ...]
    """Once a place in the code."""


class _Board:
    """What a worker shows while it works: its number of cases and the case in hand."""

    def __init__(self) -> None:
        self.done = mp.RawValue("L", 0)
        self._size = mp.RawValue("L", 0)
        self._case = mp.RawArray("c", _LONGEST)

    def show(self, case: bytes) -> None:
        """A new case."""
        self._size.value = len(case)
        self._case.raw = case

    @property
    def case(self) -> bytes:
        """The case in hand."""
        return bytes(self._case.raw[: self._size.value])


def _work(name: str, cases: int, seed: str, until: float, board: _Board, out: Any) -> None:
    """Run cases up to a number or a time; put how many were slow, the slowest and the failures into a pipe."""
    source = Mutator(TARGETS[name], seed)
    found: dict[str, Failure] = {}
    slowest, over = Timed(0.0, 0.0, b""), 0
    while board.done.value < cases and time.monotonic() < until:
        case = source.case()
        board.show(case)
        took = _tried(name, case)
        board.done.value += 1
        if isinstance(took, Failure):
            if len(found) < _KEPT:
                found.setdefault(took.place, took)
        else:
            slowest = max(slowest, took)
            over += took.share > 1
    out.send((over, slowest, [*found.values()]))


def _tried(name: str, case: bytes) -> Timed | Failure:
    """How long a case took, or what failed."""
    try:
        took = timed(TARGETS[name].run, case)
    except Exception as error:  # noqa: BLE001
        frames = traceback.extract_tb(error.__traceback__)
        place = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames[-3:]))
        return Failure(name, case, f"{type(error).__name__}: {str(error)[:300]}", f"{type(error).__name__} {place}")
    return Timed(took / budget(case), took, case)


def fuzz(name: str, cases: int, *, workers: int, seed: int, seconds: float) -> Report:
    """Run that many cases of a target, or as many as fit into the seconds."""
    for case in TARGETS[name].seeds()[:_WARM]:  # tables that are read once are not counted, and shared by the workers
        _tried(name, case)
    gc.freeze()
    begin = time.monotonic()
    running = list(_started(name, cases, workers, seed, begin + seconds))
    failures: list[Failure] = []
    slowest, over = Timed(0.0, 0.0, b""), 0
    for process, board, end in running:
        ended = _waited(process, board, end)
        if ended is None:
            failures.append(Failure(name, board.case, f"the process hung or died ({process.exitcode})", "process"))
            continue
        over += ended[0]
        slowest = max(slowest, ended[1])
        failures.extend(ended[2])
    done = sum(board.done.value for _, board, _ in running)
    once = {failure.place: failure for failure in failures}
    return Report(done, time.monotonic() - begin, over, slowest, tuple(once.values()))


def _started(name: str, cases: int, workers: int, seed: int, until: float) -> Iterator[tuple[Any, _Board, Any]]:
    context = mp.get_context("fork")
    for number in range(workers):
        share = cases // workers + (number < cases % workers)
        board, (end, out) = _Board(), context.Pipe(duplex=False)
        args = (name, share, f"{name}/{seed}/{number}", until, board, out)
        process = context.Process(target=_work, args=args, daemon=True)
        process.start()
        out.close()
        yield process, board, end


def _waited(process: Any, board: _Board, end: Any) -> tuple[int, Timed, list[Failure]] | None:
    """What a worker found; None where it died, or stood at one case for too long and was ended."""
    done, since = board.done.value, time.monotonic()
    while not end.poll(1):
        if board.done.value != done:
            done, since = board.done.value, time.monotonic()
        elif time.monotonic() - since > _HANGS:
            process.kill()
            process.join()
            return None
    try:
        found: tuple[int, Timed, list[Failure]] = end.recv()
    except EOFError:
        found = None  # type: ignore[assignment]
    process.join()
    return found
