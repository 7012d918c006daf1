"""The folded skeleton of a running text, with the way back to the original of every letter.

Names and terms are looked for in the skeleton, which is folded like a name (`fmref.text.name_key`), and found spans are
given in the original: nothing of the text is lost by folding it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fmref.folding import EZAFE, fold
from fmref.text import SEPARATORS

__all__ = ["Skeleton", "skeleton"]


class Skeleton(NamedTuple):
    """A text without what folding drops.

    `key` is the folded text; its letter `n` comes from the original at `starts[n]`, and what was read for it ends
    before `ends[n]`.
    """

    key: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from `start` up to `end` of the skeleton stand in the original."""
        return self.starts[start], self.ends[end - 1]


_MARKS: Final = "\u0300-\u036f\u0653\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK: Final = re.compile(f"[{_MARKS}]")
_CLUSTER: Final = re.compile(f"(?s).[{_MARKS}]*")
"""A character with the marks that fold together with it."""
_LOOSE: Final = re.compile(r"-+|\.+")


class _Folds(dict[str, str]):
    """How each character is folded; kept, for there are few."""

    def __missing__(self, char: str) -> str:
        folded = fold(char) if char not in SEPARATORS else "-"
        folded = "".join("-" if c in SEPARATORS else c for c in folded)
        if len(self) < _MOST_KEPT:
            self[char] = folded
        return folded


_MOST_KEPT: Final = 20_000
_folds: Final = _Folds()


def skeleton(text: str) -> Skeleton:
    """The skeleton of a text; linear in its length."""
    pieces = _CLUSTER.findall(text) if _MARK.search(text) else list(text)
    dropped = {match.start() for match in EZAFE.finditer(text)} if "ه" in text else set()
    letters: list[str] = []
    starts: list[int] = []
    at = 0
    for piece in pieces:
        folded = "" if at in dropped or at - 1 in dropped else _folds[piece]
        if folded:
            letters.append(folded)
            starts.extend([at] * len(folded))
        at += len(piece)
    return _without_loose("".join(letters), starts, _ends(pieces, starts))


def _ends(pieces: list[str], starts: list[int]) -> list[int]:
    """Where each letter's piece ends."""
    length: dict[int, int] = {}
    at = 0
    for piece in pieces:
        if len(piece) > 1:
            length[at] = len(piece)
        at += len(piece)
    return [start + length.get(start, 1) for start in starts] if length else [start + 1 for start in starts]


def _without_loose(key: str, starts: list[int], ends: list[int]) -> Skeleton:
    """The skeleton without separators and dots, but for those between two digits."""
    parts: list[str] = []
    kept_starts: list[int] = []
    kept_ends: list[int] = []
    last = 0
    for match in _LOOSE.finditer(key):
        begin, end = match.span()
        between = begin > 0 and end < len(key) and key[begin - 1] in _DIGITS and key[end] in _DIGITS
        parts.append(key[last:begin])
        kept_starts += starts[last:begin]
        kept_ends += ends[last:begin]
        if between:
            parts.append("_" if key[begin] == "-" else ".")
            kept_starts.append(starts[begin])
            kept_ends.append(ends[end - 1])
        last = end
    parts.append(key[last:])
    return Skeleton("".join(parts), kept_starts + starts[last:], kept_ends + ends[last:])


_DIGITS: Final = frozenset("0123456789")
