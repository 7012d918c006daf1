"""Chinese and Persian names in Latin letters, by the written forms of the words inside names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from fmref.folding import fold

__all__ = ["NameWords", "in_digits"]

_SEPARATORS: Final = "- "
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_PERSIAN: Final = frozenset(map(chr, range(0x600, 0x700)))
_WORD: Final = ""
"""Where a node of the trie holds the section and the Latin token of the form that ends there."""


class NameWords:
    """Reads Chinese and Persian names into Latin letters.

    Made of forms, each with the section of `name_tokens.yaml` that it stands in and its Latin token. A name is walked
    through along a trie of the forms, with its separators left out: the time is linear in its length.
    """

    def __init__(self, forms: Sequence[tuple[str, str, str]]) -> None:
        self._trie: dict[str, Any] = {}
        for form, section, latin in forms:
            node = self._trie
            for letter in form:
                if letter not in _SEPARATORS:
                    node = node.setdefault(letter, {})
            node.setdefault(_WORD, (section, latin))
        self._trie.pop(_WORD, None)  # of a form without any letter
        self._forms = forms

    def corrected(self, name: str) -> Iterator[str]:
        """`name` with one unread Chinese word replaced by a listed one that differs in one character.

        Forms of two characters are too short to be misspelt. The words of a slip are suggestions, not what was meant.
        """
        text = fold(name)
        for run in _HAN_RUN.finditer(text):
            for start, length in ((s, n) for n in (5, 4, 3) for s in range(run.start(), run.end() - n + 1)):
                part = text[start : start + length]
                for form in sorted({form for hole in _holes(part) for form in self._slips.get(hole, ())} - {part}):
                    yield text[:start] + form + text[start + length :]

    @cached_property
    def _slips(self) -> dict[str, list[str]]:
        """The Chinese forms by what is left when one character is taken out."""
        found: dict[str, list[str]] = {}
        for form, *_ in self._forms:
            if 3 <= len(form) <= 5 and _HAN_RUN.fullmatch(form):
                for hole in _holes(form):
                    found.setdefault(hole, []).append(form)
        return found

    def latin(self, name: str) -> str | None:
        """`name` with every known word in Latin letters; None where others are left."""
        text = self.partly_latin(name)
        return text if text.isascii() else None

    def partly_latin(self, name: str) -> str:
        """`name`, folded, with every known word in Latin letters and the others as they are."""
        text = _HAN_DATE.sub(_iso, fold(name))
        places = [at for at, letter in enumerate(text) if letter not in _SEPARATORS]
        written, done, position = _Written(), 0, 0
        while position < len(places):
            if (found := self._longest(text, places, position)) is None:
                position += 1
                continue
            end, (section, latin) = found
            written.add(text[done : places[position]])
            written.add_word(section, latin)
            done, position = places[end - 1] + 1, end
        written.add(text[done:])
        return _HAN_VERSION.sub(lambda found: str(_HAN_DIGITS.index(found[1]) + 1), written.text())

    def _longest(self, text: str, places: list[int], start: int) -> tuple[int, tuple[str, str]] | None:
        """The longest form that begins at a letter and is not part of a longer Persian or Latin word.

        Gives the position behind it among the letters, and what it stands for.
        """
        first = text[places[start]]
        node = self._trie.get(first)
        if node is None or text[places[start] - 1 : places[start]] in _inside(first):
            return None
        found = None
        for end in range(start + 1, len(places) + 1):
            last = places[end - 1]
            if _WORD in node and text[last + 1 : last + 2] not in _inside(first if first in _PERSIAN else text[last]):
                found = end, node[_WORD]
            node = node.get(text[places[end]]) if end < len(places) else None
            if node is None:
                break
        return found


def _inside(letter: str) -> frozenset[str]:
    """The letters that make a longer word when they stand next to a letter."""
    return _PERSIAN if letter in _PERSIAN else _LATIN if letter.isascii() else frozenset()


_ENGLISH_NUMBERS: Final = {
    word: str(number)
    for number, words in enumerate(
        ("one first 1st", "two second 2nd ii", "three third 3rd iii", "four fourth 4th iv", "five fifth 5th",
         "six sixth 6th", "seven seventh 7th", "eight eighth 8th", "nine ninth 9th"), 1,
    )
    for word in words.split()
}  # fmt: skip
_NUMBER_WORD: Final = "|".join(sorted(_ENGLISH_NUMBERS, key=len, reverse=True))
_GENERATION: Final = "(?:[- ](?:generation|gen|version))?(?: of(?: the)?)?"
_IN_WORDS: Final = re.compile(rf"(?<![^\W_])({_NUMBER_WORD})(?:[- ]point[- ]({_NUMBER_WORD}))?(?![^\W_]){_GENERATION}")


def in_digits(name: str) -> str:
    """`name`, where it is English, with the words for its version in digits: `Llama two`, *first version of LLaMA*.

    A version said before the name stands behind its first word then: *second-generation Llama 70B* is Llama 2 70B.
    """
    if (
        not name.isascii()
        or "/" in name
        or len(name) > _LONGEST_IN_WORDS
        or (found := _IN_WORDS.search(name.lower())) is None
    ):
        return name
    number = ".".join(_ENGLISH_NUMBERS[word] for word in found.groups() if word)
    before, behind = name[: found.start()].removesuffix("the "), name[found.end() :].strip()
    if before.strip() or not behind:
        return f"{before}{number} {behind}".strip()
    first, _, rest = behind.partition(" ")
    return f"{first} {number} {rest}".strip()


_LONGEST_IN_WORDS: Final = 80
_HAN_RUN: Final = re.compile(r"[\u3400-\u9fff]+")


def _holes(word: str) -> list[str]:
    """A word with each of its characters taken out in turn."""
    return [f"{word[:at]}\0{word[at + 1 :]}" for at in range(len(word))]


_HAN_DIGITS: Final = "一二三四五六七八九"
_HAN_VERSION: Final = re.compile(rf"(?<=[A-Za-z])[ -]?([{_HAN_DIGITS}])(?=$|[ -]*[0-9])")
"""A version said in one character behind a word, at the end or before a size: Llama三, 千问三 7B, not 四十四行诗."""
_HAN_DATE: Final = re.compile(r"(20\d\d)年(\d{1,2})月(?:(\d{1,2})[日号])?")


def _iso(date: re.Match[str]) -> str:
    """A Chinese date as identifiers write it."""
    return "-".join(f"{int(part):02}" for part in date.groups() if part)


_COUNT: Final = re.compile(r"(?<![0-9.])[0-9]{1,6}(?:\.[0-9]{1,3})?$")
_UNIT: Final = re.compile(r"([0-9]+)([bm])")
_LARGER: Final = {"m": "b", "b": "t"}


def _counted(text: str, unit: str) -> tuple[str, str]:
    """A text with a number at its end, and the unit behind it; one with a number of its own multiplies: 70亿 is 7B."""
    count, unit_parts = _COUNT.search(text), _UNIT.fullmatch(unit.lower())
    if count is None or unit_parts is None:
        return text, unit
    number, letter = float(count[0]) * int(unit_parts[1]), unit_parts[2]
    while number >= 1000 and letter in _LARGER:
        number, letter = number / 1000, _LARGER[letter]
    return f"{text[: count.start()]}{number:g}", letter


class _Written:
    """A name as it is put together: a unit follows its number at once, and `x` stands between two."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._close = False  # what comes next follows at once

    def add(self, part: str) -> None:
        if self._close:
            part = part.lstrip(" ")
        if part:
            self._parts.append(part)
            self._close = False

    def add_word(self, section: str, latin: str) -> None:
        if section == "noise":
            self.add(" ")
        elif section == "units":
            while self._parts and not (last := self._parts[-1].rstrip(_SEPARATORS)):
                self._parts.pop()
            if self._parts:
                self._parts[-1], latin = _counted(last, latin)
            self._parts.append(latin if latin == "x" else f"{latin} ")
            self._close = latin == "x"
        else:
            self.add(f" {latin} ")

    def text(self) -> str:
        return "".join(self._parts)
