"""Where a name or term found in a text begins and ends: what may stand before and behind it, script by script."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["end_of_word", "is_persian", "stands_alone"]

_SUFFIX: Final = re.compile(
    "(?:[\u200c ]?(?:هایشان|هایش|هایی|های|ها)|\u200c?(?:یی|ای|ی|شان|تان|مان|ش)|\u200c(?:م|ت|ات)|[\u200c ]ی)"
    "(?![\\w\u200c])"
)
"""What Persian writes behind a word: plural, ezafe, indefinite and possessive endings, with or without a half-space.

Endings of the first and second person stand behind a half-space only: اینترنت is no اینترن of yours.
"""
_HYPHENED: Final = re.compile(r"[-‐‑–](?=[^\W_])")
_PLAIN_WORD: Final = re.compile(r"[-‐‑–][a-z]{2,}(?![\w-])")
"""A lower-case word behind a hyphen: `GPT-based`, `BERT-style`."""
_PLAIN_PREFIX: Final = re.compile(r"(?<![\w-])[a-z]{2,}[-‐‑–]$")


def is_persian(char: str) -> bool:
    """Whether a character is a letter of the Arabic script."""
    return "\u0620" <= char <= "\u06d3" and char.isalpha()


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < "\u0250"


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is no part of a longer word or name.

    Persian endings and an English plural may follow; Chinese has no boundary to check.
    """
    return _begins(text, start) and end_of_word(text, start, end) is not None


def _begins(text: str, start: int) -> bool:
    if start == 0:
        return True
    first, before = text[start], text[start - 1]
    if _is_latin(first):
        if _is_latin(before) or (before in ".+" and start > 1 and text[start - 2].isdigit() and first.isdigit()):
            return False
        joined = before in "-‐‑–_" and start > 1 and _is_latin(text[start - 2])
        return not joined or _PLAIN_PREFIX.search(text[max(start - 24, 0) : start]) is not None
    if is_persian(first):
        return not (
            is_persian(before)
            or before == "\u0640"
            or (before == "\u200c" and start > 1 and is_persian(text[start - 2]))
        )
    return True


def end_of_word(text: str, start: int, end: int) -> int | None:
    """Where the word ends of which `text[start:end]` is the stem, endings included; None where it is another word."""
    last, behind = text[end - 1], text[end : end + 1]
    if not behind or start == end:
        return end
    if _is_latin(last):
        plural = last.isalpha() or text[max(end - 3, start) : end].isdigit()  # A100s
        if behind == "s" and plural and not _is_latin(text[end + 1 : end + 2] or " "):
            return end + 1
        is_version = behind == "." and last.isdigit() and text[end + 1 : end + 2].isdigit()
        if _is_latin(behind) or behind == "+" or is_version:
            return None
        if _HYPHENED.match(text, end):
            return end if _PLAIN_WORD.match(text, end) or not _is_latin(text[end + 1]) else None
        return end
    if is_persian(last):
        if suffix := _SUFFIX.match(text, end):
            return suffix.end()
        inside = is_persian(behind) or (behind == "\u200c" and is_persian(text[end + 1 : end + 2] or " "))
        return None if inside else end
    return end
