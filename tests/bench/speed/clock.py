"""How times are taken: processor time, the least of several passes, what is compared in turns.

Processor time leaves out what other work on the machine takes, the least of several passes what it disturbs, and turns
show both sides of a ratio the same machine.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

__all__ = ["ENVIRONMENT", "asking", "fresh", "in_turns"]

ENVIRONMENT: Final = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True"  # the table in the package, not one from the network
}
"""The environment of fresh processes: with bytecode, and without the network."""
PASSES: Final = 5
ENOUGH: Final = 2.0
"""After how many seconds of one fresh process over and over its time is known; two rounds are made of the slowest."""
MOST_ROUNDS: Final = 9

Job = Callable[[], object]


def asking(function: Callable[[str], object], items: Sequence[str]) -> Job:
    """A job that calls a function with each item."""

    def job() -> None:
        for item in items:
            function(item)

    return job


def in_turns(
    jobs: Mapping[str, Job], passes: int = PASSES, before: Mapping[str, Job] = MappingProxyType({})
) -> dict[str, float]:
    """The seconds of processor time of each job's fastest pass; what the jobs print is dropped.

    `before` is what a job of that label needs before each pass, such as forgetting its answers; it takes no time.
    """
    gc.collect()
    gc.freeze()  # the indexes of one side are no burden of the other's
    least = dict.fromkeys(jobs, float("inf"))
    with contextlib.redirect_stdout(io.StringIO()):
        for _ in range(passes):
            for label, job in jobs.items():
                before.get(label, _nothing)()
                start = time.process_time()
                job()
                least[label] = min(least[label], time.process_time() - start)
    gc.unfreeze()
    return least


def _nothing() -> None:
    """What most jobs need before a pass."""


def fresh(programs: Mapping[str, str], environment: Mapping[str, str] | None = None) -> dict[str, float]:
    """The least processor time, in seconds, of fresh interpreters that run each of some programs, in turns."""
    taken: dict[str, list[float]] = {label: [] for label in programs}
    for number in range(MOST_ROUNDS):
        for label, code in programs.items():
            if number < 2 or sum(taken[label]) < ENOUGH:
                taken[label].append(_processor_seconds(code, {**ENVIRONMENT, **(environment or {})}))
    return {label: min(times) for label, times in taken.items()}


def _processor_seconds(code: str, environment: Mapping[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(_seconds(after)) - sum(_seconds(before))


def _seconds(used: resource.struct_rusage) -> Iterable[float]:
    return used.ru_utime, used.ru_stime
