"""The folded skeleton of a running text, with the way back to the original of every letter.

Names and terms are looked for in the skeleton, which is folded like a name (`fmref.text.name_key`), and found spans are
given in the original: nothing of the text is lost by folding it. What is kept for the way back grows with the words and
not with the letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from fmref.folding import EZAFE, fold
from fmref.text import SEPARATORS, name_key

__all__ = ["BEGINS", "ENDS", "Skeleton", "skeleton"]

BEGINS: Final = 1
ENDS: Final = 2
"""What a letter of a skeleton may do, in the bits of `Skeleton.edges`: begin a word, end one."""


class Skeleton(NamedTuple):
    """A text without what folding drops.

    `key` is the folded text. `edges` has for each of its letters whether a word may begin or end there, as far as its
    run of one script can tell: a Latin word may end before its plural s, a Persian one before any suffix, a Chinese
    character stands for itself. The letters stand in pieces with gaps between them: `pieces` are where these begin in
    the key, `shifts` how much further on they stand in the original. `wide` are the pieces that come from one cluster
    of the original, with its end.
    """

    key: str
    edges: bytes
    pieces: Sequence[int]
    shifts: Sequence[int]
    wide: Mapping[int, int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from `start` up to `end` of the skeleton stand in the original."""
        first = bisect_right(self.pieces, start) - 1
        last = bisect_right(self.pieces, end - 1, first) - 1
        if not self.wide:
            return start + self.shifts[first], end + self.shifts[last]
        begin = self.pieces[first] if first in self.wide else start
        return begin + self.shifts[first], self.wide.get(last) or end + self.shifts[last]

    def place(self, offset: int) -> int:
        """The first letter of the skeleton that comes from an offset of the original or from behind it."""
        piece = bisect_right(range(len(self.pieces)), offset, key=self._start) - 1
        if piece < 0:
            return 0
        behind = self.pieces[piece + 1] if piece + 1 < len(self.pieces) else len(self.key)
        if piece in self.wide:
            return self.pieces[piece] if offset == self._start(piece) else behind
        return min(offset - self.shifts[piece], behind)

    def places(self, offsets: Iterable[int]) -> dict[int, int]:
        """The `place` of each of many offsets of the original."""
        starts = [piece + shift for piece, shift in zip(self.pieces, self.shifts, strict=True)]
        ends = [*self.pieces[1:], len(self.key)]
        found = {}
        for offset in offsets:
            piece = bisect_right(starts, offset) - 1
            if piece < 0:
                found[offset] = 0
            elif piece in self.wide:
                found[offset] = self.pieces[piece] if offset == starts[piece] else ends[piece]
            else:
                found[offset] = min(offset - self.shifts[piece], ends[piece])
        return found

    def _start(self, piece: int) -> int:
        """Where a piece begins in the original."""
        return self.pieces[piece] + self.shifts[piece]


_GAP, _DROPPED, _WIDE, _POINT = "-", "\x00", "\x01", "\x02"
"""What stands in a folded text for a separator, for what is dropped, for a cluster, and for a dot in a number."""
_MARKS: Final = "\u0300-\u036f\u0653\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK: Final = re.compile(f"[{_MARKS}]")
_MARKED: Final = re.compile(f"(?s).[{_MARKS}]{{1,8}}")
"""A character with the marks that fold together with it; more of them than any script has are folded alone."""
_LATIN: Final = "0-9a-zªµºß-öø-ɏ"
_PERSIAN: Final = "\u0620-\u06d3"
_OF_WORDS: Final = re.compile(f"[{_LATIN}{_PERSIAN}]")
_RUN: Final = re.compile(f"[{_LATIN}]+|[{_PERSIAN}]+|[^{_LATIN}{_PERSIAN}]+")
_GAP_IN_NUMBER: Final = re.compile(f"([0-9])([-.{_DROPPED}]+)(?=[0-9])")


class _Folds(dict[int, int]):
    """How each character is folded where one comes out: kept, for there are few."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        folded = _GAP if char in SEPARATORS else fold(char)
        one = ord(folded) if len(folded) == 1 else ord(_WIDE if folded else _DROPPED)
        one = ord(_GAP) if chr(one) in SEPARATORS else one
        if len(self) < _MOST_KEPT:
            self[code] = one
        return one


class _Edges(dict[str, bytes]):
    """The edges of each piece: of Latin words in it, of Persian ones, of anything else; kept for words that recur."""

    def __missing__(self, piece: str) -> bytes:
        size = len(piece)
        if not _OF_WORDS.search(piece):
            return b"\x03" * size
        edges = b"".join(map(_edges_of_run, _RUN.findall(piece)))
        if size < _LONGEST_KEPT and len(self) < _MOST_KEPT:
            self[piece] = edges
        return edges


def _edges_of_run(run: str) -> bytes:
    """The edges of a run of one script."""
    size = len(run)
    if size == 1 or not _OF_WORDS.match(run):
        return b"\x03" * size
    if _PERSIAN[0] <= run[0] <= _PERSIAN[-1]:
        return b"\x03" + b"\x02" * (size - 1)
    edges = b"\x01" + b"\x00" * (size - 2) + b"\x02"
    return edges[:-2] + b"\x02\x02" if size > 2 and run[-1] == "s" else edges  # an English plural


_MOST_KEPT: Final = 20_000
_LONGEST_KEPT: Final = 24
_folds: Final = _Folds()
_ASCII_FOLD: Final = bytes(_folds[code] for code in range(128)) + bytes(128)
_edges: Final = _Edges()


def skeleton(text: str) -> Skeleton:
    """The skeleton of a text; linear in its length."""
    plain = _GAP_IN_NUMBER.sub(_marked_gap, _folded(text))
    clusters = [] if text.isascii() else _clusters(text, plain)
    for spans, filler in ((clusters, _WIDE), (_ezafes(text, plain), _DROPPED)):
        plain = _filled(plain, spans, filler)
    plain = plain.replace(".", _GAP).replace(_DROPPED, _GAP)
    if clusters:  # each is a piece of its own
        plain = plain.replace(_WIDE, f"{_GAP}{_WIDE}{_GAP}")
    letters = plain.split(_GAP)
    shifts: Sequence[int] = range(len(letters))  # between two pieces is one character
    wide: Mapping[int, int] = {}
    if clusters:
        shifts, wide = _widened(text, clusters, letters)
    pieces = [0, *accumulate(map(len, letters))]
    edges = b"".join(map(_edges.__getitem__, letters))
    return Skeleton("".join(letters).replace(_POINT, "."), edges, pieces[:-1], shifts, wide)


def _folded(text: str) -> str:
    """The text folded character by character; lines of ASCII, which are the usual ones in English, as bytes."""
    return _GAP.join(
        [
            line.encode().translate(_ASCII_FOLD).decode() if line.isascii() else line.translate(_folds)
            for line in text.split("\n")
        ]
    )


def _marked_gap(match: re.Match[str]) -> str:
    """What is kept of a gap between two digits, as in a key: one gap for separators, and a single dot."""
    digit, gap = match.groups()
    kept = gap.replace(_DROPPED, "")
    mark = _POINT if kept.replace(_GAP, "") == "." else "_" if kept and not kept.strip(_GAP) else _DROPPED
    return digit + mark + _DROPPED * (len(gap) - 1)


def _clusters(text: str, plain: str) -> list[tuple[int, int]]:
    """Begin and end of what does not fold one by one, in order: ligatures, and letters with marks."""
    found = dict(match.span() for match in _MARKED.finditer(text)) if _MARK.search(text) else {}
    at = plain.find(_WIDE)
    while at >= 0:
        found.setdefault(at, at + 1)
        at = plain.find(_WIDE, at + 1)
    clusters: list[tuple[int, int]] = []
    for start, end in sorted(found.items()):
        if not clusters or start >= clusters[-1][1]:  # some marks are ligatures themselves
            clusters.append((start, end))
    return clusters


def _ezafes(text: str, plain: str) -> list[tuple[int, int]]:
    """Begin and end of each letter that stands for an ezafe, with the gap before it."""
    return [(match.start() + 1, match.end()) for match in EZAFE.finditer(text)] if "ه" in plain else []


def _filled(plain: str, spans: Iterable[tuple[int, int]], first: str) -> str:
    """The text with a filler at the begin of each span, and nothing behind it up to its end."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (plain[at:start], first, _DROPPED * (end - start - 1))
        at = end
    return "".join((*parts, plain[at:])) if parts else plain


def _widened(text: str, clusters: Iterable[tuple[int, int]], letters: list[str]) -> tuple[list[int], dict[int, int]]:
    """Put what clusters fold to among the pieces; the shifts of all pieces, and the clusters among them."""
    shifts: list[int] = []
    wide: dict[int, int] = {}
    moved = 0  # how much less a piece is shifted than by the gaps before it
    at = -1
    for start, end in clusters:
        at = letters.index(_WIDE, at + 1)
        letters[at] = name_key(text[start:end])
        shifts += range(len(shifts) - moved, at - moved)
        shifts.append(at - moved - 1)  # the gaps on both sides of it are not in the original
        moved += len(letters[at]) + 1
        wide[at] = end
    shifts += range(len(shifts) - moved, len(letters) - moved)
    return shifts, wide
