"""What plots share: Altair, words of three languages, axes with the digits of a language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from fmref.errors import MissingExtraError, PlotError
from fmref.facts import span
from fmref.formatting import format_date, format_value

__all__ = ["MOST", "WORDS", "altair", "checked", "day", "isolated", "log_axis", "time_axis"]

MOST: Final = 5000
"""How many points a chart takes: what Altair puts into one notebook."""

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "others": "others",
        "status": "sources",
        "settled": "agree",
        "disputed": "disagree",
        "estimated": "an estimate",
        "developer": "developer",
        "family": "family",
        "timeline": "{}: releases",
        "lineage": "{}: what it comes from, and what comes from it",
        "more": "and {} more",
        "agreement": "Which source writes what",
        "first": "our first term",
        "admitted": "another admitted term",
        "else": "another word",
    },
    "zh": {
        "others": "其他",
        "status": "来源",
        "settled": "一致",
        "disputed": "有分歧",
        "estimated": "估计值",
        "developer": "开发者",
        "family": "模型家族",
        "timeline": "{}：历次发布",
        "lineage": "{}：来源与衍生",
        "more": "另有 {} 个",
        "agreement": "各来源的译法",
        "first": "首选术语",
        "admitted": "其他可用术语",
        "else": "其他写法",
    },
    "fa": {
        "others": "دیگران",
        "status": "منابع",
        "settled": "هم‌نظر",
        "disputed": "ناهم‌نظر",
        "estimated": "برآورد",
        "developer": "سازنده",
        "family": "خانواده",
        "timeline": "{}: نسخه‌ها به ترتیب زمان",
        "lineage": "تبار {}: از چه آمده و چه از آن آمده است",
        "more": "و {} مورد دیگر",
        "agreement": "هر منبع چه می‌نویسد",
        "first": "واژهٔ برگزیدهٔ ما",
        "admitted": "واژهٔ پذیرفتهٔ دیگر",
        "else": "واژه‌ای دیگر",
    },
}
"""The words of plots by language."""


def altair() -> Any:
    """Altair, or `MissingExtraError`."""
    try:
        import altair as found
    except ImportError:
        raise MissingExtraError("plot", "a plot") from None
    return found


def checked(rows: Sequence[Mapping[str, Any]], nothing: str) -> list[dict[str, Any]]:
    """Rows of a chart; raises `PlotError` with the reason `nothing` where there are none, and for more than `MOST`."""
    if not rows:
        raise PlotError(nothing)
    if len(rows) > MOST:
        raise PlotError(f"{len(rows):,} points are more than the {MOST:,} that a chart takes; narrow the selection")
    return [dict(row) for row in rows]


def isolated(text: str, lang: str) -> str:
    """A text with its parts in the order of its language, for a drawing runs from left to right.

    Persian with numbers or Latin letters is set apart by the marks of Unicode for that; Persian letters need none.
    """
    is_mixed = lang == "fa" and any(character.isdigit() or character.isascii() for character in text.replace(" ", ""))
    return f"\u2067{text}\u2069" if is_mixed else text


def day(date: str) -> str:
    """The middle of a year, month or day in ISO 8601, where a point stands."""
    first, last = span(date)
    return (first + (last - first) / 2).isoformat()


def log_axis(channel: Any, values: Iterable[float], unit: str | None, lang: str) -> Any:
    """A logarithmic axis with a label at every power of ten, or every third of many, in words of a language."""
    from math import floor, log10

    exponents = [floor(log10(value)) for value in values]
    least, most = min(exponents), max(exponents) + 1
    step = 1 if most - least <= 9 else 3
    ticks = range(least, most + 1, step)
    said = [isolated(format_value(10.0**tick, unit, lang, "short"), lang) for tick in ticks]
    labels = json.dumps(said, ensure_ascii=False)
    at = f"(round(log(datum.value)/LN10)-{least})/{step}"
    axis = altair().Axis(values=[10.0**tick for tick in ticks], labelExpr=f"{labels}[{at}]", title=None, grid=True)
    return channel.scale(type="log", domain=[10.0**least, 10.0**most], nice=False).axis(axis)


def time_axis(channel: Any, dates: Sequence[str], lang: str) -> Any:
    """An axis of years in the digits of a language."""
    least, most = int(min(dates)[:4]), int(max(dates)[:4]) + 1
    step = 1 if most - least <= 12 else 2 if most - least <= 24 else 10
    years = range(least, most + 1)
    labels = json.dumps([format_date(str(year), lang) for year in years], ensure_ascii=False)
    ticks = [{"year": year} for year in years if (year - least) % step == 0]
    axis = altair().Axis(values=ticks, labelExpr=f"{labels}[year(datum.value)-{least}]", title=None, grid=False)
    return channel.scale(domain=[{"year": least}, {"year": most}], nice=False).axis(axis)
