"""Checks of the letters, digits and half-spaces of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from fmref.main_language import main_language
from fmref.orthography import ARABIC, LOOKALIKES, LOOSE_HAN, LOST_HALF_SPACE, WIDE_LATIN
from fmref.terminology import Finding

__all__ = ["RULES", "letters"]

RULES: Final[Mapping[str, str]] = {
    "T401": "Persian is written with Persian letters and digits",
    "T402": "A word has letters of one script",
    "T403": "Chinese has full-width punctuation, no spaces between its characters, and Latin letters of normal width",
    "T404": "Persian has its half-spaces",
}
"""What the letters of a text have to be like, by code."""
_ARABIC: Final = re.compile(f"[{''.join(ARABIC)}]")


def letters(text: str) -> Iterator[Finding]:
    """What a text writes with wrong letters; faults that recur are one finding where the first of them stands."""
    for match in LOOKALIKES.finditer(text):
        message = f"{match[0]!r} mixes letters that only look like Latin ones; write it in one script"
        yield Finding(*match.span(), match[0], "T402", "warning", message, ())
    lang = main_language(text)
    if lang == "fa":
        yield from _once(text, _ARABIC, "T401", "an Arabic character", ARABIC.__getitem__)
        yield from _once(text, LOST_HALF_SPACE, "T404", "a word without its half-space", _joined, _PERSIAN)
    elif lang is not None and lang.startswith("zh"):
        yield from _once(text, WIDE_LATIN, "T403", "full-width Latin letters", _narrow)
        yield from _once(text, LOOSE_HAN, "T403", "a half-width mark or a space beside Chinese characters", _tight)


def _once(
    text: str,
    fault: re.Pattern[str],
    code: str,
    what: str,
    repair: Callable[[str], str],
    around: re.Pattern[str] | None = None,
) -> Iterator[Finding]:
    """One finding for all places of a fault; its words are shown with the letters `around` them."""
    if (first := fault.search(text)) is None:
        return
    more = sum(1 for _ in fault.finditer(text)) - 1
    before = behind = ""
    if around is not None:
        before = around.match(text[max(first.start() - _LONGEST, 0) : first.start()][::-1])[0][::-1]  # type: ignore[index]
        behind = around.match(text, first.end(), first.end() + _LONGEST)[0]  # type: ignore[index]
    right = before + repair(first[0]) + behind
    start, end = first.start() - len(before), first.end() + len(behind)
    message = f"{what}; write {right}" + (f" ({more} more in this text)" if more else "")
    yield Finding(start, end, text[start:end], code, "warning", message, (right,))


_PERSIAN: Final = re.compile("[\u0620-\u065f\u066e-\u06d3\u200c]*")
_LONGEST: Final = 30
"""So many letters of a word are shown at most on either side of a fault."""


def _joined(words: str) -> str:
    """A word with its half-space, where the text has a space or nothing."""
    return words.replace(" ", "\u200c") if " " in words else f"\u200c{words}"


_WIDE: Final = str.maketrans(",;:?!", "，；：？！", " ")


def _tight(words: str) -> str:
    """Chinese characters with marks of their width, and without spaces."""
    return words.translate(_WIDE)


def _narrow(word: str) -> str:
    return "".join(chr(ord(char) - 0xFEE0) for char in word)
