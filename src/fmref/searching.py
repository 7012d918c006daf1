"""Search of words inside names: one text of all keys, the likeliest first, that is read until enough fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from fmref.text import NameKey

if TYPE_CHECKING:
    from fmref.snapshot import Snapshot

__all__ = ["DefinitionIndex", "SearchIndex"]

_END: Final = "\n"
_NUMBER: Final = frozenset("0123456789.")


class SearchIndex:
    """Keys of a snapshot in the order in which they are to be found, in one text: a list takes many times as long.

    Those of a kind of entry or of all; of what people know, or of community derivatives. Models are most of all names
    and have no text of their own.
    """

    def __init__(self, snapshot: Snapshot, kind: str | None, *, derivative: bool) -> None:
        self._text = _END + snapshot.search_text("" if kind is None or kind == "model" else kind, derivative=derivative)

    def starting_with(self, start: NameKey) -> Iterator[NameKey]:
        """The keys that begin with a key and go on."""
        at = self._text.find(_END + start)
        while at >= 0:
            end = self._text.index(_END, at + 1)
            if end > at + 1 + len(start):
                yield NameKey(self._text[at + 1 : end])
            at = self._text.find(_END + start, end)

    def holding(self, parts: Iterable[NameKey]) -> Iterator[NameKey]:
        """The keys that hold every one of these parts; a number is held as a whole, not as a piece of another."""
        if not (rarest_first := sorted(set(parts), key=self._text.count)):
            return
        rarest, *others = rarest_first
        at = self._text.find(rarest)
        while at >= 0:
            start, end = self._text.rindex(_END, 0, at + 1), self._text.index(_END, at + 1)
            key = self._text[start + 1 : end]
            if _holds(key, rarest) and all(_holds(key, part) for part in others):
                yield NameKey(key)
            at = self._text.find(rarest, end)

    def holds(self, part: NameKey) -> bool:
        """Whether any key holds a part."""
        return part in self._text


class DefinitionIndex:
    """The definitions of the glossary, in which a concept is found whose name one does not know."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._texts = snapshot.definitions()

    def holding(self, words: Iterable[str]) -> Iterator[str]:
        """The concepts whose definitions hold the beginnings of all these words, the shortest definitions first."""
        wanted = [word for word in words if len(word) > _SHORT or not word.isascii()]
        found = [(len(text), concept) for concept, text in self._texts if all(_begins(text, word) for word in wanted)]
        yield from (concept for _, concept in sorted(found) if wanted)


_SHORT: Final = 2
"""A Latin word of so many letters says nothing: an article, a preposition."""


def _begins(text: str, word: str) -> bool:
    """Whether a word of a text begins with a word; Chinese is written without gaps."""
    at = text.find(word)
    while at >= 0:
        if at == 0 or not (text[at - 1].isalpha() and word[0].isalpha()) or word[0] >= "\u3400":
            return True
        at = text.find(word, at + 1)
    return False


def _holds(key: str, part: str) -> bool:
    """Whether a key holds a part that does not cut a number in two."""
    at = key.find(part)
    while at >= 0:
        before, behind = key[at - 1 : at], key[at + len(part) : at + len(part) + 1]
        if not (part[0] in _NUMBER and before in _NUMBER) and not (part[-1] in _NUMBER and behind in _NUMBER):
            return True
        at = key.find(part, at + 1)
    return False
