"""One text of a pair, with what it mentions and what can be looked for in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from fmref.annotation import Mention
from fmref.bilingual._finding import Span
from fmref.boundaries import stands_alone
from fmref.skeleton import Skeleton
from fmref.text import NameKey, name_key

__all__ = ["Side", "outermost", "within"]

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Side:
    """A text of a pair: its language, its folded skeleton, and its mentions, general words included."""

    text: str
    lang: str
    folded: Skeleton
    mentions: tuple[Mention, ...]

    @cached_property
    def names(self) -> list[Mention]:
        """The mentions of entries."""
        return [mention for mention in self.mentions if mention.id and mention.kind != "concept"]

    @cached_property
    def terms(self) -> dict[str, list[Mention]]:
        """The mentions of concepts, by concept."""
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if mention.kind == "concept":
                found.setdefault(mention.id, []).append(mention)
        return found

    @cached_property
    def words(self) -> list[NameKey]:
        """The words of the text in order, folded; those that a half-space joins are apart."""
        return [name_key(word) for word in _WORD.findall(self.text)]

    def span(self, start: int, end: int) -> Span:
        """A place of the text."""
        return Span(start, end, self.text[start:end])

    def places(self, key: str) -> Iterator[Span]:
        """Where the text has a folded wording that stands alone, guards against others left to the caller."""
        at = self.folded.key.find(key) if len(key) > 1 or not key.isascii() else -1
        while at >= 0:
            start, end = self.folded.span(at, at + len(key))
            if stands_alone(self.text, start, end):
                yield self.span(start, end)
            at = self.folded.key.find(key, at + 1)

    def guarded(self, span: Span, guards: Iterable[str]) -> bool:
        """Whether a place lies within one of the folded wordings in which its letters are right."""
        return any(within(span, place) for guard in guards for place in self.places(guard))


def within(inner: tuple[int, int, str] | Mention, outer: tuple[int, int, str] | Mention) -> bool:
    """Whether a place lies inside another one or is the same."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def outermost(places: Iterable[Span]) -> Iterator[Span]:
    """The places that lie inside no other one, in order."""
    reach = -1
    for place in sorted(places, key=lambda span: (span.start, -span.end)):
        if place.end > reach:
            reach = place.end
            yield place
