"""Folding of text that is not ASCII; `fmref.text` is the door to it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from fmref.hanzi import SIMPLIFIED, TRADITIONAL

__all__ = ["EZAFE", "fold"]

_SEPARATORS: Final = "".join(
    map(
        chr,
        [
            *(0x85, 0xA0, 0xAB, 0xB7, 0xBB, 0x2BC, 0x5BE, 0x60C, 0x61B, 0x61F, 0x6D4, 0x1680, 0x2010),
            *range(0x2010, 0x201E),
            *(0x2022, 0x2026, 0x2027, 0x2028, 0x2029, 0x2032, 0x2033, 0x2039, 0x203A, 0x2043, 0x2044),
            *(0x2212, 0x2215, 0x22C5, 0x2500, 0x2E3A, 0x2E3B, 0x3001, 0x3002, 0x301C, 0x30FB),
            *range(0x2000, 0x200B),
            *range(0x3008, 0x3012),
            *(0x3000, 0x3014, 0x3015, 0x3016, 0x3017),
        ],
    )
)
# Dropped: controls, bidi and other format characters, lone surrogates, variation selectors, kashida, Arabic marks.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u0610-\u061a\u061c\u0640\u064b-\u0652\u0654-\u065f"
    "\u066c\u0670\u06d6-\u06dd\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_LETTERS: Final = (
    str.maketrans(TRADITIONAL, SIMPLIFIED)
    | str.maketrans("يىۍېئكڪةۀەۂہھۃأإؤ٫٪", "یییییککهههههههااو.%")
    | str.maketrans(dict.fromkeys(_SEPARATORS, "-") | {"×": "x"})
)
"""Traditional Chinese to simplified, Arabic forms to Persian, separators to a hyphen."""
EZAFE: Final = re.compile(r"([هةۀە])[\u200c ][یيى](?![\w\u200c])")
"""The ezafe behind a silent heh, which is the group, written as a letter: شبکه‌ی عصبی is شبکهٔ عصبی and شبکه عصبی."""
_FOLDED_EZAFE: Final = re.compile(r"ه(?: ی(?!\w))+")
_OTHER_DIGIT: Final = re.compile(r"(?![0-9])\d")


def _ascii_digit(match: re.Match[str]) -> str:
    """A decimal digit of any script as 0-9."""
    return str(unicodedata.decimal(match[0]))


def fold(text: str) -> str:
    """Compatibility forms, case, letters, digits and separators folded to ASCII; invisible characters dropped."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if "\u200c" in text or "ه " in text:
        text = EZAFE.sub(r"\1", text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_LETTERS)
    if "ه ی" in text:  # of other forms of these letters, or with something invisible between them
        text = _FOLDED_EZAFE.sub("ه", text)
    text = _OTHER_DIGIT.sub(_ascii_digit, text)
    return unicodedata.normalize("NFKC", text)  # a mark may have come to stand behind its letter
