"""The dates of a running text in Chinese, Persian and English, in the Gregorian and the Jalali calendar.

>>> [(d.text, d.earliest, d.latest) for d in find_dates("2022 年底，۲۳ اسفند ۱۴۰۱")]
[('2022 年底', '2022-11-01', '2022-12-31'), ('۲۳ اسفند ۱۴۰۱', '2023-03-14', '2023-03-14')]
"""

from __future__ import annotations

from fmref.dates._mention import DateMention
from fmref.dates._scan import find_dates

__all__ = ["DateMention", "find_dates"]
