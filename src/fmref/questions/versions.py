"""Versions of names said in words: 第二代 Llama, «نسل دوم لاما», *the first version of Llama*."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["says_version", "span_with_generation"]

_LONGEST: Final = 40
"""How many characters before a name may say its generation."""

_WORD_START: Final = r"(?<![^\W_])"
_WORD_END: Final = r"(?![^\W_])"
_ZH: Final = "第?[一二三四五六七八九]代"
_FA_ENDING: Final = "(?:ٔ|\u200cی| ی|ی)?"
_FA: Final = f"(?:نسل|نسخه|ویرایش){_FA_ENDING} (?:اول|نخست|دوم|سوم|چهارم|پنجم|ششم|یک|دو|سه|چهار|پنج|شش)"
_FA_FIRST: Final = f"(?:اولین|نخستین|دومین|سومین|چهارمین) (?:نسل|نسخه){_FA_ENDING}"
_EN: Final = (
    f"{_WORD_START}(?:first|second|third|fourth|fifth|sixth|1st|2nd|3rd|[4-9]th)[- ](?:generation|gen|version)"
    "(?: of)?(?: the)?"
)
_BEFORE: Final = re.compile(f"(?:{_ZH}的? ?|{_FA}(?: از)? |{_FA_FIRST}(?: از)? |{_EN} )$", re.IGNORECASE)
_FA_COUNTED: Final = re.compile("(?:اولین|نخستین|دومین|سومین|چهارمین) $")
_FA_COUNTS: Final = re.compile("نسل|نسخه")
"""What a listed name may begin with, so that only the ordinal stands before it."""
_BEHIND: Final = re.compile(f" ?的?{_ZH}(?![人码表替理])|[ \u200c]{_FA}{_WORD_END}")
_VERSION_WORD: Final = re.compile(f"[ \u200c](?:نسل|نسخه|ویرایش){_FA_ENDING}$")
_NUMBERS: Final = "یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|one|two|three|four|five|six|seven|eight|nine|I{2,3}|IV"
_SAYS: Final = re.compile(
    f"[0-9۰-۹٠-٩]|[一二三四五六七八九]代|点[一二三四五六七八九]|نسل|نسخه|{_WORD_START}(?:{_NUMBERS}){_WORD_END}",
    re.IGNORECASE,
)


def says_version(text: str) -> bool:
    """Whether a text holds what names say their versions with: digits, or a number in words."""
    return _SAYS.search(text) is not None


def span_with_generation(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of a name at `text[start:end]` with its generation before or behind it; None where none is said."""
    counted = _FA_COUNTED if _FA_COUNTS.match(text, start) else _BEFORE
    before = counted.search(text, max(start - _LONGEST, 0), start)
    if (word := _VERSION_WORD.search(text, start, end)) is not None:
        end = word.start()  # Falcon نسخهٔ, of which the number follows
    behind = _BEHIND.match(text, end)
    if before is None and behind is None:
        return None
    return before.start() if before is not None else start, behind.end() if behind is not None else end
