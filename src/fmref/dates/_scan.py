"""All the dates of a text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fmref.dates import _english, _han, _numeric, _persian
from fmref.dates._mention import DateMention, Draft, mention
from fmref.lazy import Lazy
from fmref.numerals import read_scale
from fmref.script_patterns import DIGITS, FA, GAP, LATIN, any_han, has_persian, without
from fmref.text import language
from fmref.units import match_unit

__all__ = ["find_dates"]

_RANGE: Final = Lazy(any_han(rf"{GAP}(?:[-–—~～〜]|至|到|تا|to|through|until){GAP}"))
_BETWEEN: Final = Lazy(any_han(f"{GAP}(?:and|و|和|与|及){GAP}"))
_FIRST_DAY: Final = Lazy(rf"(?<![\w.,/-])(?P<d>\d{{1,2}}){GAP}(?:[-–—]|تا|to){GAP}$")
_BETWEEN_LEAD: Final = Lazy(any_han(f"(?:between|بین|介于|在)(?:{GAP}سال(?:‌?های)?)?{GAP}$"), re.IGNORECASE)
_STUCK: Final = Lazy(
    rf"[{LATIN}_$€£¥￥#@]$|\d[.,:/٫٬]$|(?<!mid)(?<!arly)(?<!late)(?<!pre)(?<!post)(?<=[{LATIN}])[-\u2010\u2011]$"
)
_ARABIC: Final = Lazy(f"[{FA}]")
_NOT_AFTER: Final = Lazy(rf"[{LATIN}_]|[.٫٬:]\d|,\d{{3}}(?!\d)|{GAP}[×xX%٪％]")
_CITED: Final = Lazy("[a-h](?![A-Za-z0-9])")  # [Lewis et al. 2020b]
_CLOSING: Final = frozenset("])）］")


_MAY_BE_HAN: Final = Lazy(any_han(f"{GAP}[年月日号世0-9QH-]"))
_DIGITS: Final = Lazy(DIGITS)
_ENGLISH: Final = Lazy(_english.ANCHOR)
_HAN: Final = Lazy(_han.ANCHOR)
_PERSIAN: Final = Lazy(_persian.ANCHOR)
_BEFORE: Final = Lazy("前")
_AGO: Final = Lazy(" ago(?![a-z])")


def find_dates(text: str, lang: str | None = None, *, taken: Iterable[tuple[int, int]] = ()) -> list[DateMention]:
    """The dates of a text, in order and not overlapping; linear in its length.

    `lang` is the language of the text, if it is known: in Persian 1402 is a year and the day comes before the month.
    `taken` are spans that belong to something else, as names do, and are not touched.

    >>> [(d.text, d.earliest, d.latest, d.grain) for d in find_dates("from 2018 to 2020, in late March 2023")]
    [('2018 to 2020', '2018-01-01', '2020-12-31', 'range'), ('late March 2023', '2023-03-21', '2023-03-31', 'part')]

    Raises `UnknownLanguageError` for a language that is none of fmref's.
    """
    persian = None if lang is None else language(lang) == "fa"
    shown = without(text, taken)
    drafts = _merged(shown, _drafts(shown, persian=persian))
    found = (mention(text, draft) for draft in drafts if not draft.weak)
    return [date for date in found if date is not None]


def _drafts(text: str, *, persian: bool | None) -> Iterator[Draft]:
    """Everything that may be a date, in order."""
    anchors = [(run.start(), run.end(), "0") for run in _DIGITS.finditer(text)]
    anchors += [(m.start(), 0, "a") for m in _ENGLISH.finditer(text)]
    anchors += [(m.end(), m.end(), "ago") for m in _AGO.finditer(text)]
    if not text.isascii():
        anchors += [(m.start(), 0, "年") for m in _HAN.finditer(text)]
        anchors += [(m.end(), m.end(), "前") for m in _BEFORE.finditer(text)]
    if has_persian(text):
        anchors += [(m.start(), 0, "ه") for m in _PERSIAN.finditer(f" {text}")]
    anchors.sort()
    last: Draft | None = None
    before = 0
    for at, end, script in anchors:
        # a month in words may turn out to be the first word of a date with digits
        open_end = last is not None and last.day is last.year is None and last.month is not None and not last.relative
        free = before if last is None or open_end else last.end
        if last is not None and at < last.end:
            continue
        if script == "0":
            draft = _of_digits(text, at, end, free, persian=persian)
        elif script in {"前", "ago"}:
            draft = (_han if script == "前" else _english).read_ago(text, at)
        else:
            draft = {"a": _english.read_words, "年": _han.read, "ه": _persian.read_words}[script](text, at)
        if draft is None or draft.start < free:
            continue
        draft = _with_first_day(text, draft, free)
        if last is not None and draft.start >= last.end:
            yield last
            before = last.end
        last = draft
    if last is not None:
        yield last


def _with_first_day(text: str, draft: Draft, free: int) -> Draft:
    """The range of 3–5 March 2023 and of ۲۳ تا ۲۵ اسفند, whose first day has nothing but its number."""
    if draft.day is None or draft.until or not text[draft.start].isdecimal() or draft.month is None:
        return draft
    match = _FIRST_DAY.search(text, max(free, draft.start - 12), draft.start)
    if match is None or not 1 <= int(match["d"]) < draft.day:
        return draft
    return draft._replace(start=match.start(), day=int(match["d"]), until=draft)


def _of_digits(text: str, at: int, end: int, free: int, *, persian: bool | None) -> Draft | None:
    """The date that has the digits from `at` up to `end`."""
    if end - at > 8 or _STUCK.search(text, max(0, at - 6), at):
        return None
    nearby = persian
    if nearby is None:
        nearby = not text.isascii() and _ARABIC.search(text, max(0, at - 40), end + 40) is not None
    native = bool(persian) or "٠" <= text[at] <= "۹"
    draft = (
        (_han.read(text, at) if _MAY_BE_HAN.match(text, end) else None)
        or _numeric.read_number(text, at, end, persian=native or nearby, day_first=native)
        or _english.read_number(text, at, end, free)
        or (_persian.read_number(text, at, end, free) if nearby else None)
    )
    if draft is not None:
        return draft
    if end - at == 4 and nearby and (dated := _persian.with_era(text, at, end)):
        return dated
    if end - at != 4:
        return None
    cited = _CITED.match(text, end) is not None
    if not cited and (_NOT_AFTER.match(text, end) or read_scale(text, end) or match_unit(text, end)):
        return None
    stated = text[end : end + 1] in _CLOSING or _english.is_stated_as_year(text, at)
    return _numeric.bare_year(text, at, end, stated=stated, persian=bool(nearby))


def _merged(text: str, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Two dates with "to" between them are one range, in which what one end leaves out comes from the other."""
    last: Draft | None = None
    for draft in drafts:
        if last is not None and (joined := _joined(text, last, draft)):
            last = joined
            continue
        if last is not None:
            yield last
        last = draft
    if last is not None:
        yield last


def _joined(text: str, first: Draft, second: Draft) -> Draft | None:
    """The range of two dates; None if they are two dates."""
    if first.until or second.until or first.relative or second.relative or second.start - first.end > 12:
        return None
    gap = text[first.end : second.start]
    start = first.start
    if not _RANGE.fullmatch(gap):
        lead = _BETWEEN_LEAD.search(text, max(0, start - 20), start)
        if lead is None or not _BETWEEN.fullmatch(gap):
            return None
    first, second = _completed(first, second)
    if _grain(first) != _grain(second) or (first.calendar != second.calendar):
        return None
    if first.weak and second.weak and first.year is None:
        return None
    return first._replace(end=second.end, until=second, weak=False)


def _completed(first: Draft, second: Draft) -> tuple[Draft, Draft]:
    """Both ends with the year, the month or the day's month that only one of them has."""
    if second.day is not None and second.month is None:
        second = second._replace(month=first.month, year=first.year)
    if first.year is None and first.month is not None and second.month is not None:
        first = first._replace(year=second.year)
    elif second.year is None and second.month is not None:
        second = second._replace(year=first.year)
    return first, second


def _grain(draft: Draft) -> tuple[bool, bool]:
    return draft.month is None, draft.day is None
