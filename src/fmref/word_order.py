"""Checks of the order of words: engines leave a Persian number behind what it counts (پارامتر ۷ میلیارد)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from fmref.terminology import Finding

__all__ = ["RULES", "word_order"]

RULES: Final[Mapping[str, str]] = {"T405": "A Persian number stands before what it counts"}
"""What the order of words has to be like, by code."""
_SAYS_NUMBER: Final = "تعداد|شمار|شمارهٔ|اندازهٔ|حجم|میزان|مقدار|هر|یک"
"""Words behind which the noun is not what the number counts: تعداد پارامتر ۷ میلیارد است."""
_BEHIND: Final = re.compile(
    rf"(?<![\w\u200c])(?:(?P<said>{_SAYS_NUMBER})[ \u200c])?"
    r"(?P<counted>پارامتر|توکن|کلمه|واژه|تصویر|سند|نمونه)"
    r" (?P<number>\d{1,6}(?:[.,٫٬/]\d{1,3}){0,3} (?:هزار|میلیون|میلیارد|بیلیون|تریلیون))(?![\w\u200c])"
)


def word_order(text: str) -> Iterator[Finding]:
    """Persian numbers that stand behind what they count."""
    for match in _BEHIND.finditer(text):
        if match["said"] is None:
            right = f"{match['number']} {match['counted']}"
            message = f"the number stands behind what it counts; write {right}"
            yield Finding(match.start("counted"), match.end(), match[0], "T405", "warning", message, (right,))
