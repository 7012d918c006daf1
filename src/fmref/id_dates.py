"""The dates that identifiers write, in any of their forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from fmref.lazy import Lazy

__all__ = [
    "DATES",
    "DATE_PART",
    "DAY",
    "MONTHS",
    "MONTH_DAY",
    "MONTH_NAMES",
    "SHORT_DATE",
    "YEAR",
    "DateParts",
    "date_of_digits",
    "date_of_parts",
    "date_parts",
    "may_be_one",
]

YEAR: Final = "20(?:1[89]|2\\d)"
"""The years of snapshots; the first identifiers with a date are of 2018."""
MONTH: Final = "(?:0[1-9]|1[0-2])"
MONTH_DAY: Final = (
    "(?:0[1-9]|1[0-2])(?:[ -]?)(?:0[1-9]|[12]\\d)|(?:0[13-9]|1[0-2])(?:[ -]?)30|(?:0[13578]|1[02])(?:[ -]?)31"
)
DAY: Final = Lazy(rf"v?{YEAR}(?:{MONTH_DAY})")
SHORT_DATE: Final = Lazy(rf"(?!1024)(?:2[1-9]{MONTH}|{MONTH_DAY}|2[3-9](?:{MONTH_DAY})|{YEAR}{MONTH})")
"""Dates of four and six digits; 1024 is a length or a side of a picture."""
MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH_NAMES: Final = frozenset(
    "january february march april june july august september october november december".split()
)
DATE_PART: Final = Lazy(rf"{YEAR}|[0-3]\d|(?:{'|'.join(MONTHS)})[a-z]*")
DATES: Final = tuple(
    (size, Lazy(pattern))
    for size, pattern in (
        (3, rf"{YEAR} (?:{MONTH_DAY})"),
        (2, rf"{MONTH} {YEAR}"),
        (2, rf"{YEAR} {MONTH}"),
        (2, rf"(?:{'|'.join(MONTHS)})[a-z]* {YEAR}"),
        (2, MONTH_DAY),
    )
)
"""Dates of several words: how many, and their form."""


def date_of_parts(parts: Sequence[str]) -> str:
    """A date of several words in the order of ISO 8601."""
    numbers = [f"{MONTHS.index(part[:3]) + 1:02}" if part[:3] in MONTHS else part for part in parts]
    return "-".join(reversed(numbers) if len(numbers[-1]) == 4 else numbers)


def date_of_digits(digits: str) -> str:
    """`2407` is July 2024 and `0528` the 28th of May: no month is above 12, and no model is older than 2013."""
    if len(digits) == 8:
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    if len(digits) == 6:
        century = digits.startswith("20")
        return f"{digits[:4]}-{digits[4:]}" if century else f"20{digits[:2]}-{digits[2:4]}-{digits[4:]}"
    return f"20{digits[:2]}-{digits[2:]}" if digits[:2] > "12" else f"{digits[:2]}-{digits[2:]}"


class DateParts(NamedTuple):
    """What a snapshot says of a date; None for what it leaves out."""

    year: int | None
    month: int | None
    day: int | None


def may_be_one(one: DateParts, other: DateParts) -> bool:
    """Whether no part that both dates tell differs."""
    return all(a == b for a, b in zip(one, other, strict=True) if a is not None and b is not None)


def date_parts(snapshot: str) -> DateParts:
    """The date of a snapshot, as far as it is told: `2025-05-28`, `2025-05`, `05-28`."""
    parts = [int(part) for part in snapshot.split("-") if part.isdigit()]
    if snapshot[:2] == "20" and len(snapshot) > 3:
        year, month, day = (*parts, None, None)[:3]
        return DateParts(year, month, day)
    month, day = (*parts, None, None)[:2]
    return DateParts(None, month, day)
