"""How Persian and Chinese are written: letters, half-spaces and punctuation that texts and data get wrong."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ARABIC", "LOOKALIKES", "LOOSE_HAN", "LOST_HALF_SPACE", "PERSIAN_FAULTS", "WIDE_LATIN"]

ARABIC: Final = {
    "ي": "ی",
    "ك": "ک",
    "ى": "ی",
    "ة": "ه",
    "ۀ": "هٔ",
    **dict(zip("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", strict=True)),
}
"""Arabic letters and digits, with what Persian writes for them."""
_PERSIAN: Final = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3"
_LOST_PLURAL: Final = re.compile(f"[{_PERSIAN}] (?:ها|های|هایی)(?![{_PERSIAN}])")
_LOST_VERBAL: Final = re.compile(f"(?<![{_PERSIAN}\u200c])ن?می (?=[{_PERSIAN}])")
PERSIAN_FAULTS: Final = (
    (re.compile(f"ه\u200cی(?![{_PERSIAN}\u200c])"), "write the ezafe as هٔ"),
    (re.compile("\u200c(?=[\u200c\\s]|$)|(?:^|(?<=\\s))\u200c"), "a half-space stands between two letters only"),
    (re.compile(f"(?<=[{_PERSIAN}])[,;?]"), "write the Persian marks ، ؛ ؟"),
    (_LOST_PLURAL, "write the plural ending with a half-space"),
    (_LOST_VERBAL, "write می and نمی with a half-space"),
)
"""Patterns of what the style of the data forbids in Persian, with the repair."""
LOST_HALF_SPACE: Final = re.compile(
    f"{_LOST_PLURAL.pattern}|{_LOST_VERBAL.pattern}"
    f"|(?<=[{_PERSIAN}]{{2}}[بپتثجچحخسشصضطظعغفقکگلمنهی])(?<!انت)(?<!منت)(?<!رانب)های(?:ی)?(?![{_PERSIAN}\u200c])"
)
"""Where a Persian word has lost its half-space: a plural or می apart, or a plural that is glued to the word."""
_HAN: Final = "\u3400-\u9fff"
LOOSE_HAN: Final = re.compile(f"[{_HAN}] +[{_HAN}]|[{_HAN}][,;:?!]|[,;:?!][{_HAN}]")
"""Spaces between Chinese characters, and half-width marks beside one."""
WIDE_LATIN: Final = re.compile("[０-９Ａ-Ｚａ-ｚ]{1,100}")
"""Latin letters and digits as wide as Chinese characters."""
LOOKALIKES: Final = re.compile("[A-Za-z]{0,30}[\u0370-\u04ff]{1,30}[A-Za-z]|[A-Za-z][\u0370-\u04ff]{1,30}")
"""Greek or Cyrillic letters glued to Latin ones."""
