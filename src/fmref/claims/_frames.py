"""Frames: how a text ties an entry to a model, as the registry writes it.

A frame is a row of words with a place for the value, `~`, and perhaps for the model or a pronoun, `*`:
`developed|built by ~`, `~ released *`. Words between `|` are alternatives; between the parts a few words may stand that
break no tie, and at `…` any of the same clause. `<made>` are the words of that group of the row, and a
frame with `!download|get` fits no sentence that says one of these words. Where `~~` stands for `~`, the value may be a
name that the catalog does not know.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from fmref.ledger import AttributeRow

__all__ = ["SUBJECT", "Frame", "Frames", "Place", "frames_of", "match_frame"]

VALUE: Final = "~"
ANYBODY: Final = "~~"
UNLESS: Final = "!"
FAR: Final = "…"
SUBJECT: Final = "*"
_SIGNS: Final = {
    ",": r"\s*[,，،]\s*",
    "(": r"\s*[(（]\s*",
    "'s": r"['’]s\s",
    ".": r"\s*(?:了|的)?\s*(?:[,，。；;)）!！]|$)",
    "_": r"\s*",
}
"""Parts that are no words and stand right beside their neighbours: a comma, a bracket, a genitive, the end of a clause.

Behind `_` the next part must stand right beside, too.
"""
_REACH: Final = {True: 14, False: 44}
"""How far apart, in characters, two parts may be in Chinese and in other scripts."""
_FAR: Final = 90
"""How far apart they may be around `…`."""
_CLAUSE: Final = re.compile(r"[,，、;；:：()（）。!?！？؟،؛\n]|\.\s")
_BREAKS: Final = re.compile(
    r"[,，、;；:：()（）。!?！？؟،؛\n«»\"“”]"
    r"|\b(?:that|which|who|with|using|uses|based|for|of|in|into|on|and|or|to|from|by|than|as|like|over|behind|about|after|before|when|while|said|says|told|bought|acquired|backed|praised|"
    r"criticised|criticized|reviewed|tested)\b"
    r"|基于|使用|利用|用于|(?<![名称作成称])为|对|与|和|及|将|把|比|以|给|让|用|向"
    r"|(?:^|\s)(?:که|با|از|به|بر|و|برای|در|روی|تا|مانند)(?=\s|$)",
    re.IGNORECASE,
)
"""What ends the tie between two parts."""


class Frame(NamedTuple):
    """The parts of a frame, each a tuple of alternatives, and the place of the value among them.

    `is_open` says that the value may be a name that the catalog does not know; a sentence that says a word of `unless`
    is none for it.
    """

    parts: tuple[tuple[str, ...], ...]
    at: int
    words: tuple[frozenset[str], ...]
    unless: frozenset[str]
    is_open: bool

    def may_fit(self, said: AbstractSet[str]) -> bool:
        """Whether a sentence that says some words has one for each part, and none that the frame forbids."""
        return not any(map(said.isdisjoint, self.words)) and self.unless.isdisjoint(said)


class Frames:
    """The frames of a row of the registry, found by the words of a sentence."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._frames = frames
        self._wordless = [number for number, frame in enumerate(frames) if not frame.words]
        self._by_word: dict[str, list[int]] = {}
        for number, frame in enumerate(frames):
            for word in max(frame.words, key=lambda words: min(map(len, words)), default=frozenset()):
                self._by_word.setdefault(word, []).append(number)

    def likely(self, said: AbstractSet[str]) -> list[Frame]:
        """The frames that may fit a sentence that says some words, in their order.

        Each is looked up by one of its parts only, that of the longest words, for they are said the least.
        """
        numbers = {number for word in said for number in self._by_word.get(word, ())}
        tried = (self._frames[number] for number in sorted({*numbers, *self._wordless}))
        return [frame for frame in tried if frame.may_fit(said)]


class Place(NamedTuple):
    """What stands somewhere: a word of frames, or a model with its number; a pronoun for one has none."""

    start: int
    end: int
    key: str
    model: int = -1

    @property
    def is_model(self) -> bool:
        """Whether a model or what points to one stands there."""
        return not self.key


def frames_of(row: AttributeRow) -> list[Frame]:
    """The frames of a row of the registry in all languages."""
    found = []
    for lang, texts in row.claims.items():
        groups = {f"<{name}>": tuple(labels.get(lang, ())) for name, labels in row.groups.items()}
        found += [_parsed(text.lower(), groups) for text in texts]
    return found


def _parsed(text: str, groups: Mapping[str, tuple[str, ...]]) -> Frame:
    is_open = ANYBODY in text
    parts: list[tuple[str, ...]] = []
    unless: set[str] = set()
    for part in text.replace(ANYBODY, VALUE).split():
        options = (groups.get(option, (option,)) for option in part.removeprefix(UNLESS).split("|"))
        words = tuple(word for option in options for word in option)
        if part.startswith(UNLESS):
            unless.update(words)
        else:
            parts.append(words)
    literals = (frozenset(part) for part in parts if not {VALUE, SUBJECT, FAR, *_SIGNS}.intersection(part))
    return Frame(tuple(parts), parts.index((VALUE,)), tuple(literals), frozenset(unless), is_open)


def match_frame(
    frame: Frame, text: str, value: tuple[int, int], places: Sequence[Place], starts: Sequence[int]
) -> tuple[bool, int]:
    """Whether a frame fits around a value, and the number of the model that it names, -1 for none.

    `text` has its numbers and dates blanked, `places` are in order of their `starts`.
    """
    model = -1
    for parts, forward in ((frame.parts[frame.at + 1 :], True), (frame.parts[: frame.at][::-1], False)):
        at = value[1] if forward else value[0]
        beside = far = False
        for part in parts:
            if part == (FAR,):
                far = True
                continue
            found = _next(part, text, at, (places, starts), forward=forward, far=far)
            far = False
            if found is not None and beside and (text[at : found.start] + text[found.end : at]).strip():
                found = None
            beside = part == ("_",)
            if found is None:
                return False, -1
            at = found.end if forward else found.start
            model = found.model if part == (SUBJECT,) else model
    return True, model


def _next(
    part: tuple[str, ...],
    text: str,
    at: int,
    known: tuple[Sequence[Place], Sequence[int]],
    *,
    forward: bool,
    far: bool = False,
) -> Place | None:
    """The nearest place of a part, in a direction, that nothing divides from where the last part ends.

    `far` ones may stand anywhere in the same clause.
    """
    if part[0] in _SIGNS:
        return _sign(part[0], text, _as_far_as(part[0], text, at) if far and not forward else at, forward=forward)
    for place in _around(*known, at, forward=forward):
        gap = text[at : place.start] if forward else text[place.end : at]
        if far:
            if len(gap) > _FAR or _CLAUSE.search(gap):
                return None
            if place.is_model if part == (SUBJECT,) else (place.key in part):
                return place
            continue
        if len(gap) > _REACH[not gap.isascii() and any("\u3400" <= c <= "\u9fff" for c in gap)]:
            return None
        if place.is_model if part == (SUBJECT,) else (place.key in part):
            return None if _BREAKS.search(gap) else place
    return None


def _as_far_as(sign: str, text: str, at: int) -> int:
    """Right behind the nearest sign before an offset, or the offset where none is near."""
    found = [match.end() for match in re.finditer(_SIGNS[sign], text[max(at - _FAR // 2, 0) : at])]
    return max(at - _FAR // 2, 0) + found[-1] if found else at


def _around(places: Sequence[Place], starts: Sequence[int], at: int, *, forward: bool) -> Iterator[Place]:
    """The places before or behind an offset, the nearest first; more than a dozen are never near."""
    first = bisect_left(starts, at)
    if forward:
        yield from places[first : first + 12]
    else:
        yield from (place for place in reversed(places[max(first - 12, 0) : first]) if place.end <= at)


def _sign(sign: str, text: str, at: int, *, forward: bool) -> Place | None:
    """A sign right beside an offset."""
    window = text[at : at + 3] if forward else text[max(at - 3, 0) : at]
    pattern = _SIGNS[sign]
    match = re.match(pattern, window) if forward else re.search(f"{pattern}$", window)
    if match is None:
        return None
    length = match.end() - match.start()
    return Place(at, at + length, sign) if forward else Place(at - length, at, sign)
