"""Dates in digits only: 2023-03-14, 14.03.2023, 3/14/2023, ۱۴۰۲/۰۱/۰۹, 20230314, 2023."""

from __future__ import annotations

from typing import Final

from fmref.dates._mention import FIRST_YEAR, LAST_YEAR, Draft
from fmref.jalali import FIRST_YEAR as FIRST_JALALI
from fmref.jalali import LAST_YEAR as LAST_JALALI
from fmref.lazy import Lazy

__all__ = ["bare_year", "read_number"]

_YEAR_FIRST: Final = Lazy(r"(?P<y>\d{4})(?P<s>[-/.\u2010\u2011–])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|(?P=s)\d)")
_YEAR_LAST: Final = Lazy(r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d|(?P=s)\d)")
_YEAR_MONTH: Final = Lazy(
    r"(?P<y>\d{4})(?P<s>[-/.\u2010\u2011])(?P<m>0[1-9]|1[0-2]|(?<=[/.])[1-9]|۰[۱-۹]|۱[۰-۲])(?!\d|[-/.]\d)"
)
_YEARS: Final = Lazy(r"(?P<y>\d{4})[-/–—](?P<z>\d{2})(?!\d|[-/.]\d)")
_SOLID: Final = Lazy(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?![A-Za-z0-9])")
_WEAK_FROM: Final = 1980
_WEAK_TO: Final = 2039


def _calendar(year: int, *, persian: bool) -> str | None:
    """The calendar of a year in digits."""
    if persian and FIRST_JALALI <= year < LAST_JALALI:
        return "jalali"
    return "gregorian" if FIRST_YEAR <= year <= LAST_YEAR else None


def read_number(text: str, at: int, end: int, *, persian: bool, day_first: bool) -> Draft | None:
    """The date in digits that begins at `at`: `persian` texts have Jalali years; with `day_first` 3/4 is no March."""
    size = end - at
    if size == 4:
        return _year_first(text, at, persian=persian)
    if size <= 2 and (match := _YEAR_LAST.match(text, at)):
        first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
        calendar = _calendar(year, persian=persian)
        if calendar is None:
            return None
        month_first = second > 12 or (match["s"] == "/" and first <= 12 and not day_first)
        month, day = (first, second) if month_first else (second, first)
        ambiguous = match["s"] != "." and not day_first and first != second and max(first, second) <= 12
        return Draft(at, match.end(), year, month, day, calendar=calendar, ambiguous=ambiguous)
    if size == 8 and (match := _SOLID.match(text, at)):
        return Draft(at, match.end(), int(match["y"]), int(match["m"]), int(match["d"]))
    return None


def _year_first(text: str, at: int, *, persian: bool) -> Draft | None:
    """2023-03-14, 2023.3.14, 2023-03, 2018-20."""
    if match := _YEAR_FIRST.match(text, at):
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    elif match := _YEAR_MONTH.match(text, at):
        year, month, day = int(match["y"]), int(match["m"]), 0
        if match["s"] == "." and len(match["m"]) != 2:
            return None
    elif match := _YEARS.match(text, at):
        year, last = int(match["y"]), int(match["y"]) // 100 * 100 + int(match["z"])
        calendar = _calendar(year, persian=persian)
        if calendar is None or last <= year:
            return None
        first = Draft(at, match.end(), year, calendar=calendar)
        return first._replace(until=first._replace(year=last))
    else:
        return None
    calendar = _calendar(year, persian=persian)
    return Draft(at, match.end(), year, month, day or None, calendar=calendar) if calendar else None


def bare_year(text: str, at: int, end: int, *, stated: bool, persian: bool) -> Draft | None:
    """A year that is only a number: any year that the words before it call one, a year of our time else."""
    if end - at != 4:
        return None
    year = int(text[at:end])
    calendar = _calendar(year, persian=persian)
    if calendar is None:
        return None
    if calendar == "jalali":
        ours = 1350 <= year <= 1419 and year != 1400
    else:
        ours = _WEAK_FROM <= year <= _WEAK_TO and year != 2000
    sure = stated and (1900 <= year <= _WEAK_TO or calendar == "jalali")
    return Draft(at, end, year, calendar=calendar, weak=not (sure or ours))
