"""Pieces of regular expressions that read running text of three scripts where it stands.

Every piece is bounded, so that no pattern built of them looks further than a few dozen characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from fmref.hanzi import SIMPLIFIED, TRADITIONAL

__all__ = [
    "DIGITS",
    "FA",
    "GAP",
    "INVISIBLE",
    "LATIN",
    "any_han",
    "any_persian",
    "any_word",
    "has_persian",
    "has_traditional",
    "is_han",
    "is_latin",
    "last_token",
    "simplified",
    "squeezed",
    "without",
    "word_starts",
]

# The engine compiles a class of more than two runs beyond Latin-1 to a table of the whole plane, a millisecond each.
INVISIBLE: Final = "\u200b-\u200f\u2060-\u206f"
"""Zero-width joiners and the marks of writing direction, for use inside a character class."""
GAP: Final = f"(?:[^\\S\n\r]|[{INVISIBLE}]){{0,4}}"
"""What may stand between a number and its unit: spaces of any width and invisible characters, but no line break."""
DIGITS: Final = "[0-9٠-٩۰-۹０-９]\\d*"
"""A run of digits; the engine scans for the class at its head, which it would not do for a repetition."""
LATIN: Final = "A-Za-z"
"""Letters that stick to a word, for use inside a character class."""
FA: Final = "\u0620-\u065f\u066e-\u06d5"
"""Letters and marks of the Arabic script, for use inside a character class."""


_PERSIAN: Final = {"ی": "یيى", "ک": "كک", "ه": "هۀ", "ا": "اآ"}
"""Letters of other keyboards; at most two runs each, for the same reason."""


@cache
def _traditional() -> dict[str, str]:
    """Each simplified character with its traditional forms."""
    forms: dict[str, str] = {}
    for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True):
        forms[new] = forms.get(new, new) + old
    return forms


def _widened(pattern: str, forms: dict[str, str]) -> str:
    """The pattern, with each letter that has several forms replaced by the class of them."""
    parts: list[str] = []
    inside = False
    for char in pattern:
        inside = (inside or char == "[") and char != "]"
        wide = forms.get(char, char)
        if char == "\u200c" and not inside:
            parts.append("[\u200c ]?")
        else:
            parts.append(wide if inside or len(wide) == 1 else f"[{wide}]")
    return "".join(parts)


def any_han(pattern: str) -> str:
    """A pattern in simplified characters that also matches the traditional ones."""
    return _widened(pattern, _traditional())


def any_persian(pattern: str) -> str:
    """A pattern in Persian letters that also matches Arabic keyboards, and a joiner or a space for each joiner."""
    return _widened(pattern, _PERSIAN)


def any_word(words: list[str]) -> str:
    """A pattern that matches the longest of `words`, with one branch for each first letter."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    if list(branches) == [""]:
        return ""
    parts = [re.escape(head) + any_word(tails) for head, tails in branches.items() if head]
    joined = parts[0] if len(parts) == 1 and "" not in branches else f"(?:{'|'.join(parts)})"
    return joined + ("?" if "" in branches else "")


_ARABIC_FORMS: Final = {"ی": "يىئ", "ک": "ك", "ه": "ةۀە", "ا": "آأإ"}


def word_starts(words: Iterable[str]) -> str:
    """A pattern that finds `words` where a word begins, together with the space or the sign before them.

    It is for a text with a space in front, so that the match begins where the word stands in the text itself. The
    class at the head of the pattern is what the engine scans for.
    """
    return rf"[ \t\n\u00a0\u3000(\[{{\"'“‘«،؛:؟!.,/~><≈=…_*\-–—](?:{any_word(sorted(words))})"


@cache
def _folds() -> dict[int, str | None]:
    """Traditional characters and Arabic letters to the ones that tables of this library are written in."""
    table: dict[int, str | None] = dict(zip(map(ord, TRADITIONAL), SIMPLIFIED, strict=True))
    table |= {ord(other): letter for letter, others in _ARABIC_FORMS.items() for other in others}
    invisible = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
    marks = [*range(0x64B, 0x656), 0x640, 0x670]
    spaces = [0x20, 0x09, 0xA0, 0x2009, 0x202F, 0x3000, 0x2D, 0x2010, 0x2011]
    return table | dict.fromkeys([*invisible, *marks, *spaces])


def simplified(text: str) -> str:
    """A piece of text in simplified characters, one for one."""
    return text if text.isascii() else "".join([_SIMPLE.get(char, char) for char in text])


_SIMPLE: Final = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))


def squeezed(text: str) -> str:
    """The key of a form in a table: lower case, one form for each letter, without spaces, hyphens and marks."""
    return text.lower().translate(_folds())


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with fillers in place of `spans`, so that nothing is read in them; as long as the text."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        begin, stop = max(start, at), min(end, len(text))
        if stop > begin:
            parts += (text[at:begin], "\ue000" * (stop - begin))
            at = stop
    return text if not parts else "".join((*parts, text[at:]))


def is_latin(char: str) -> bool:
    """Whether a character is a letter that digits stick to: Latin, Greek, Cyrillic or an underscore."""
    return (char.isalpha() and char < "\u0530") or char == "_"


def is_han(char: str) -> bool:
    """Whether a character is Chinese."""
    return "\u3400" <= char <= "\u9fff" or char == "〇"


def has_traditional(text: str) -> bool:
    """Whether a text has a character that only traditional Chinese writes."""
    return any(char in _SIMPLE for char in text)


def last_token(text: str, first: int, end: int) -> str:
    """The word before `end`, or the sign or Chinese character, without the gap behind it; "" if there is none."""
    stop = end
    while stop > first and text[stop - 1] in _BLANK:
        stop -= 1
    start = stop
    while start > first and ((char := text[start - 1]).isalpha() or "\u064b" <= char <= "\u0655") and not is_han(char):
        start -= 1
    return text[start:stop] if start < stop else text[stop - 1 : stop] if stop > first else ""


_BLANK: Final = frozenset(
    " "
    "\t\u00a0\u2009\u202f\u3000\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


_ARABIC_LETTERS: Final = "ایيهرنمدو"


def has_persian(text: str) -> bool:
    """Whether a text has words of the Arabic script: one of the letters that none does without."""
    return not text.isascii() and any(letter in text for letter in _ARABIC_LETTERS)
