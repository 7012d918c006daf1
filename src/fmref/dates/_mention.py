"""What a date of a text says, and the days it may mean."""

from __future__ import annotations

import calendar
import datetime
from typing import Final, NamedTuple

from fmref import jalali

__all__ = ["FIRST_YEAR", "LAST_YEAR", "DateMention", "Draft", "bounds", "mention"]

FIRST_YEAR: Final = 1500
LAST_YEAR: Final = 2199
"""Gregorian years that a number of four digits may be."""


class DateMention(NamedTuple):
    """A date in a text: `text[start:end]` means a day from `earliest` to `latest` (ISO 8601, Gregorian, both included).

    `year`, `month` and `day` are what is said, in the `calendar` of the text ("gregorian" or "jalali"); `grain` is
    "day", "month", "season", "quarter", "half", "part", "year", "decade", "century" or "range". A `vague` date has no
    sharp limits (late 2022, 年底), a `partial` one lacks the year and a `relative` one depends on the day of writing
    (去年底, پارسال): these two have no days. An `ambiguous` one has two readings (3/4/2023), and the days span both.
    """

    start: int
    end: int
    text: str
    earliest: str | None
    latest: str | None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: str = "gregorian"
    grain: str = "day"
    vague: bool = False
    partial: bool = False
    relative: bool = False
    ambiguous: bool = False


class Draft(NamedTuple):
    """A date on the way to a mention; `weak` if it counts only as one end of a range."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    calendar: str = "gregorian"
    relative: bool = False
    ambiguous: bool = False
    weak: bool = False
    until: Draft | None = None


_MONTHS: Final = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 3), "end": (11, 12),
    "H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip
"""The months that a part of a year may mean; the words for it are vague, halves and quarters are not."""
_DAYS: Final = {"early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (21, 31)}
_SEASONS: Final = {
    "spring": ((0, 3, 1), (0, 6, 21)),
    "summer": ((0, 6, 1), (0, 9, 23)),
    "autumn": ((0, 9, 1), (0, 12, 22)),
    "winter": ((-1, 12, 1), (1, 3, 20)),
}
"""First and last day, from the meteorological season to the astronomical one; a winter belongs to two years."""
_VAGUE: Final = frozenset({"early", "mid", "late", "start", "end", "about", *_SEASONS})
_JALALI_SEASONS: Final = {"spring": (1, 3), "summer": (4, 6), "autumn": (7, 9), "winter": (10, 12)}


def _day(draft: Draft, month: int, day: int) -> datetime.date:
    year = draft.year or 0
    return jalali.from_jalali(year, month, day) if draft.calendar == "jalali" else datetime.date(year, month, day)


def _last(draft: Draft, month: int) -> int:
    year = draft.year or 0
    return jalali.days_of_month(year, month) if draft.calendar == "jalali" else calendar.monthrange(year, month)[1]


def bounds(draft: Draft) -> tuple[datetime.date, datetime.date] | None:
    """First and last day that a draft may mean; None if it lacks the year, `ValueError` if there is no such day."""
    if draft.year is None or draft.relative:
        if draft.day is not None and not 1 <= draft.day <= 31:
            raise ValueError(f"no day of a month: {draft.day}")
        return None
    if draft.part == "decade":
        return _day(draft, 1, 1), _day(
            draft._replace(year=draft.year + 9), 12, _last(draft._replace(year=draft.year + 9), 12)
        )
    if draft.part == "century":
        return datetime.date(draft.year, 1, 1), datetime.date(draft.year + 99, 12, 31)
    if draft.month is None:
        return _part_of_year(draft)
    if draft.day is not None:
        day = _day(draft, draft.month, draft.day)
        if draft.ambiguous and draft.day <= 12:
            other = datetime.date(day.year, day.day, day.month)
            return min(day, other), max(day, other)
        return day, day
    first, last = _DAYS.get(draft.part, (1, 31))
    return _day(draft, draft.month, first), _day(draft, draft.month, min(last, _last(draft, draft.month)))


def _part_of_year(draft: Draft) -> tuple[datetime.date, datetime.date]:
    """A year, or a season, quarter or other part of it."""
    if draft.part in _SEASONS and draft.calendar != "jalali":
        (before, *first), (after, *last) = _SEASONS[draft.part]
        year = draft.year or 0
        return datetime.date(year + before, *first), datetime.date(year + after, *last)
    first_month, last_month = _JALALI_SEASONS.get(draft.part) or _MONTHS.get(draft.part, (1, 12))
    return _day(draft, first_month, 1), _day(draft, last_month, _last(draft, last_month))


def _grain(draft: Draft) -> str:
    if draft.until is not None:
        return "range"
    if draft.part in {"decade", "century"}:
        return draft.part
    if draft.day is not None:
        return "day"
    if draft.part in _SEASONS:
        return "season"
    if draft.part[:1] in {"Q", "H"}:
        return "quarter" if draft.part[0] == "Q" else "half"
    if draft.part in _MONTHS:
        return "part"
    return "month" if draft.month is not None else "year" if draft.year is not None or not draft.part else draft.part


def mention(text: str, draft: Draft) -> DateMention | None:
    """The mention of a draft; None if there is no such day."""
    try:
        days = bounds(draft)
        until = bounds(draft.until) if draft.until is not None else days
    except ValueError:
        return None
    if draft.until is not None and (days is None) != (until is None):
        return None
    if days and until and until[1] < days[0]:
        return None
    both = days is not None and days[0] != days[1] and draft.ambiguous and draft.day is not None
    ends = (draft, draft.until or draft)
    return DateMention(
        draft.start,
        draft.end,
        text[draft.start : draft.end],
        days[0].isoformat() if days else None,
        until[1].isoformat() if until else None,
        draft.year,
        None if both else draft.month,
        None if both else draft.day,
        draft.calendar,
        _grain(draft),
        vague=any(end.part in _VAGUE for end in ends),
        partial=draft.year is None and not draft.relative,
        relative=draft.relative,
        ambiguous=any(end.ambiguous for end in ends),
    )
