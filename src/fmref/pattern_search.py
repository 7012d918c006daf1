"""Where the patterns of a snapshot occur in folded texts.

The automaton of all patterns takes longer to build than a short text to read. As long as only short texts have come,
each gets an automaton of its own few: the patterns that begin with the letters of one of its words, and occur in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from fmref.skeleton import BEGINS, ENDS, Skeleton
from fmref.snapshot import Snapshot

if TYPE_CHECKING:
    pass

__all__ = ["PIECEMEAL", "PatternSearch", "Sought"]

PIECEMEAL: Final = 4000
"""How many letters are searched piecemeal, all texts together, before the automaton of all patterns is built.

At that length both cost about the same.
"""
_HEAD: Final = 2
"""How many letters a pattern is found by in the file; none has fewer."""


class Sought(NamedTuple):
    """A pattern that was found: the key that it stands for and, of a plural, how it is written.

    `before` and `behind` are the characters that may cut it; see `fmref.patterns.Pattern`.
    """

    key: str
    plural: str | None
    before: str
    behind: str


class PatternSearch:
    """Searches folded texts for the patterns of one snapshot."""

    def __init__(self, snapshot: Snapshot, piecemeal: int = PIECEMEAL) -> None:
        self._snapshot = snapshot
        self._left = piecemeal

    def find(self, folded: Skeleton) -> Iterator[tuple[Sought, int, int]]:
        """Every pattern in a folded text that begins and ends where words may, with its place there; they overlap."""
        self._left -= len(folded.key)
        automaton = self._all if self._left < 0 else _Automaton(self._snapshot, self._few(folded))
        return automaton.find(folded)

    @cached_property
    def _all(self) -> _Automaton:
        return _Automaton(self._snapshot)

    def _few(self, folded: Skeleton) -> list[str]:
        """The patterns that occur in a text."""
        key, last = folded.key, len(folded.key) - _HEAD
        heads = {key[at : at + _HEAD] for at, edge in enumerate(folded.edges) if edge & BEGINS and at <= last}
        return [pattern for pattern in self._snapshot.patterns_beginning(heads) if pattern in key]


class _Automaton:
    """The automaton of some patterns, or of all; this kind of it is built and run fastest with so many."""

    def __init__(self, snapshot: Snapshot, among: Sequence[str] | None = None) -> None:
        import ahocorasick_rs

        kind = ahocorasick_rs.Implementation.NoncontiguousNFA
        patterns = snapshot.patterns() if among is None else among
        special = snapshot.special_patterns(among)
        self._automaton = ahocorasick_rs.AhoCorasick(patterns, implementation=kind, store_patterns=False)
        self._sought = [Sought(*special.get(pattern, (pattern, None, "", ""))) for pattern in patterns]

    def find(self, folded: Skeleton) -> Iterator[tuple[Sought, int, int]]:
        edges, sought = folded.edges, self._sought
        for at, begin, finish in self._automaton.find_matches_as_indexes(folded.key, overlapping=True):
            if edges[begin] & BEGINS and edges[finish - 1] & ENDS:
                yield sought[at], begin, finish
