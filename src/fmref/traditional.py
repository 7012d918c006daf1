"""Simplified Chinese in the traditional characters of Taiwan, for terms and names.

The words stay those of the mainland: what Taiwan says in other words stands in the glossary. The table is that of
OpenCC, with its decisions between several forms of a character for the words that terms and names have; running text
has more, for which this is no converter.
"""

from __future__ import annotations

from typing import Final

from fmref.hanzi_taiwan import SIMPLIFIED, TRADITIONAL, WORDS

__all__ = ["traditional"]

_CHARACTERS: Final = str.maketrans(SIMPLIFIED, TRADITIONAL)


def traditional(term: str) -> str:
    """A term in traditional characters; what is in none that have another form stays as it is.

    >>> traditional("线性回归"), traditional("KL 散度"), traditional("標籤平滑")
    ('線性迴歸', 'KL 散度', '標籤平滑')
    """
    if term.isascii():
        return term
    found = term.translate(_CHARACTERS)
    for wrong, right in WORDS.items():
        if wrong in found:
            found = found.replace(wrong, right)
    return found
