"""Dates in English: March 14, 2023; 14 Mar 2023; late 2022; Q3 2023; the 1990s; last year."""

from __future__ import annotations

import re
from typing import Final

from fmref.dates._mention import FIRST_YEAR, LAST_YEAR, Draft
from fmref.lazy import Lazy

__all__ = ["ANCHOR", "is_stated_as_year", "read_ago", "read_number", "read_words"]

_NAMES: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec".split("|")
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_SPACE: Final = "[ \u00a0\u202f\u2009]"
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST: Final = Lazy(
    rf"{_DAY}(?:{_SPACE}of)?[ \u00a0-](?P<m>{_MONTH})(?:,?(?:{_SPACE}of)?[ \u00a0-](?P<y>\d{{4}})(?![\d,]))?",
    re.IGNORECASE,
)
_AFTER_MONTH: Final = Lazy(
    rf"{_DAY}(?![\d.,]?\d|[A-Za-z%])(?:[-–—](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?{_SPACE}(?P<y>\d{{4}})(?![\d,]|\.\d))?",
    re.IGNORECASE,
)
_YEAR_FIRST: Final = Lazy(rf"(?P<y>\d{{4}}),?[ -](?P<m>{_MONTH})(?:[ -](?P<d>\d{{1,2}})(?!\d))?", re.IGNORECASE)
_PARTS: Final = {
    "early": "early|earlier in",
    "mid": r"mid|mid[- ]?way through|(?:the )?middle of",
    "late": "late|later in",
    "start": "(?:the )?(?:beginning|start) of",
    "end": "(?:the )?(?:end|close) of|year[- ]end",
    "H1": "(?:the )?first half of|H1(?: of)?",
    "H2": "(?:the )?second half of|H2(?: of)?",
    "Q1": "(?:the )?first quarter of|Q1(?: of)?",
    "Q2": "(?:the )?second quarter of|Q2(?: of)?",
    "Q3": "(?:the )?third quarter of|Q3(?: of)?",
    "Q4": "(?:the )?(?:fourth|last) quarter of|Q4(?: of)?",
    "spring": "(?:the )?spring(?: of)?",
    "summer": "(?:the )?summer(?: of)?",
    "autumn": "(?:the )?(?:autumn|fall)(?: of)?",
    "winter": "(?:the )?winter(?: of)?",
}
_LEAD: Final = Lazy(
    "(?<![A-Za-z0-9-])(?:(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _PARTS.items())
    + rf")(?:,|{_SPACE}the{_SPACE}year)?[ \u00a0-])?(?:(?P<m>{_MONTH}),?(?:{_SPACE}of)?[ \u00a0-])?$",
    re.IGNORECASE,
)  # fmt: skip
_MAY_LEAD: Final = Lazy(r"[A-Za-z.,1-4][ \u00a0-]$")
_DECADE: Final = Lazy(r"(?P<n>\d{3}0)['’]?s(?![A-Za-z])|(?P<n2>[2-9]0)['’]?s(?![A-Za-z])")
_STRONG: Final = Lazy(
    (
        r"(?:(?<![A-Za-z])(?:in|since|by|until|till|during|before|after|from|year|circa|between|and|of|"
        r"through|to|late|early)[ \u00a0]|[(©，,;] ?|\()$"
    ),
    re.IGNORECASE,
)
_RELATIVE: Final = Lazy(
    (
        rf"(?:last|this|next)[ ](?P<u>year|month|week|quarter|spring|summer|fall|autumn|winter|decade|"
        rf"{_MONTH})(?![A-Za-z])|yesterday|tomorrow"
    ),
    re.IGNORECASE,
)
_EARLY: Final = Lazy("(?<![A-Za-z])(?:early|late|earlier|later|mid)[ -]$", re.IGNORECASE)
_AGO: Final = Lazy(
    r"(?<![A-Za-z0-9.,])(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of)[ ]"
    r"(?P<a>second|minute|hour|day|week|month|year|decade)s?[ ]ago$",
    re.IGNORECASE,
)
_MONTH_ONLY: Final = Lazy(rf"{_MONTH}", re.IGNORECASE)
_BEFORE_MONTH: Final = Lazy(
    r"(?:(?<![A-Za-z])(?:in|since|by|until|till|during|of|from|early|mid|late|before|after|last)[ \u00a0-])$",
    re.IGNORECASE,
)
ANCHOR: Final = (
    r"[LlTtNnYyJFMASOD](?<![A-Za-z].)(?:(?<=[Ll])ast (?=[a-zA-Z])|(?<=[Tt])his (?=[a-zA-Z])|(?<=[Nn])ext (?=[a-zA-Z])"
    r"|(?<=[Yy])esterday|(?<=[Tt])omorrow|(?<=[JFMASOND])(?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)[a-z]{0,6}(?![a-z]))"
)
"""Where a date in English words may begin."""


def _month(text: str) -> int:
    return _NAMES.index(text[:3].lower()) + 1


def read_number(text: str, at: int, end: int, free: int) -> Draft | None:
    """The date with the digits from `at` to `end`, and the words before them from `free` on."""
    size = end - at
    if size <= 2 and (match := _DAY_FIRST.match(text, at)):
        year = int(match["y"]) if match["y"] else None
        if year is None or FIRST_YEAR <= year <= LAST_YEAR:
            return Draft(at, match.end(), year, _month(match["m"]), int(match["d"]))
    if size in {2, 4} and (match := _DECADE.match(text, at)):
        return _decade(text, match)
    if size == 4 and (match := _YEAR_FIRST.match(text, at)):
        day = int(match["d"]) if match["d"] else None
        year = int(match["y"])
        if FIRST_YEAR <= year <= LAST_YEAR:
            return Draft(at, match.end(), year, _month(match["m"]), day)
    window = max(free, at - 32)
    lead = _LEAD.search(text, window, at) if _MAY_LEAD.search(text, max(window, at - 2), at) else None
    if lead is None or not lead[0]:
        return None
    part = next((name for name in _PARTS if lead[name]), "")
    month = _month(lead["m"]) if lead["m"] else None
    if size <= 2 and month and (match := _AFTER_MONTH.match(text, at)):
        return _after_month(match, lead.start("m"), month)
    year = int(text[at:end]) if size == 4 else 0
    return Draft(lead.start(), end, year, month, part=part) if FIRST_YEAR <= year <= LAST_YEAR else None


def _after_month(match: re.Match[str], start: int, month: int) -> Draft | None:
    """March 14, March 14th, 2023, March 14–16, 2023."""
    year = int(match["y"]) if match["y"] else None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    draft = Draft(start, match.end(), year, month, int(match["d"]))
    if match["d2"]:
        return draft._replace(until=draft._replace(day=int(match["d2"])))
    return draft


def _decade(text: str, match: re.Match[str]) -> Draft | None:
    """1990s, the '90s, the 90s."""
    if match["n"]:
        year = int(match["n"])
        return Draft(match.start(), match.end(), year, part="decade") if FIRST_YEAR <= year <= LAST_YEAR else None
    at = match.start()
    if text[at - 1 : at] in {"'", "’", "‘"}:
        return Draft(at - 1, match.end(), 1900 + int(match["n2"]), part="decade")
    if text[max(0, at - 4) : at].lower() == "the ":
        return Draft(at, match.end(), 1900 + int(match["n2"]), part="decade")
    return None


def is_stated_as_year(text: str, at: int) -> bool:
    """Whether the word before digits says that they are a year: in 2020, (2020."""
    return _STRONG.search(text, max(0, at - 10), at) is not None


def read_words(text: str, at: int) -> Draft | None:
    """The date in words that begins at `at`: last year, two years ago, in March."""
    if match := _RELATIVE.match(text, at):
        unit = (match["u"] or "day").lower()
        early = _EARLY.search(text, max(0, at - 9), at)
        start = early.start() if early else at
        if unit[:3] in _NAMES and unit != "decade":
            return Draft(start, match.end(), month=_month(unit), relative=True)
        return Draft(start, match.end(), relative=True, part={"year": "", "fall": "autumn"}.get(unit, unit))
    if match := _MONTH_ONLY.match(text, at):
        stated = _BEFORE_MONTH.search(text, max(0, at - 8), at)
        if not stated and match[0].lower() in {"may", "mar", "march", "dec", "sep", "jan", "jun"}:
            return Draft(at, match.end(), month=_month(match[0]), weak=True)
        end = match.end() - (1 if match[0].endswith(".") and len(match[0]) > 5 else 0)
        return Draft(at, end, month=_month(match[0]), weak=not stated)
    return None


def read_ago(text: str, after: int) -> Draft | None:
    """Two years ago: the words that end at `after`."""
    match = _AGO.search(text, max(0, after - 32), after)
    if match is None:
        return None
    unit = match["a"].lower()
    part = "" if unit == "year" else "day" if unit in {"hour", "minute", "second"} else unit
    return Draft(match.start(), after, relative=True, part=part)
