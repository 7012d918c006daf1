"""The language that most of a text is written in, by its script."""

from __future__ import annotations

import re
from typing import Final

from fmref.script_patterns import has_traditional

__all__ = ["main_language"]

_HAN: Final = re.compile("[\u3400-\u9fff]")
_ARABIC: Final = re.compile("[\u0620-\u06d3]+")
_LATIN: Final = re.compile("[A-Za-z]+")
_HAN_IN_A_WORD: Final = 2
"""How many Chinese characters weigh as much as a word of the other scripts."""


def main_language(text: str) -> str | None:
    """The language of a text: `zh` or `zh-Hant`, `fa` or `en`, by the script of most of its words; None without words.

    Every text in the Arabic script counts as Persian, every text in the Latin one as English. Latin names inside a
    Chinese or Persian sentence do not change its language unless they outnumber its own words three to one.

    >>> main_language("对 GPT-4 进行微调"), main_language("مدل GPT-4"), main_language("GPT-4"), main_language("42")
    ('zh', 'fa', 'en', None)
    """
    han = len(_HAN.findall(text)) / _HAN_IN_A_WORD
    arabic = len(_ARABIC.findall(text))
    latin = len(_LATIN.findall(text)) / 3
    if not (han or arabic or latin):
        return None
    if han >= max(arabic, latin):
        return "zh-Hant" if has_traditional(text) else "zh"
    return "fa" if arabic >= latin else "en"
