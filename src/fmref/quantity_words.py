"""The words around the numbers of a text: about, more than, from ... to, half more, percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from fmref.lazy import Lazy
from fmref.script_patterns import FA, GAP, LATIN, any_han, any_persian, last_token, simplified, squeezed
from fmref.units import Unit

__all__ = [
    "Bound",
    "bound_after",
    "bound_before",
    "currency_before",
    "end_of_range",
    "fraction_before",
    "half_more",
    "is_during",
    "is_list",
    "is_per_second",
    "is_range",
    "is_tolerance",
    "opens_range",
]

_WINDOW: Final = 32
"""How far before a number its words are looked for, in characters."""


class Bound(NamedTuple):
    """Words from `start` to `end` that say how a number is meant: about, min (at least), max, near, more, order."""

    start: int
    end: int
    kind: str


def _fa(words: str) -> str:
    return f"(?<!\u200c)(?<![{FA}])(?:{any_persian(words)})(?![{FA}])"


_BEFORE: Final = """\
max en less than, fewer than, lower than, smaller than, under, below, up to, at most, no more than, not more than
max en nothing more than
max en as many as, as much as, a maximum of, at maximum, sub-
max zh 不到, 不足, 少于, 低于, 小于, 不超过, 不多于, 不大于, 最多, 至多, 未满, 不高于, 最高可, 最高
max fa کمتر از, کم‌تر از, زیر, حداکثر, نهایتاً, نهایتا, تا سقف, کوچک‌تر از, کوچکتر از, پایین‌تر از, تا
max signs < ＜ ≤ ⩽ <= ≦
min en more than, over, above, exceeding, exceeds, greater than, larger than, bigger than, at least, no less than
min en no fewer than, not less than, upwards of, north of, in excess of, beyond, a minimum of, well over
min zh 超过, 超出, 超, 逾, 多于, 大于, 高于, 不低于, 不少于, 不小于, 至少, 最少, 起码, 突破
min fa بیش از, بیشتر از, بالای, فراتر از, متجاوز از, حداقل, دست‌کم, لااقل, بزرگ‌تر از, بزرگتر از, بالاتر از, افزون بر
min signs > ＞ ≥ ⩾ >= ≧
near en nearly, almost, close to, just under, approaching
near zh 将近, 接近, 近, 几乎, 差不多, 快, 快要, 逼近
near fa نزدیک به, نزدیک, قریب به
about en approximately, approx, approx., about, around, roughly, circa, ca., some, an estimated, estimated, estimated at
about en on the order of, in the region of
about zh 大约, 约, 大概, 估计, 大致, 左右, 上下, 据估计, 预计, 粗略
about fa حدوداً, حدودا, حدود, در حدود, تقریباً, تقریبا, کمابیش, تخمیناً, حدودِ, چیزی حدود, به تقریب
about signs ~ ～ ≈ ∼ ≃ ±
"""
"""Words and signs before a number: it is at most, at least, just under or about what follows."""


def _by_last_word() -> Iterator[tuple[str, str, str]]:
    """Each word of `_BEFORE` as a pattern, with its kind and the key under which it is found: its last word or sign."""
    for line in _BEFORE.splitlines():
        kind, lang, listed = line.split(" ", 2)
        for words in listed.split(" " if lang == "signs" else ", "):
            if lang == "signs":
                yield words[-1], re.escape(words), kind
            elif lang == "en":
                key = words[-1] if words[-1] in "-." else words.split()[-1]
                yield key, rf"(?<![{LATIN}]){re.escape(words)}", kind
            elif lang == "fa":
                yield squeezed(re.split("[ \u200c]", words)[-1]), _fa(words), kind
            else:
                for tail in ("", *"了有为达"):  # 超过了, 约有, 约为
                    yield tail or words[-1], any_han(words + tail), kind


@cache
def _before() -> dict[str, Lazy]:
    """The words that bound a number, by the last word or sign of each."""
    found: dict[str, dict[str, list[str]]] = {}
    for key, pattern, kind in _by_last_word():
        found.setdefault(simplified(key), {}).setdefault(kind, []).append(pattern)
    return {
        key: Lazy(
            "(?:" + "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items()) + f"){GAP}$",
            re.IGNORECASE,
        )
        for key, kinds in found.items()
    }


_TAG: Final = Lazy("<[/A-Za-z][^<>\n]*$")
"""What makes > the end of a tag: <b>33 billion</b>."""
_NOT_SOME: Final = frozenset({"附近", "最近", "条约", "签约", "简约", "节约", "制约", "合约", "契约", "高超", "附约"})
_MAY_SUFFIX: Final = frozenset(" \u00a0\u200c+＋-")
_BLANKS: Final = frozenset(" \u00a0\u200c")
_SUFFIX: Final = Lazy(
    f"(?P<about>{any_han('[个种张块名位本]?(?:左右|上下)')}|[ ]or so(?![{LATIN}])|{_fa('و خرده‌ای|و اندی')})"
    f"|(?P<min>{any_han('[个种张块名位本]?[及或和]?(?:以上|之上|更多)')}"
    f"|[ ](?:(?:or|and) (?:more|above|higher|greater|up)|plus)(?![{LATIN}])"
    f"|{_fa('(?:یا|و) (?:بیشتر|بالاتر)|به بالا')}|[+＋](?![\\d+])|-plus(?![a-z]))"
    f"|(?P<max>{any_han('[个种张块名位本]?[及或和]?(?:以下|之下|以内|之内)')}"
    f"|[ ](?:or less|or fewer|at most|(?:or|and) below)(?![{LATIN}])"
    f"|{_fa('(?:یا|و) کمتر|به پایین')})"
    f"|(?P<more>{any_han('[多余](?!模|语|任务|轮|层|头|视|样|国|项|数|步|次|智|余)')})"
    f"|(?P<order>{any_han('的?(?:参数)?(?:量级|级别|级(?!联|数)|规模(?!化|为|达))')}|[- ](?:scale|class)(?![a-z]))"
)
"""Words and signs behind a number or its unit."""


def bound_before(text: str, free: int, at: int) -> Bound | None:
    """The word that stands right before a number at `at`; what is before `free` belongs to another number."""
    first = max(free, at - _WINDOW)
    pattern = _before().get(word_key(last_token(text, first, at)))
    match = pattern.search(text, first, at) if pattern else None
    if match is None or text[max(0, match.start() - 1) : match.end()].rstrip() in _NOT_SOME:
        return None
    if text[match.start()] == ">" and _TAG.search(text, max(free, match.start() - _WINDOW), match.start()):
        return None
    return Bound(match.start(), at, match.lastgroup or "")


def word_key(word: str) -> str:
    """The key of a word in the tables of this module."""
    return word.lower() if word.isascii() else simplified(squeezed(word))


def bound_after(text: str, at: int) -> Bound | None:
    """The word that stands right after a number or its unit that ends at `at`: 左右, "or more", 多, +, 级."""
    char = text[at : at + 1]
    if char not in _MAY_SUFFIX and not "\u0600" <= char <= "\u9fff":
        return None
    start = at
    while start - at < 3 and text[start : start + 1] in _BLANKS:
        start += 1
    match = _SUFFIX.match(text, at) or (_SUFFIX.match(text, start) if start > at else None)
    return Bound(at, match.end(), match.lastgroup or "") if match else None


_MONEY: Final = "(?:US)?[$€£¥￥]?"
_RANGE: Final = Lazy(
    any_han(rf"{GAP}(?:[-\u2010\u2011–—~～〜−]|\.\.\.?|至|到|تا|to|through|upto){GAP}") + _MONEY, re.IGNORECASE
)
_BETWEEN: Final = Lazy(any_han(rf"{GAP}(?:and|و|和|与|及|跟|تا|to|[-–—~至到]){GAP}") + _MONEY, re.IGNORECASE)
_OPENS: Final = Lazy(
    rf"(?:(?P<between>(?<![{LATIN}])(?:anywhere )?between|{any_han('介于')}|{_fa('بین|مابین|میان')})"
    rf"|(?<![{LATIN}])from|{any_han('[在从由]')}|{_fa('از')}){GAP}{_MONEY}$",
    re.IGNORECASE,
)
_LIST: Final = Lazy(
    rf"{GAP}(?:(?P<comma>[,،、，])|(?P<and>{any_han('和|与|及|或|以及|或者')}"
    rf"|{_fa('و|یا')}|&|[,،]? ?(?:and|or)(?= ))){GAP}"
)


def opens_range(text: str, free: int, at: int) -> tuple[int, bool] | None:
    """Where "between" or "from" before a number begins, and whether the range lies between two numbers."""
    first = max(free, at - _WINDOW)
    match = _OPENS.search(text, first, at)
    return (match.start(), match.lastgroup is not None) if match else None


def is_range(gap: str, *, opened: bool) -> bool:
    """Whether the text between two numbers makes them a range; "and" does so behind "between"."""
    return bool(_RANGE.fullmatch(gap) or (opened and _BETWEEN.fullmatch(gap)))


def is_list(gap: str) -> str:
    """How the text between two numbers lists them: "comma", "mark" (the Chinese 、), "and", or not at all."""
    match = _LIST.fullmatch(gap)
    if match is None:
        return ""
    return "and" if match["and"] else "mark" if "、" in gap else "comma"


_CURRENCY: Final = Lazy(
    rf"(?P<twd>NT\$)|(?P<usd>US\$|\$|USD)|(?P<eur>€|EUR)|(?P<gbp>£|GBP)|(?P<cny>CN¥|RMB|CNY|{any_han('人民币')})"
    "|(?P<yen>[¥￥])|(?P<irr>IRR)"
)
_CURRENCY_BEFORE: Final = Lazy(
    rf"(?:(?<![A-Z])NT\$|US\$|[$€£¥￥]|(?<![{LATIN}])(?:USD|EUR|GBP|CN¥|RMB|CNY|IRR)|{any_han('人民币')}){GAP}$"
)
_CURRENCIES: Final = {
    "usd": Unit("USD", "currency"),
    "eur": Unit("EUR", "currency"),
    "gbp": Unit("GBP", "currency"),
    "cny": Unit("CNY", "currency"),
    "yen": Unit("CNY", "currency", ambiguous=True),
    "irr": Unit("IRR", "currency"),
    "twd": Unit("TWD", "currency"),
}
_MAY_CURRENCY: Final = frozenset("$€£¥￥%٪％DRPYB币幣 \u00a0\u200f\u200e")
_PERCENT_BEFORE: Final = Lazy("(?<![0-9۰-۹٠-٩])[%٪％]$")


def currency_before(text: str, free: int, at: int) -> tuple[int, Unit] | None:
    """The sign of a currency or of percent before a number, and where it begins."""
    first = max(free, at - 8)
    if text[at - 1 : at] not in _MAY_CURRENCY:
        return None
    if match := _CURRENCY_BEFORE.search(text, first, at):
        sign = _CURRENCY.match(match[0], 0)
        if sign:
            return match.start(), _CURRENCIES[sign.lastgroup or ""]
    if _PERCENT_BEFORE.search(text, max(free, at - 2), at):
        return at - 1, Unit("%", "percent")
    return None


_TOLERANCE: Final = Lazy(f"{GAP}(?:±|\\+/-|\\+-){GAP}")
_BASES: Final = {"百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "十": 10}
_HALF: Final = Lazy(
    any_han(f"{GAP}个半(?={GAP}(?:小时|月|星期|钟头|多?月))") + "|[ ]and a half(?=[ ](?:hour|day|week|month|year))"
)
_HALF_AFTER: Final = Lazy(any_han("半(?!导|年|数|自|监|精|径|夜)") + rf"|{GAP}و{GAP}نیم(?![\w\u200c])")
_RANGE_END: Final = Lazy(any_han(f"{GAP}(?:之间|之內|间(?!隔|接|谍))"))
_FRACTION: Final = Lazy(any_han(rf"(?P<n>[二三四五六七八九十百千万]{{1,4}}|\d{{1,5}}){GAP}分之{GAP}$"))
_DURING: Final = Lazy(r"over[ \u00a0]", re.IGNORECASE)
_PER_SECOND: Final = Lazy(any_han(f"每秒(?:钟)?(?:能|可|处理|生成|输出|执行|高?达|完成|约)*{GAP}$"))


def is_tolerance(gap: str) -> bool:
    """Whether the text between two numbers is a plus-minus sign."""
    return _TOLERANCE.fullmatch(gap) is not None


def half_more(text: str, at: int, *, after_unit: bool = False) -> Bound | None:
    """个半 behind a number and 半 or و نیم behind a unit of time: half a unit more."""
    match = (_HALF_AFTER if after_unit else _HALF).match(text, at)
    return Bound(at, match.end(), "half") if match else None


def end_of_range(text: str, at: int) -> int:
    """Where a range ends that runs up to `at`, with 之间 behind it."""
    match = _RANGE_END.match(text, at)
    return match.end() if match else at


def fraction_before(text: str, free: int, at: int) -> tuple[int, Decimal] | None:
    """百分之, 千分之, 三分之: where it begins and what it divides by."""
    if not text.startswith("之", at - 1) and "之" not in text[max(0, at - 4) : at]:
        return None
    match = _FRACTION.search(text, max(free, at - 14), at)
    if match is None:
        return None
    base = match["n"]
    if base.isdecimal():
        return (match.start(), Decimal(base)) if int(base) > 1 else None
    if base in _BASES:
        return match.start(), Decimal(_BASES[base])
    ones = "〇一二三四五六七八九".find(base)
    return (match.start(), Decimal(ones)) if ones > 1 else None


def is_during(text: str, bound: Bound) -> bool:
    """Whether a word of bounds says how long: over three days."""
    return _DURING.match(text, bound.start) is not None


def is_per_second(text: str, at: int) -> bool:
    """Whether what stands before a number says that it is per second (每秒)."""
    return _PER_SECOND.search(text, max(0, at - 16), at) is not None
