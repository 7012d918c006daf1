"""Where the patterns of a snapshot occur in folded texts.

The automaton of all patterns takes longer to build than a short text to read. As long as only short texts have come,
each gets an automaton of its own few: the patterns that begin with the letters of one of its words, and occur in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    """Searches folded texts for the patterns of one snapshot.

    `is_dull` says of a pattern whether it may be left out where it is found, which is asked once for each.
    """

    def __init__(self, snapshot: Snapshot, is_dull: Callable[[Sought], bool], piecemeal: int = PIECEMEAL) -> None:
        self._snapshot = snapshot
        self._is_dull = is_dull
        self._left = piecemeal

    def find(self, folded: Skeleton, *, dull: bool) -> Iterator[tuple[Sought, int, int]]:
        """Every pattern in a folded text that begins and ends where words may, with its place there; they overlap.

        Without `dull`, those that are dull may be left out, and are so in long texts.
        """
        self._left -= len(folded.key)
        automaton = self._all if self._left < 0 else _Automaton(self._snapshot, self._is_dull, self._few(folded))
        return automaton.find(folded, dull=dull or self._left >= 0)

    def sought(self, pattern: str) -> Sought | None:
        """A pattern by its letters, None where there is none with these."""
        return next((Sought._make(row) for row in self._snapshot.pattern(pattern)), None)

    @cached_property
    def _all(self) -> _Automaton:
        return _Automaton(self._snapshot, self._is_dull)

    def _few(self, folded: Skeleton) -> list[str]:
        """The patterns that occur in a text."""
        key, last = folded.key, len(folded.key) - _HEAD
        heads = {key[at : at + _HEAD] for at, edge in enumerate(folded.edges) if edge & BEGINS and at <= last}
        return [pattern for pattern in self._snapshot.patterns_beginning(heads) if pattern in key]


class _Automaton:
    """The automaton of some patterns, or of all; this kind of it is built and run fastest with so many."""

    def __init__(
        self, snapshot: Snapshot, is_dull: Callable[[Sought], bool], among: Sequence[str] | None = None
    ) -> None:
        import ahocorasick_rs

        kind = ahocorasick_rs.Implementation.NoncontiguousNFA
        self._patterns = snapshot.patterns() if among is None else among
        self._special = snapshot.special_patterns(among)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns, implementation=kind, store_patterns=False)
        self._is_dull = is_dull
        self._dull: set[int] = set()
        self._found: dict[int, Sought] = {}

    def find(self, folded: Skeleton, *, dull: bool) -> Iterator[tuple[Sought, int, int]]:
        """See `PatternSearch.find`."""
        edges, found = folded.edges, self._found
        left_out = frozenset() if dull else self._dull
        matches = self._automaton.find_matches_as_indexes(folded.key, overlapping=True)
        for at, begin, finish in [
            m for m in matches if edges[m[1]] & BEGINS and edges[m[2] - 1] & ENDS and m[0] not in left_out
        ]:
            sought = found.get(at)
            if sought is None:
                sought = found[at] = self._first(at)
            if at not in left_out:
                yield sought, begin, finish

    def _first(self, at: int) -> Sought:
        """A pattern that is found for the first time."""
        pattern = self._patterns[at]
        sought = Sought(*self._special.get(pattern, (pattern, None, "", "")))
        if self._is_dull(sought):
            self._dull.add(at)
        return sought
