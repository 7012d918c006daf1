"""The words that a check looks for, found in a sentence in one pass of an automaton."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from fmref.boundaries import stands_alone
from fmref.claims._frames import frames_of
from fmref.claims._words import DOUBTS, STEERING, words
from fmref.folding import fold
from fmref.ledger import AttributeRow
from fmref.script_patterns import is_han, simplified

if TYPE_CHECKING:
    import ahocorasick_rs

__all__ = ["FRAMED", "Cue", "Cues", "folded"]


class Cue(NamedTuple):
    """A word at a place: its role (`doubt`, `word`, `label`, `claim`, `hint`, `literal`, `value`), and of what."""

    start: int
    end: int
    role: str
    what: str
    key: str


class _Folds(dict[int, str]):
    """One letter folded to one, or itself where folding drops it or makes several of it; kept, for there are few."""

    def __missing__(self, code: int) -> str:
        char = chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"  # a lone surrogate has no encoding
        found = fold(simplified(char))
        found = found if len(found) == 1 else char
        if len(self) < _MOST_KEPT:
            self[code] = found
        return found


_MOST_KEPT: Final = 20_000
_FOLDS: Final = _Folds()


def folded(text: str) -> str:
    """A text letter by letter in lower case, simplified characters and Persian letters; every offset stays."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


class Cues:
    """The words of the registry, of its frames and of doubt, and the values that are written out in words."""

    def __init__(self, rows: Mapping[str, AttributeRow], values: Mapping[str, Sequence[str]]) -> None:
        self._rows = rows
        self._values = values
        self._meant = {
            (row.id, form): value
            for row in rows.values()
            for value, text in _told(row)
            for form in _forms(text)
        }  # fmt: skip

    def value_of(self, cue: Cue) -> str:
        """The value that a cue states."""
        return self._meant[cue.what, cue.key]

    @cached_property
    def _patterns(self) -> dict[str, set[tuple[str, str]]]:
        """Every folded form, with what it may say."""
        found: dict[str, set[tuple[str, str]]] = {}
        for role, blocks in (("doubt", DOUBTS), ("word", STEERING)):
            for what, texts in words(blocks).items():
                _enter(found, texts, role, what)
        for row in self._rows.values():
            for texts in row.labels.values():
                _enter(found, texts, "label", row.id)
            if row.type in FRAMED:
                for word in frozenset[str]().union(
                    *(part for one in frames_of(row) for part in (*one.words, one.unless))
                ):
                    _enter(found, (word,), "literal", word)
            else:
                for texts in row.claims.values():
                    _enter(found, texts, "claim", row.id)
                for texts in row.hints.values():
                    _enter(found, texts, "hint", row.id)
            _enter(found, self._values.get(row.id, ()), "value", row.id)
            if row.claims:
                _enter(found, [text for _, text in _told(row)], "value", row.id)
        return found

    @cached_property
    def _automaton(self) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, set[tuple[str, str]]]]]:
        import ahocorasick_rs

        patterns = self._patterns
        return ahocorasick_rs.AhoCorasick(list(patterns), store_patterns=False), list(patterns.items())

    def find(self, text: str, begin: int, finish: int) -> Iterator[Cue]:
        """The cues of a part of a text, in the order of their ends."""
        automaton, patterns = self._automaton
        for number, first, last in automaton.find_matches_as_indexes(folded(text[begin:finish]), overlapping=True):
            start, end = begin + first, begin + last
            if is_han(text[start]) or stands_alone(text, start, end):
                key, meanings = patterns[number]
                for role, what in meanings:
                    yield Cue(start, end, role, what, key)


FRAMED: Final = frozenset({"entry", "enum", "boolean"})
"""The types of attribute whose words in the registry are frames."""


def _told(row: AttributeRow) -> Iterator[tuple[str, str]]:
    """The values of an enumeration, or those of another type that have words of their own, with the words."""
    for value in dict.fromkeys((*row.values, *row.stated)):
        for texts in row.stated.get(value, row.values.get(value, {})).values():
            yield from ((value, text) for text in texts)


def _enter(found: dict[str, set[tuple[str, str]]], texts: Sequence[str], role: str, what: str) -> None:
    for text in texts:
        for form in _forms(text):
            found.setdefault(form, set()).add((role, what))


def _forms(text: str) -> Iterator[str]:
    """How a word may be written: a joiner, a hyphen or a space, or nothing where there is a joiner."""
    form = folded(text.strip())
    if not form:
        return
    yield form
    if "\u200c" in form:
        yield form.replace("\u200c", " ")
        yield form.replace("\u200c", "")
    if "-" in form:
        yield form.replace("-", " ")
    elif " " in form and form.isascii():
        yield form.replace(" ", "-")
