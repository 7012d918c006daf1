"""The solar calendar of Iran, to and from Gregorian days.

>>> from_jalali(1401, 12, 23), to_jalali(datetime.date(2023, 3, 14))
(datetime.date(2023, 3, 14), (1401, 12, 23))

Leap years by the cycle of 33 years, which agrees with the observed equinox in every year of the range.
"""

from __future__ import annotations

import datetime
from typing import Final

__all__ = ["FIRST_YEAR", "LAST_YEAR", "days_of_month", "from_jalali", "to_jalali"]

FIRST_YEAR: Final = 1210
LAST_YEAR: Final = 1500
"""Years for which the cycle gives the calendar that is printed in Iran."""

_EPOCH: Final = datetime.date(2024, 3, 20).toordinal()
_EPOCH_YEAR: Final = 1403


def _leap_days(year: int) -> int:
    """Leap years before `year`, counted from a fixed year on."""
    return (8 * year + 21) // 33


def _new_year(year: int) -> int:
    """The ordinal of the first of Farvardin."""
    return _EPOCH + 365 * (year - _EPOCH_YEAR) + _leap_days(year) - _leap_days(_EPOCH_YEAR)


def days_of_month(year: int, month: int) -> int:
    """How many days a month has, 29 to 31; Esfand, the last, has 30 in a leap year."""
    if month < 7:
        return 31
    return 30 if month < 12 or _new_year(year + 1) - _new_year(year) == 366 else 29


def from_jalali(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a Jalali one; `ValueError` for a day that does not exist or a year out of range."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= days_of_month(year, month):
        raise ValueError(f"no day of the Jalali calendar: {year}-{month}-{day}")
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return datetime.date.fromordinal(_new_year(year) + before + day - 1)


def to_jalali(day: datetime.date) -> tuple[int, int, int]:
    """Year, month and day in the Jalali calendar; `ValueError` for a year out of range."""
    year = day.year - 621
    if day.toordinal() < _new_year(year):
        year -= 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"not in the range of the Jalali calendar: {day}")
    rest = day.toordinal() - _new_year(year)
    if rest < 186:
        return year, rest // 31 + 1, rest % 31 + 1
    return year, (rest - 186) // 30 + 7, (rest - 186) % 30 + 1
