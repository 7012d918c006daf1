"""Numbers, dates and units as readers of the three languages expect them."""

from __future__ import annotations

import datetime
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from fmref import jalali
from fmref.text import language

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["Style", "format_date", "format_number", "format_value"]

Style = Literal["rounded", "short", "exact"]
"""How a number is shown: 176.2 billion, 176.2B or 176,247,271,424."""

_UNITS: Final[dict[str, tuple[str, str, str, str]]] = {
    "parameters": ("parameters", "个参数", "پارامتر", "個參數"),
    "tokens": ("tokens", "个词元", "توکن", "個詞元"),
    "words": ("words", "个单词", "واژه", "個單字"),
    "characters": ("characters", "个字符", "نویسه", "個字元"),
    "layers": ("layers", "层", "لایه", "層"),
    "heads": ("attention heads", "个注意力头", "سر توجه", "個注意力頭"),
    "dimensions": ("dimensions", "维", "بعد", "維"),
    "chips": ("GPUs", "块 GPU", "پردازندهٔ گرافیکی", "張 GPU"),
    "GPU-hours": ("GPU-hours", "GPU 小时", "ساعت GPU", "GPU 小時"),
    "languages": ("languages", "种语言", "زبان", "種語言"),
    "programming languages": ("programming languages", "种编程语言", "زبان برنامه‌نویسی", "種程式語言"),
    "units": ("units", "块", "عدد", "塊"),
    "tasks": ("tasks", "项任务", "وظیفه", "項任務"),
    "examples": ("examples", "个样本", "نمونه", "個樣本"),
    "images": ("images", "张图像", "تصویر", "張影像"),
    "image-text pairs": ("image-text pairs", "个图文对", "جفت تصویر و متن", "個圖文對"),
    "pairs": ("pairs", "对", "جفت", "對"),
    "instructions": ("instructions", "条指令", "دستور", "條指令"),
    "documents": ("documents", "篇文档", "سند", "篇文件"),
    "books": ("books", "本书", "کتاب", "本書"),
    "sentences": ("sentences", "个句子", "جمله", "個句子"),
    "hours": ("hours", "小时", "ساعت", "小時"),
    "FLOP": ("FLOP", "FLOP", "فلاپ", "FLOP"),
    "FLOP/s": ("FLOP/s", "FLOP/s", "فلاپ بر ثانیه", "FLOP/s"),
    "USD": ("US dollars", "美元", "دلار", "美元"),
    "CNY": ("yuan", "元", "یوان", "元人民幣"),
    "EUR": ("euros", "欧元", "یورو", "歐元"),
    "IRR": ("rials", "里亚尔", "ریال", "里亞爾"),
    "%": ("%", "%", "٪", "%"),
    "times": ("times", "倍", "برابر", "倍"),
}
"""Units in English, Chinese, Persian and traditional Chinese."""

_DURATIONS: Final = (
    (86400.0, ("days", "天", "روز", "天")),
    (3600.0, ("hours", "小时", "ساعت", "小時")),
    (60.0, ("minutes", "分钟", "دقیقه", "分鐘")),
    (1.0, ("seconds", "秒", "ثانیه", "秒")),
)
_SIZES: Final = (
    (1e15, ("PB", "PB", "پتابایت", "PB")),
    (1e12, ("TB", "TB", "ترابایت", "TB")),
    (1e9, ("GB", "GB", "گیگابایت", "GB")),
    (1e6, ("MB", "MB", "مگابایت", "MB")),
    (1e3, ("KB", "KB", "کیلوبایت", "KB")),
    (1.0, ("bytes", "字节", "بایت", "位元組")),
)
_NUMERALS: Final = {"en": "latn", "zh": "latn", "zh-Hant": "latn", "fa": "arabext"}
"""CLDR's numbering systems, for the separators; the digits themselves Babel leaves to us."""
_COLUMN: Final = {"en": 0, "zh": 1, "fa": 2, "zh-Hant": 3}
_COMPACT_FROM: Final = 1e6
_SCIENTIFIC_FROM: Final = 1e17


@cache
def _locale(lang: str) -> Locale:
    """Babel's locale of a language."""
    from babel import Locale

    return Locale.parse(lang.replace("zh-Hant", "zh_Hant"))


def _native_digits(text: str, lang: str) -> str:
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) if lang == "fa" else text


@lru_cache(maxsize=2**12, typed=True)  # Babel takes longer for one number than the reading of a question
def format_number(number: float, lang: str = "en", style: Style = "rounded") -> str:
    """A number in the form its readers use.

    From a million on it is rounded to four significant digits ("short" does so with letters where the language has
    them), below to three decimals; from 10^17 on it has a power of ten. The style "exact" shows every digit. What is
    shown is what `fmref.quantities.find_quantities` reads.

    >>> format_number(176_247_271_424), format_number(176_247_271_424, "zh"), format_number(176_247_271_424, "fa")
    ('176.2 billion', '1762亿', '۱۷۶٫۲ میلیارد')
    >>> (
    ...     format_number(1.08e12, "zh-TW"),
    ...     format_number(176e9, style="short"),
    ...     format_number(176_247_271_424, "fa", "exact"),
    ... )
    ('1.08兆', '176B', '۱۷۶٬۲۴۷٬۲۷۱٬۴۲۴')

    Raises `UnknownLanguageError` for a language that is none of fmref's.
    """
    from babel.numbers import format_compact_decimal

    lang = language(lang)
    if style == "exact":
        return _decimal(number, lang, exact=True)
    if abs(number) >= _SCIENTIFIC_FROM:
        mantissa, exponent = f"{number:.3e}".split("e")
        return f"{_decimal(float(mantissa), lang)}×10{_superscript(int(exponent))}"
    if abs(number) < _COMPACT_FROM:
        return _decimal(round(number, 4), lang)
    rounded = float(f"{number:.4g}")
    # CLDR has no long forms for Chinese, and its long Persian form of a trillion is one that nobody writes
    letters = lang.startswith("zh") or (lang == "fa" and abs(number) >= 1e12) or (lang == "en" and style == "short")
    form: Literal["short", "long"] = "short" if letters else "long"
    shown = format_compact_decimal(
        rounded, format_type=form, locale=_locale(lang), fraction_digits=3, numbering_system=_NUMERALS[lang]
    )
    return _native_digits(shown.replace("\xa0", " "), lang)


def _decimal(number: float, lang: str, *, exact: bool = False) -> str:
    from babel.numbers import format_decimal

    value = Decimal(str(number))
    with localcontext() as context:  # Babel rounds to the digits of the context, which are fewer than some numbers have
        context.prec = max(context.prec, abs(value.adjusted()) + len(value.as_tuple().digits) + _FRACTION)
        shown = format_decimal(
            value, locale=_locale(lang), numbering_system=_NUMERALS[lang], decimal_quantization=not exact
        )
    return _native_digits(shown, lang)


_FRACTION: Final = 3
"""How many decimals Babel shows of a number that it rounds."""


def _superscript(exponent: int) -> str:
    return str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def format_date(date: str, lang: str = "en", calendar: Literal["gregorian", "jalali"] = "gregorian") -> str:
    """An ISO 8601 day, month or year in words, or a day in the words of the Jalali calendar.

    >>> format_date("2022-07-11"), format_date("2022-07", "zh"), format_date("2022", "fa")
    ('July 11, 2022', '2022年7月', '۲۰۲۲')
    >>> format_date("2023-03-14", "fa", "jalali")
    '۲۳ اسفند ۱۴۰۱'

    Raises `ValueError` for a month or a year in the Jalali calendar, which begins in the middle of a Gregorian month.
    """
    from babel import dates

    lang = language(lang)
    first = datetime.date.fromisoformat(f"{date}-01-01"[:10])
    if calendar == "jalali":
        if len(date) != 10:
            raise ValueError(f"only days have a date in the Jalali calendar: {date}")
        return _jalali_date(first, lang)
    if len(date) == 10:
        shown = dates.format_date(first, format="long", locale=_locale(lang))
    elif len(date) == 7:
        shown = dates.format_skeleton("yMMMM", first, locale=_locale(lang))
    else:
        shown = f"{first.year}年" if lang.startswith("zh") else str(first.year)
    return _native_digits(shown, lang)


_JALALI_MONTHS: Final = (
    "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand".split(),
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(),
)


def _jalali_date(day: datetime.date, lang: str) -> str:
    """A day of the solar calendar of Iran."""
    year, month, number = jalali.to_jalali(day)
    if lang.startswith("zh"):
        return f"伊朗历{year}年{month}月{number}日" if lang == "zh" else f"伊朗曆{year}年{month}月{number}日"
    return _native_digits(f"{number} {_JALALI_MONTHS[lang == 'fa'][month - 1]} {year}", lang)


def format_value(value: object, unit: str | None = None, lang: str = "en", style: Style = "rounded") -> str:
    """A plain value with its unit in a language; text, which has no form of its own, comes back as it is.

    >>> format_value(3.3e11, "bytes"), format_value(9_204_300, "seconds", "zh"), format_value(96, "layers", "fa")
    ('330 GB', '106.5 天', '۹۶ لایه')
    """
    lang = language(lang)
    if isinstance(value, tuple | list):
        return ("、" if lang.startswith("zh") else "، " if lang == "fa" else ", ").join(
            format_value(v, unit, lang, style) for v in value
        )
    if isinstance(value, bool):
        return {True: ("yes", "是", "بله", "是"), False: ("no", "否", "خیر", "否")}[value][_COLUMN[lang]]
    if not isinstance(value, int | float):
        return str(value)
    for unit_name, scales in (("seconds", _DURATIONS), ("bytes", _SIZES)):
        if unit == unit_name:
            factor, names = next((s for s in scales if abs(value) >= s[0]), scales[-1])
            return f"{_decimal(round(value / factor, 1), lang)} {names[_COLUMN[lang]]}"
    if unit is None:
        return format_number(value, lang, style)
    shown = _UNITS[unit][_COLUMN[lang]] if unit in _UNITS else unit
    if value == 1 and lang == "en":
        shown = shown.removesuffix("s")
    gap = "" if shown in {"%", "٪"} or (lang.startswith("zh") and not shown[:1].isascii()) else " "
    return f"{format_number(value, lang, style)}{gap}{shown}"
