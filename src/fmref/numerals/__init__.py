"""The numbers of a running text in Chinese, Persian and English, in digits and in words.

ASCII, Persian, Arabic and full-width digits, with separators and decimals read by their form, powers of ten, magnitudes
(`1.08 万亿`, `175B`), numbers in words (`三百四十亿`, "one and a half million") and numbers that only say their order
(`数十亿`, "dozens of millions"). What a number counts is for `fmref.quantities`.
"""

from __future__ import annotations

from fmref.numerals._digits import read_scale
from fmref.numerals._number import Number
from fmref.numerals._scan import find_numbers

__all__ = ["Number", "find_numbers", "read_scale"]
