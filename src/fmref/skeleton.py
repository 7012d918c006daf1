"""The folded skeleton of a running text, with the way back to the original of every letter.

Names and terms are looked for in the skeleton, which is folded like a name (`fmref.text.name_key`), and found spans are
given in the original: nothing of the text is lost by folding it. The text is read in runs of one script, so that what
is kept for the way back grows with the words and not with the letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, repeat
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
    character stands for itself. `runs` are where the runs begin in the key, `starts` where in the original; `wide` are
    the runs of which all letters come from one cluster of the original, with its end.
    """

    key: str
    edges: bytes
    runs: Sequence[int]
    starts: Sequence[int]
    wide: Mapping[int, int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from `start` up to `end` of the skeleton stand in the original."""
        first, last = bisect_right(self.runs, start) - 1, bisect_right(self.runs, end - 1) - 1
        begin, finish = self.starts[first], self.wide.get(last)
        if first not in self.wide:
            begin += start - self.runs[first]
        return begin, self.starts[last] + end - self.runs[last] if finish is None else finish

    def place(self, offset: int) -> int:
        """The first letter of the skeleton that comes from an offset of the original or from behind it."""
        run = bisect_right(self.starts, offset) - 1
        if run < 0:
            return 0
        behind = self.runs[run + 1] if run + 1 < len(self.runs) else len(self.key)
        if run in self.wide:
            return self.runs[run] if offset == self.starts[run] else behind
        return min(self.runs[run] + offset - self.starts[run], behind)


_DROPPED, _WIDE = "\x00", "\x01"
_MARKS: Final = "\u0300-\u036f\u0653\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f"
_MARKED: Final = re.compile(f"(?s).[{_MARKS}]{{1,8}}")
"""A character with the marks that fold together with it; more of them than any script has are folded alone."""
_LATIN: Final = "0-9a-zªµºß-öø-ɏ"
_PERSIAN: Final = "\u0620-\u06d3"
_GAP: Final = f"-.{_DROPPED}"
_PIECE: Final = re.compile(
    f"(?:[{_LATIN}]+|[{_PERSIAN}]+|{_WIDE}|[^{_GAP}{_WIDE}{_LATIN}{_PERSIAN}]+)[{_GAP}]*|[{_GAP}]+"
)
"""Every letter of a folded text is in one piece: a run of one script or a cluster, with the gap behind it."""
_GAP_IN_NUMBER: Final = re.compile(rf"[{_GAP}](?<=[0-9][{_GAP}])[{_GAP}]*(?=[0-9])")


class _Folds(dict[int, int]):
    """How each character is folded where one comes out: kept, for there are few."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        folded = "-" if char in SEPARATORS else fold(char)
        one = ord(folded) if len(folded) == 1 else ord(_WIDE if folded else _DROPPED)
        one = ord("-") if chr(one) in SEPARATORS else one
        if len(self) < _MOST_KEPT:
            self[code] = one
        return one


class _Edges(dict[str, bytes]):
    """The edges of each run: of a Latin word, of a Persian one, of anything else; kept for the words that recur."""

    def __missing__(self, run: str) -> bytes:
        size = len(run)
        if size == 1 or not _WORD.match(run):
            edges = b"\x03" * size
        elif _PERSIAN[0] <= run[0] <= _PERSIAN[-1]:
            edges = b"\x03" + b"\x02" * (size - 1)
        else:
            edges = b"\x01" + b"\x00" * (size - 2) + b"\x02"
            if size > 2 and run[-1] == "s":  # an English plural
                edges = edges[:-2] + b"\x02\x02"
        if size < _LONGEST_KEPT and len(self) < _MOST_KEPT:
            self[run] = edges
        return edges


_MOST_KEPT: Final = 20_000
_LONGEST_KEPT: Final = 24
_WORD: Final = re.compile(f"[{_LATIN}{_PERSIAN}]")
_folds: Final = _Folds()
_edges: Final = _Edges()


def skeleton(text: str) -> Skeleton:
    """The skeleton of a text; linear in its length."""
    plain = text.translate(_folds)
    clusters = {start: (end, letters) for start, end, letters in _clusters(text, plain)}
    plain = _mended(text, plain, clusters)
    pieces = _PIECE.findall(plain)
    letters = list(map(str.rstrip, pieces, repeat(_GAP)))
    starts = [0, *accumulate(map(len, pieces))]
    wide: dict[int, int] = {}
    if clusters:
        for at, (start, run) in enumerate(zip(starts, letters, strict=False)):
            if run == _WIDE:
                wide[at], letters[at] = clusters[start]
    runs = [0, *accumulate(map(len, letters))]
    return Skeleton("".join(letters), b"".join(map(_edges.__getitem__, letters)), runs[:-1], starts[:-1], wide)


def _clusters(text: str, plain: str) -> Iterator[tuple[int, int, str]]:
    """Begin, end and folded letters of what does not fold one by one: ligatures, marks, gaps between two digits."""
    if not text.isascii():
        for match in _MARKED.finditer(text):
            yield *match.span(), name_key(match[0])
        at = plain.find(_WIDE)
        while at >= 0:
            yield at, at + 1, name_key(text[at])
            at = plain.find(_WIDE, at + 1)
    for match in _GAP_IN_NUMBER.finditer(plain):
        if mark := _between(match[0]):
            yield *match.span(), mark


def _mended(text: str, plain: str, clusters: Mapping[int, tuple[int, str]]) -> str:
    """The folded text with clusters marked, and without the letter that some write for an ezafe."""
    ezafes = [match.start() for match in EZAFE.finditer(text)] if "ه" in plain else []
    if not clusters and not ezafes:
        return plain
    chars = list(plain)
    for start, (end, letters) in clusters.items():
        chars[start:end] = [_WIDE if letters else _DROPPED, *_DROPPED * (end - start - 1)]
    for start in ezafes:
        chars[start : start + 2] = _DROPPED * 2
    return "".join(chars)


def _between(gap: str) -> str:
    """What is kept of a gap between two digits, as in a key: one gap for separators, and a single dot."""
    gap = gap.replace(_DROPPED, "")
    if gap and not gap.strip("-"):
        return "_"
    return "." if gap.replace("-", "") == "." else ""
