"""Dates in Persian, in both calendars: ۲۳ اسفند ۱۴۰۱, مارس ۲۰۲۳, 29 مارس, بهار ۱۴۰۲, دههٔ ۱۳۹۰, پارسال."""

from __future__ import annotations

import re
from typing import Final

from fmref.dates._mention import FIRST_YEAR, LAST_YEAR, Draft
from fmref.jalali import FIRST_YEAR as FIRST_JALALI
from fmref.jalali import LAST_YEAR as LAST_JALALI
from fmref.lazy import Lazy
from fmref.script_patterns import FA, GAP, any_persian, squeezed, word_starts

__all__ = ["ANCHOR", "read_number", "read_words", "with_era"]

_GREGORIAN: Final = (
    "ژانویه|فوریه|مارس مارچ|آوریل آپریل اپریل|مه می|ژوئن جون ژوین|ژوئیه ژوییه جولای ژوئیهٔ|اوت آگوست "
    "اگوست آگست|سپتامبر سپتمبر|"
    "اکتبر اکتوبر|نوامبر نومبر|دسامبر دسمبر"
).split("|")
_JALALI: Final = "فروردین|اردیبهشت|خرداد|تیر|مرداد امرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند".split("|")
_MONTHS: Final = {
    squeezed(word): (calendar, number)
    for calendar, names in (("gregorian", _GREGORIAN), ("jalali", _JALALI))
    for number, words in enumerate(names, 1)
    for word in words.split()
}
_FORMS: Final = sorted(
    {w for names in (_GREGORIAN, _JALALI) for words in names for w in words.split()}, key=len, reverse=True
)
_AFTER_MI: Final = r"(?=[\s\u200c]*(?:سال[\s\u200c]*)?\d|[،.,;:)\n]|$)"
_MONTH: Final = (
    "(?:"
    + "|".join(any_persian(w) + (_AFTER_MI if w == "می" else "") for w in _FORMS)
    + f")(?:ٔ|{GAP}ماه)?(?![{FA}]|\u200c[{FA}])"
)
_YEAR: Final = rf"{GAP},?،?{GAP}(?:سال{GAP})?(?P<y>\d{{4}})(?!\d)"
_ERA: Final = Lazy(
    f"{GAP}(?P<e>{any_persian('میلادی|خورشیدی|هجری[ ‌]شمسی|هجری[ ‌]خورشیدی|شمسی|هجری[ ‌]قمری|قمری|هجری')}|"
    f"ه[ـ]?[.]?[ ]?ش[.]?)(?![{FA}])"
)
_DAY_FIRST: Final = Lazy(
    rf"(?P<d>\d{{1,2}})(?:[\u200c ]?(?:ام|م))?{GAP}(?:ماه{GAP})?(?P<m>{_MONTH})(?:{_YEAR}|"
    rf"{GAP}(?P<yy>\d{{2}})(?![\d/.٫]|{GAP}[{FA}٪%]))?"
)
_YEAR_FIRST: Final = Lazy(rf"(?P<y>\d{{4}}){GAP}(?P<m>{_MONTH})(?:{GAP}(?P<d>\d{{1,2}})(?!\d))?")
_PARTS: Final = {
    "early": "اوایل|اوائل",
    "mid": "اواسط|میانهٔ|میانه|نیمه[ٔ‌ی]*",
    "late": "اواخر",
    "start": "آغاز|ابتدای|شروع",
    "end": "پایان|انتهای|آخر",
    "H1": "نیمه[ٔ‌ی]*[ ‌](?:اول|نخست)|نیمسال[ ‌](?:اول|نخست)|شش[ ‌]?ماهه?[ٔ‌ی]*[ ‌](?:اول|نخست)",
    "H2": "نیمه[ٔ‌ی]*[ ‌]دوم|نیمسال[ ‌]دوم|شش[ ‌]?ماهه?[ٔ‌ی]*[ ‌]دوم",
    "Q1": "سه[ ‌]?ماهه?[ٔ‌ی]*[ ‌](?:اول|نخست)|فصل[ ‌](?:اول|نخست)",
    "Q2": "سه[ ‌]?ماهه?[ٔ‌ی]*[ ‌]دوم|فصل[ ‌]دوم",
    "Q3": "سه[ ‌]?ماهه?[ٔ‌ی]*[ ‌]سوم|فصل[ ‌]سوم",
    "Q4": "سه[ ‌]?ماهه?[ٔ‌ی]*[ ‌]چهارم|فصل[ ‌]چهارم",
    "spring": "بهار",
    "summer": "تابستان",
    "autumn": "پاییز|پائیز",
    "winter": "زمستان",
    "decade": "دهه[ٔ‌ی]*",
    "century": "قرن|سده[ٔ‌ی]*",
}
_ORDER: Final = "H1 H2 Q1 Q2 Q3 Q4 early mid late start end spring summer autumn winter decade century".split()
_LEAD: Final = Lazy(
    f"(?<!\u200c)(?<![{FA}])(?:(?:" + "|".join(f"(?P<{name}>{any_persian(_PARTS[name])})" for name in _ORDER)
    + f"){GAP})?(?:(?:ماه{GAP})?(?P<m>{_MONTH})،?{GAP})?(?P<s>{any_persian('سال(?:های)?')}{GAP})?$"
)  # fmt: skip
_MONTH_ONLY: Final = Lazy(f"(?:ماه{GAP})(?P<m>{_MONTH})|(?P<m2>{_MONTH})")
_RELATIVE: Final = Lazy(
    f"(?:(?:{any_persian('اوایل|اواسط|اواخر|پایان|آغاز|ابتدای')}){GAP})?(?:{any_persian('پارسال|امسال|پیرارسال|دیروز|پریروز|فردا')}"
    f"|(?:{any_persian('سال|ماه|هفتهٔ|هفته|هفته‌ی')}){GAP}(?:{any_persian('گذشته|آینده|قبل|پیش|جاری|بعد')}))(?![{FA}])"
)
_AGO: Final = Lazy(
    rf"(?:\d{{1,4}}|{any_persian('یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|چند|چندین')}){GAP}"
    f"(?P<u>{any_persian('سال|ماه|هفته|روز|ساعت|دقیقه|دهه')}){GAP}(?:{any_persian('پیش|قبل')})(?![{FA}]|{GAP}از)"
)
_NUMBER_WORDS: Final = "یک دو سه چهار پنج شش هفت هشت نه ده چند".split()
ANCHOR: Final = any_persian(
    word_starts(
        {
            *"ماه سال هفته پارسال امسال پیرارسال دیروز پریروز فردا اوایل اواسط اواخر پایان آغاز ابتدای".split(),
            *(form for form in _FORMS if form not in {"می", "مه", "تیر", "مهر", "دی", "آذر", "اوت"}),
            *_NUMBER_WORDS,
        }
    )
)
"""Where a date in Persian words may begin; see `word_starts`."""


def calendar_of(year: int) -> str | None:
    """The calendar in which a number is a year that people write today."""
    if FIRST_JALALI <= year <= LAST_JALALI - 1:
        return "jalali"
    return "gregorian" if FIRST_YEAR < year <= LAST_YEAR else None


def _month(text: str) -> tuple[str, int]:
    """Calendar and number of a month."""
    key = squeezed(text)
    return _MONTHS.get(key) or _MONTHS[key.removesuffix("ماه")]


def _with_era(text: str, draft: Draft) -> Draft | None:
    """The draft with میلادی or شمسی behind it; None for a year of the lunar calendar."""
    match = _ERA.match(text, draft.end)
    if match is None:
        return draft
    era = squeezed(match["e"])
    if "قمری" in era:
        return None
    return draft._replace(end=match.end(), calendar="gregorian" if era == "میلادی" else "jalali")


def read_number(text: str, at: int, end: int, free: int) -> Draft | None:
    """The date with the digits from `at` to `end`, and the words before them from `free` on."""
    if match := _AGO.match(text, at):
        return _ago(match)
    if match := _DAY_FIRST.match(text, at):
        calendar, month = _month(match["m"])
        year, ambiguous = int(match["y"]) if match["y"] else None, False
        stop = match.end()
        if match["yy"] and calendar == "jalali":
            year, ambiguous = (1300 if int(match["yy"]) > 40 else 1400) + int(match["yy"]), True
        elif match["yy"]:
            stop = match.start("yy") - len(text[: match.start("yy")]) + len(text[: match.start("yy")].rstrip())
        draft = Draft(at, stop, year, month, int(match["d"]), calendar=calendar)
        del ambiguous
        return _checked(text, draft)
    size = end - at
    if size == 4 and (match := _YEAR_FIRST.match(text, at)):
        calendar, month = _month(match["m"])
        day = int(match["d"]) if match["d"] else None
        return _checked(text, Draft(at, match.end(), int(match["y"]), month, day, calendar=calendar))
    window = max(free, at - 40)
    lead = _LEAD.search(text, window, at)
    return _after_lead(text, lead, at, end) if lead and lead[0].strip() else None


def _after_lead(text: str, lead: re.Match[str], at: int, end: int) -> Draft | None:
    """A year, decade or century behind the word for it, a month or a season."""
    number, size = int(text[at:end]), end - at
    part = next((name for name in _ORDER if lead[name]), "")
    if part == "century":
        ok = size == 2 and 16 <= number <= 22
        return Draft(lead.start(), end, 100 * (number - 1) + 1, part="century") if ok else None
    if part == "decade" and size == 2 and number % 10 == 0 and number:
        draft = _with_era(text, Draft(lead.start(), end, part="decade"))
        if draft is None:
            return None
        named = draft.end > end
        year = 1900 + number if draft.calendar == "gregorian" and named else 1300 + number
        return draft._replace(year=year, calendar=draft.calendar if named else "jalali", ambiguous=not named)
    if size != 4 or (part == "decade" and number % 10):
        return None
    calendar, month = _month(lead["m"]) if lead["m"] else (calendar_of(number), None)
    if calendar is None:
        return None
    return _checked(text, Draft(lead.start(), end, number, month, part=part, calendar=calendar))


def _checked(text: str, draft: Draft) -> Draft | None:
    """The draft with its era, if the year is one of its calendar."""
    found = _with_era(text, draft)
    if found is None or (found.year is not None and calendar_of(found.year) != found.calendar):
        return None
    return found


def with_era(text: str, at: int, end: int) -> Draft | None:
    """A year with its era: ۱۴۰۲ شمسی."""
    draft = Draft(at, end, int(text[at:end]), calendar="")
    found = _with_era(text, draft)
    return found if found and found.calendar and calendar_of(found.year or 0) == found.calendar else None


def _ago(match: re.Match[str]) -> Draft:
    unit = squeezed(match["u"])
    part = {"سال": "", "ماه": "month", "هفته": "week", "دهه": "decade"}.get(unit, "day")
    return Draft(match.start(), match.end(), relative=True, part=part)


def read_words(text: str, at: int) -> Draft | None:
    """The date in words that begins at `at`: پارسال, دو سال پیش, ماه فوریه."""
    if match := _AGO.match(text, at):
        return _ago(match)
    if match := _RELATIVE.match(text, at):
        key = squeezed(match[0])
        part = "month" if "ماه" in key else "week" if "هفته" in key else "day" if "سال" not in key else ""
        return Draft(at, match.end(), relative=True, part=part)
    if match := _MONTH_ONLY.match(text, at):
        calendar, month = _month(match["m"] or match["m2"])
        return Draft(at, match.end(), month=month, calendar=calendar, weak=match["m"] is None)
    return None
