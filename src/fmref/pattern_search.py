"""Where the patterns of a snapshot occur in folded texts.

The automaton of all patterns takes longer to build than a short text to read. As long as only short texts have come,
each gets an automaton of its own few: the patterns that begin with the letters of one of its words, and occur in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from fmref.skeleton import BEGINS, ENDS, Skeleton
from fmref.snapshot import Snapshot

__all__ = ["PIECEMEAL", "PatternSearch", "Sought"]

PIECEMEAL: Final = 4000
"""How many letters are searched piecemeal, all texts together, before the automaton of all patterns is built.

At that length both cost about the same.
"""
_HEAD: Final = 2
"""How many letters a pattern is found by in the file; none has fewer."""


class Sought(NamedTuple):
    """A pattern that was found: the key that it stands for and, of a plural, how it is written.

    `before` and `behind` are the characters that may cut it; see `fmref.patterns.Pattern`. `dull` ones are seldom of
    interest.
    """

    key: str
    plural: str | None
    before: str
    behind: str
    dull: bool = False


class PatternSearch:
    """Searches folded texts for the patterns of one snapshot.

    `is_dull` says of a key whether patterns that stand for it are dull, which is asked once for each.
    """

    def __init__(self, snapshot: Snapshot, is_dull: Callable[[str], bool], piecemeal: int = PIECEMEAL) -> None:
        self._snapshot = snapshot
        self._is_dull = is_dull
        self._left = piecemeal

    def find(self, folded: Skeleton) -> list[tuple[Sought, int, int]]:
        """Every pattern in a folded text that begins and ends where words may, with its place there; they overlap."""
        self._left -= len(folded.key)
        automaton = self._all if self._left < 0 else _Automaton(self._few(folded), self._sought)
        return automaton.find(folded)

    @cached_property
    def _all(self) -> _Automaton:
        return _Automaton(self._snapshot.patterns(), self._sought)

    def _few(self, folded: Skeleton) -> list[str]:
        """The patterns that occur in a text."""
        key, last = folded.key, len(folded.key) - _HEAD
        heads = {key[at : at + _HEAD] for at, edge in enumerate(folded.edges) if edge & BEGINS and at <= last}
        return [pattern for pattern in self._snapshot.patterns_beginning(heads) if pattern in key]

    def _sought(self, pattern: str) -> Sought:
        found = self._snapshot.pattern(pattern) or (pattern, None, "", "")
        return Sought(*found, self._is_dull(found[0]))


class _Automaton:
    """The automaton of some patterns, or of all; this kind of it is built and run fastest with so many."""

    def __init__(self, patterns: Sequence[str], read: Callable[[str], Sought]) -> None:
        import ahocorasick_rs

        kind = ahocorasick_rs.Implementation.NoncontiguousNFA
        self._automaton = ahocorasick_rs.AhoCorasick(patterns, implementation=kind, store_patterns=False)
        self._sought = _Found(patterns, read)

    def find(self, folded: Skeleton) -> list[tuple[Sought, int, int]]:
        """See `PatternSearch.find`."""
        edges, sought = folded.edges, self._sought
        return [
            (sought[at], begin, finish)
            for at, begin, finish in self._automaton.find_matches_as_indexes(folded.key, overlapping=True)
            if edges[begin] & BEGINS and edges[finish - 1] & ENDS
        ]


class _Found(dict[int, Sought]):
    """What is known of patterns by their numbers, read when one is first found."""

    def __init__(self, patterns: Sequence[str], read: Callable[[str], Sought]) -> None:
        self._patterns, self._read = patterns, read

    def __missing__(self, number: int) -> Sought:
        found = self[number] = self._read(self._patterns[number])
        return found
