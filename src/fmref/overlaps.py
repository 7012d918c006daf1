"""Which of overlapping mentions of a text are kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from fmref.snapshot import MistakeRow, NameRow
from fmref.text import SEPARATORS

__all__ = ["Candidate", "Reading", "free_places", "longest", "without_descriptors"]


class Reading(NamedTuple):
    """What a wording may mean: the key that it was found under, its bearers, or the mistakes that it is.

    `is_contested` if the letters are also an everyday word, so that the words around must speak for it; `is_general` if
    it has only meanings of general language; `is_word` if it is a name that the data mark as an everyday word, too,
    of Chinese or Persian. `entries` are the bearers that are no concepts.
    """

    key: str
    rows: tuple[NameRow, ...]
    mistakes: tuple[MistakeRow, ...] = ()
    is_contested: bool = False
    is_general: bool = False
    is_word: bool = False
    entries: frozenset[str] = frozenset()


class Candidate(NamedTuple):
    """A wording in a text that may be a mention; `mistake` if it is one."""

    start: int
    end: int
    reading: Reading
    mistake: MistakeRow | None = None
    is_contested: bool = False


def free_places(size: int, taken: Iterable[tuple[int, int]]) -> Callable[[int, int], bool]:
    """Whether a span of a text of some size is free of all spans that are taken."""
    marks = bytearray(size)
    for start, end in taken:
        marks[start:end] = b"\x01" * (end - start)
    return lambda start, end: marks.find(1, start, end) < 0


def without_descriptors(text: str, found: Sequence[Candidate], is_term: Callable[[int, int], bool]) -> list[Candidate]:
    """Names without a term that only says what they are: `Common Crawl` and `data set`, not `Common Crawl data set`.

    A name is cut where a shorter name of the same entry and a term make up all of it; `is_term` says of a part of
    the text whether it is a term.
    """
    spans = {(one.start, one.end): one for one in found}
    edges: dict[int, list[Candidate]] = {}
    for one in found:
        if one.reading.entries:
            edges.setdefault(one.start, []).append(one)
            edges.setdefault(-one.end, []).append(one)
    for whole in found:
        if not (entries := whole.reading.entries) or whole.mistake is not None:
            continue
        for inner in (*edges.get(whole.start, ()), *edges.get(-whole.end, ())):
            if inner.end - inner.start >= whole.end - whole.start or entries.isdisjoint(inner.reading.entries):
                continue
            if is_term(*_rest(text, whole, inner)):
                spans.pop((whole.start, whole.end), None)
                spans[inner.start, inner.end] = inner._replace(is_contested=False)
                break
    return list(spans.values())


def _rest(text: str, whole: Candidate, inner: Candidate) -> tuple[int, int]:
    """What a wording has beside another that it begins or ends with, without the gap between them."""
    start, end = (inner.end, whole.end) if inner.start == whole.start else (whole.start, inner.start)
    while start < end and text[start] in _GAP:
        start += 1
    while end > start and text[end - 1] in _GAP:
        end -= 1
    return start, end


_GAP: Final = frozenset(f"{SEPARATORS}\u200c")


def longest(found: Iterable[Candidate], size: int, *, general: bool) -> list[Candidate]:
    """The mentions of a text of `size` characters of which none overlaps another, in order.

    The longer comes first, and among equal ones the earlier; wordings of general language only where `general` asks
    for them. A mistake gives way to what contains it, and to nothing that only overlaps it: 玻尔兹曼机器 is not
    玻尔兹曼机.
    """
    taken: list[Candidate] = []
    covered = bytearray(size)
    longest_first = sorted(found, key=lambda one: (one.start - one.end, one.start))
    right = [one for one in longest_first if one.mistake is None]
    wrong = [one for one in longest_first if one.mistake is not None]
    if wrong:
        starts, reach = _reaches(right)
        wrong = [one for one in wrong if not _is_inside(one, starts, reach)]
    for one in (*wrong, *right):
        start, end = one.start, one.end
        if one.mistake is None and one.reading.is_general and not general:
            continue
        if covered.find(1, start, end) < 0:
            covered[start:end] = b"\x01" * (end - start)
            taken.append(one)
    taken.sort(key=lambda one: one.start)
    return taken


def _reaches(found: Iterable[Candidate]) -> tuple[list[int], list[tuple[int, int]]]:
    """The starts of mentions in order, and for each the longest reach of those that start by then: end and start."""
    starts: list[int] = []
    reach: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        starts.append(one.start)
        reach.append(max((one.end, -one.start), reach[-1] if reach else (0, 0)))
    return starts, reach


def _is_inside(one: Candidate, starts: Sequence[int], reach: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention lies within a longer one."""
    at = bisect_right(starts, one.start) - 1
    if at < 0:
        return False
    end, start = reach[at]
    return end >= one.end and end + start > one.end - one.start
