"""Numbers, dates and units as readers of the three languages expect them."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from fmref.text import language

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["format_date", "format_number", "format_value"]

_UNITS: Final[dict[str, tuple[str, str, str]]] = {
    "parameters": ("parameters", "个参数", "پارامتر"),
    "tokens": ("tokens", "个词元", "توکن"),
    "words": ("words", "个单词", "واژه"),
    "layers": ("layers", "层", "لایه"),
    "languages": ("languages", "种语言", "زبان"),
    "programming languages": ("programming languages", "种编程语言", "زبان برنامه‌نویسی"),
    "units": ("units", "块", "عدد"),
    "tasks": ("tasks", "项任务", "وظیفه"),
    "examples": ("examples", "个样本", "نمونه"),
    "images": ("images", "张图像", "تصویر"),
    "image-text pairs": ("image-text pairs", "个图文对", "جفت تصویر و متن"),
    "documents": ("documents", "篇文档", "سند"),
    "books": ("books", "本书", "کتاب"),
    "sentences": ("sentences", "个句子", "جمله"),
    "FLOP": ("FLOP", "FLOP", "فلاپ"),
    "USD": ("US dollars", "美元", "دلار"),
}
"""Units in English, Chinese and Persian."""

_DURATIONS: Final = (
    (86400.0, ("days", "天", "روز")),
    (3600.0, ("hours", "小时", "ساعت")),
    (60.0, ("minutes", "分钟", "دقیقه")),
    (1.0, ("seconds", "秒", "ثانیه")),
)
_SIZES: Final = (
    (1e15, ("PB", "PB", "پتابایت")),
    (1e12, ("TB", "TB", "ترابایت")),
    (1e9, ("GB", "GB", "گیگابایت")),
    (1e6, ("MB", "MB", "مگابایت")),
    (1e3, ("KB", "KB", "کیلوبایت")),
    (1.0, ("bytes", "字节", "بایت")),
)
_NUMERALS: Final = {"en": "latn", "zh": "latn", "zh-Hant": "latn", "fa": "arabext"}
"""CLDR's numbering systems, for the separators; the digits themselves Babel leaves to us."""
_COLUMN: Final = {"en": 0, "zh": 1, "zh-Hant": 1, "fa": 2}
_COMPACT_FROM: Final = 1e6
_SCIENTIFIC_FROM: Final = 1e17


@cache
def _locale(lang: str) -> Locale:
    """Babel's locale of a language."""
    from babel import Locale

    return Locale.parse(lang.replace("zh-Hant", "zh_Hant"))


def _native_digits(text: str, lang: str) -> str:
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) if lang == "fa" else text


def format_number(number: float, lang: str = "en") -> str:
    """A number in the form its readers use, rounded to four significant digits from a million on.

    >>> format_number(176_247_271_424), format_number(176_247_271_424, "zh"), format_number(176_247_271_424, "fa")
    ('176.2 billion', '1762亿', '۱۷۶٫۲ میلیارد')
    """
    from babel.numbers import format_compact_decimal

    lang = language(lang)
    if abs(number) >= _SCIENTIFIC_FROM:
        mantissa, exponent = f"{number:.3e}".split("e")
        return f"{_decimal(float(mantissa), lang)}×10{_superscript(int(exponent))}"
    if abs(number) < _COMPACT_FROM:
        return _decimal(round(number, 4), lang)
    rounded = float(f"{number:.4g}")
    # CLDR has no long forms for Chinese, and its long Persian form of a trillion is one that nobody writes
    style: Literal["short", "long"] = "short" if lang.startswith("zh") or (lang == "fa" and number >= 1e12) else "long"
    shown = format_compact_decimal(
        rounded, format_type=style, locale=_locale(lang), fraction_digits=3, numbering_system=_NUMERALS[lang]
    )
    return _native_digits(shown.replace("\xa0", " "), lang)


def _decimal(number: float, lang: str) -> str:
    from babel.numbers import format_decimal

    shown = format_decimal(number, locale=_locale(lang), numbering_system=_NUMERALS[lang])
    return _native_digits(shown, lang)


def _superscript(exponent: int) -> str:
    return str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def format_date(date: str, lang: str = "en") -> str:
    """An ISO 8601 day, month or year in words.

    >>> format_date("2022-07-11"), format_date("2022-07", "zh"), format_date("2022", "fa")
    ('July 11, 2022', '2022年7月', '۲۰۲۲')
    """
    from babel import dates

    lang = language(lang)
    first = datetime.date.fromisoformat(f"{date}-01-01"[:10])
    if len(date) == 10:
        shown = dates.format_date(first, format="long", locale=_locale(lang))
    elif len(date) == 7:
        shown = dates.format_skeleton("yMMMM", first, locale=_locale(lang))
    else:
        shown = f"{first.year}年" if lang.startswith("zh") else str(first.year)
    return _native_digits(shown, lang)


def format_value(value: object, unit: str | None = None, lang: str = "en") -> str:
    """A plain value with its unit in a language; text, which has no form of its own, comes back as it is.

    >>> format_value(3.3e11, "bytes"), format_value(9_204_300, "seconds", "zh"), format_value(96, "layers", "fa")
    ('330 GB', '106.5 天', '۹۶ لایه')
    """
    lang = language(lang)
    if isinstance(value, tuple | list):
        return ("、" if lang.startswith("zh") else "، " if lang == "fa" else ", ").join(
            format_value(v, unit, lang) for v in value
        )
    if isinstance(value, bool):
        return {True: ("yes", "是", "بله"), False: ("no", "否", "خیر")}[value][_COLUMN[lang]]
    if not isinstance(value, int | float):
        return str(value)
    for unit_name, scales in (("seconds", _DURATIONS), ("bytes", _SIZES)):
        if unit == unit_name:
            factor, names = next((s for s in scales if abs(value) >= s[0]), scales[-1])
            return f"{_decimal(round(value / factor, 1), lang)} {names[_COLUMN[lang]]}"
    if unit is None:
        return format_number(value, lang)
    shown = _UNITS[unit][_COLUMN[lang]] if unit in _UNITS else unit
    gap = "" if lang.startswith("zh") and not shown.isascii() else " "
    return f"{format_number(value, lang)}{gap}{shown}"
