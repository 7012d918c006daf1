"""JSON Lines of any length: one request a line, one answer a line, in the same order, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final

from fmref.catalog import Catalog
from fmref.wire import LONGEST, answer_line
from fmref.workers import Workers, catalog_of, portions

__all__ = ["answers"]

_BLOCK: Final = 1 << 17
"""How many bytes of requests a worker gets at once: a twentieth of a second of work on texts."""

Line = tuple[int, bytes]
"""A line with its number, from 1."""


def answers(catalog: Catalog, verb: str, source: BinaryIO, jobs: int = 1) -> Iterator[tuple[bytes, bool]]:
    """The answers to requests of a verb, as lines of JSON, and whether all of them could be answered.

    With one job an answer comes as soon as its request is read; with more, blocks of them go to as many processes. A
    line that is no request gets `{"error": ...}` in its place; blank lines are passed over.
    """
    lines = _lines(source)
    if jobs == 1:
        yield from (_answered(catalog, verb, [line]) for line in lines)
        return
    with Workers(jobs) as workers:
        yield from workers.in_order(
            partial(_answered_by_worker, catalog.snapshot.path, verb), portions(lines, _size, _BLOCK)
        )


def _lines(source: BinaryIO) -> Iterator[Line]:
    """The lines that are not blank; of one that is too long to be answered, as much as shows that."""
    number = 0
    while line := source.readline(LONGEST + 1):
        number += 1
        rest = line
        while len(rest) > LONGEST and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST + 1)
        if line.strip():
            yield number, line


def _size(line: Line) -> int:
    return len(line[1])


def _answered_by_worker(snapshot: str, verb: str, block: list[Line]) -> tuple[bytes, bool]:
    """The answers to a block in a process of its own."""
    return _answered(catalog_of(snapshot), verb, block)


def _answered(catalog: Catalog, verb: str, block: list[Line]) -> tuple[bytes, bool]:
    """The answers to a block."""
    found = [answer_line(catalog, verb, line, number) for number, line in block]
    return "".join(f"{text}\n" for text, _ in found).encode("utf8"), all(good for _, good in found)
