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
        yield from _once(text, LOST_HALF_SPACE, "T404", "a word without its half-space", _joined)
    elif lang is not None and lang.startswith("zh"):
        yield from _once(text, WIDE_LATIN, "T403", "full-width Latin letters", _narrow)
        yield from _once(text, LOOSE_HAN, "T403", "a half-width mark or a space beside Chinese characters", None)


def _once(
    text: str, fault: re.Pattern[str], code: str, what: str, repair: Callable[[str], str] | None
) -> Iterator[Finding]:
    """One finding for all places of a fault."""
    if (first := fault.search(text)) is None:
        return
    more = sum(1 for _ in fault.finditer(text)) - 1
    right = () if repair is None else (repair(first[0]),)
    message = what + (f"; write {right[0]}" if right else "") + (f" ({more} more in this text)" if more else "")
    yield Finding(*first.span(), first[0], code, "warning", message, right)


def _joined(words: str) -> str:
    """A word with its half-space, where the text has a space or nothing."""
    return words.replace(" ", "\u200c") if " " in words else f"\u200c{words}"


def _narrow(word: str) -> str:
    return "".join(chr(ord(char) - 0xFEE0) for char in word)
