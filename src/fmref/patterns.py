"""What is looked for in running text: the keys of names and terms, their plurals, and where words may cut them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fmref.plurals import plurals
from fmref.script_patterns import is_han
from fmref.text import name_key, segmenter

__all__ = ["Noun", "Pattern", "patterns"]


class Noun(NamedTuple):
    """A term in use, with its key and language."""

    key: str
    text: str
    lang: str


class Pattern(NamedTuple):
    """A folded wording to look for, with the key that it stands for and, of a plural, how it is written.

    `before` and `behind` are the characters with which the first and the last one of a Chinese word of two make a
    commoner word of their own, so that the text may be cut across it (by the frequencies of jieba).
    """

    pattern: str
    key: str
    written: str | None
    before: str
    behind: str


def patterns(keys: Iterable[str], nouns: Iterable[Noun]) -> list[Pattern]:
    """What is looked for, sorted, each once; a key itself comes before a plural that folds to it."""
    found: dict[str, tuple[str, str | None]] = {key: (key, None) for key in keys if _is_findable(key)}
    for noun in nouns:
        for plural in plurals(noun.text, noun.lang):
            if not plural.startswith(noun.text):  # an ending behind a term is a matter of its boundary
                found.setdefault(name_key(plural), (noun.key, plural))
    cuts = _cuts(key for key in found if len(key) == 2 and is_han(key[0]) and is_han(key[1]))
    return [Pattern(pattern, *found[pattern], *cuts.get(pattern, ("", ""))) for pattern in sorted(found)]


def _is_findable(key: str) -> bool:
    """Whether a key says enough to be looked for in a text: no lone letter or character, no bare number."""
    return len(key) > 1 and (not key.isascii() or any(char.isalpha() for char in key))


def _cuts(words: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """The characters before and behind each word of two that make a commoner word with its first or last one."""
    counts: Mapping[str, int] = segmenter().FREQ
    ending: dict[str, list[tuple[int, str]]] = defaultdict(list)
    beginning: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, count in counts.items():
        if len(word) == 2 and count:
            ending[word[1]].append((count, word[0]))
            beginning[word[0]].append((count, word[1]))
    found = {}
    for word in words:
        own = counts.get(word, 0)
        found[word] = _commoner(ending[word[0]], own), _commoner(beginning[word[1]], own)
    return found


def _commoner(neighbours: Iterable[tuple[int, str]], own: int) -> str:
    return "".join(sorted(char for count, char in neighbours if count > own))
