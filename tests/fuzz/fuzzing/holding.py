"""What must hold of every answer, as checks that raise `Broken` with the place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final, Protocol

__all__ = ["Broken", "Slow", "apart", "budget", "exact", "held", "timed"]

BUDGET: Final = 0.1
"""Seconds of processor time that ten thousand bytes may take; what is shorter has as much."""
_BYTES: Final = 10_000
_TRIES: Final = 3


class Broken(AssertionError):  # noqa: N818  # what it says, as a test would
    """Something does not hold that must."""


class Slow(Broken):
    """A case took longer than its budget, each of three times."""


class Placed(Protocol):
    """What stands in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def text(self) -> str:
        """What stands there."""


def exact(text: str, spans: Iterable[Placed]) -> None:
    """Every span lies inside the text, is not empty, says what stands there, and begins not before the last one."""
    before = 0
    for span in spans:
        if not before <= span.start < span.end <= len(text):
            raise Broken(f"{span} of {len(text)} characters, behind {before}")
        if text[span.start : span.end] != span.text:
            raise Broken(f"{span} where {text[span.start : span.end]!r} stands")
        before = span.start


def apart(spans: Iterable[Placed]) -> None:
    """No two spans in order share a letter."""
    before = 0
    for span in spans:
        if span.start < before:
            raise Broken(f"{span} begins before {before}, where the one before it ends")
        before = span.end


def budget(case: bytes) -> float:
    """The seconds of processor time that a case may take."""
    return BUDGET * max(1.0, len(case) / _BYTES)


def timed(run: Callable[[bytes], None], case: bytes) -> float:
    """Run a target on a case; the seconds it took, the best of three where the first was over the budget.

    Raises what the target raises.
    """
    best = float("inf")
    for _ in range(_TRIES):
        begin = time.thread_time()
        run(case)
        best = min(best, time.thread_time() - begin)
        if best <= budget(case):
            break
    return best


def held(run: Callable[[bytes], None], case: bytes) -> None:
    """Run a target on a case within its budget; raises `Slow`, and what the target raises."""
    if (took := timed(run, case)) > budget(case):
        raise Slow(f"{len(case)} bytes took {took * 1000:.0f} ms, where {budget(case) * 1000:.0f} ms are the most")
