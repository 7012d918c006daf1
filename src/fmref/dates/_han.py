"""Dates in Chinese: 2023 年 3 月 14 日, 二〇二三年三月, 2022 年底, 去年 12 月."""

from __future__ import annotations

import re
from typing import Final

from fmref.dates._mention import FIRST_YEAR, LAST_YEAR, Draft
from fmref.lazy import Lazy
from fmref.script_patterns import GAP, any_han, simplified

__all__ = ["ANCHOR", "read", "read_ago"]

_HAN: Final = "〇零一二三四五六七八九"
_SMALL: Final = r"(?:\d{1,2}(?!\d)|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART: Final = any_han(
    "年?(?:(?P<start>初(?!步|始|期?的?版|级|创))|(?P<mid>中(?!国|文|心|华|间|央|外|等|学|型|小|使|的|被|，国)期?)|(?P<end>[底末](?!层|部|座|盘|端|尾)))"
    "|(?P<H1>上半年)|(?P<H2>下半年)|第?(?P<quarter>[一二三四1-4])季度?|Q(?P<q>[1-4])(?![0-9A-Za-z])"
    "|(?P<season>[春夏秋冬])(?:季|天)?(?!运|节)|(?P<decade>代)|(?P<about>前后|左右)"
)
_MONTH: Final = any_han(
    rf"(?P<m>{_SMALL}){GAP}月(?!球|饼|亮|光|经|薪|租)(?:份)?"
    rf"(?:{GAP}(?P<d>{_SMALL}){GAP}[日号](?!常|志|语|文|益|期)|{GAP}(?P<mp>[上中下]旬|[初底末](?!步|始|级|创|层|部|座)))?"
)
_YEAR: Final = Lazy(any_han(rf"(?P<y>\d{{4}}|[{_HAN}]{{4}}){GAP}年度?(?:{GAP}(?:{_MONTH}|{_PART}))?"))
_SHORT_YEAR: Final = Lazy(any_han(rf"(?P<y>\d{{2}}){GAP}年{GAP}{_MONTH}"))
_BARE_MONTH: Final = Lazy(_MONTH)
_DAY: Final = Lazy(any_han(rf"(?P<d>{_SMALL}){GAP}[日号](?!常|志|语|文|益|期)"))
_DECADE: Final = Lazy(
    any_han(
        rf"(?:(?P<c>\d\d){GAP}世{GAP}纪{GAP})(?:(?P<n>\d)0{GAP}年代)?|(?P<n2>[2-9])0{GAP}年代|(?P<n3>[二三四五六七八九])十年代"
    )
)
_RELATIVE: Final = Lazy(
    any_han(
        rf"(?P<r>[去今明](?=年)|前(?=年(?!代|后)))年(?:{GAP}(?:{_MONTH}|{_PART}))?|[上下本这]个?月(?!球|经|光)|[上下本这]周(?!期|围|边|末|报|刊|年)|昨[天日]|前天|明[天日](?!之)|后天(?!性|学|训)"
    )
)
_QUARTER: Final = Lazy(r"(?P<y>\d{4})[ \u00a0]?[年-]?[ \u00a0]?(?:Q(?P<q>[1-4])|H(?P<h>[12]))(?![0-9A-Za-z])")
_AGO: Final = Lazy(
    any_han(
        rf"(?:\d{{1,4}}|[一二两三四五六七八九十百]{{1,4}}|[数几]){GAP}多?个?半?(?P<u>小时|分钟|秒|天|日|周|星期|月|年){GAP}[之以]?前$"
    )
)
_NUMBERS: Final = {char: n % 10 for n, char in enumerate("〇一二三四五六七八九零")}
_MONTH_PARTS: Final = {"上": "early", "中": "mid", "下": "late", "初": "start", "底": "end", "末": "end"}
_SEASONS: Final = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
ANCHOR: Final = any_han(
    rf"[{_HAN}十去今明前上下本这昨后](?:(?<=[{_HAN}])(?:[{_HAN}]{{3}}(?={GAP}年)|十年代)|(?<=[{_HAN}十])(?<![{_HAN}十个数几].)[一二三四五六七八九十]{{0,2}}(?=月)"
    rf"|(?<=[去今明前])(?<![以之目当从提].)(?=年)|(?<=[上下本这])(?=个?月|周)|(?<=[昨明])[天日]|(?<=[前后])天)"
)
"""Where a date in Chinese characters may begin."""


def _number(text: str) -> int:
    """A number up to 99, or the digits of a year."""
    if text.isdecimal():
        return int(text)
    text = simplified(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_NUMBERS[tens] if tens else 1) + (_NUMBERS[ones] if ones else 0)
    return int("".join(str(_NUMBERS[char]) for char in text))


def _part(named: dict[str, str | None]) -> str:
    """The part of a year that a match names."""
    for part in ("start", "mid", "end", "H1", "H2", "decade"):
        if named.get(part):
            return part
    if quarter := named.get("quarter") or named.get("q"):
        return f"Q{_number(quarter)}"
    if season := named.get("season"):
        return _SEASONS[season]
    return "about" if named.get("about") else ""


def _draft(match: re.Match[str], year: int | None, *, relative: bool = False) -> Draft | None:
    """The date that a match with a month, a day or a part says."""
    named = match.groupdict()
    month = _number(named["m"]) if named.get("m") else None
    day = _number(named["d"]) if named.get("d") else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    part = _MONTH_PARTS[simplified(named["mp"])[0]] if named.get("mp") else _part(named)
    if part == "decade" and (year is None or year % 10):
        return None
    return Draft(match.start(), match.end(), year, month, day, part, relative=relative)


def read(text: str, at: int) -> Draft | None:
    """The date in Chinese that begins at `at`."""
    if match := _YEAR.match(text, at):
        year = _number(match["y"])
        return _draft(match, year) if FIRST_YEAR <= year <= LAST_YEAR else None
    if match := _QUARTER.match(text, at):
        year = int(match["y"])
        part = f"Q{match['q']}" if match["q"] else f"H{match['h']}"
        return Draft(at, match.end(), year, part=part) if FIRST_YEAR <= year <= LAST_YEAR else None
    if match := _SHORT_YEAR.match(text, at):
        draft = _draft(match, 2000 + int(match["y"]))
        return draft._replace(ambiguous=True) if draft and draft.day is None else draft
    if match := _BARE_MONTH.match(text, at):
        return _draft(match, None)
    if match := _DECADE.match(text, at):
        return _decade(match, at)
    if match := _RELATIVE.match(text, at):
        if match["r"]:
            return _draft(match, None, relative=True)
        return Draft(
            at,
            match.end(),
            relative=True,
            part="month" if "月" in match[0] else "week" if "周" in match[0] or "週" in match[0] else "day",
        )
    if match := _DAY.match(text, at):
        day = _number(match["d"])
        return Draft(at, match.end(), day=day, weak=True) if 1 <= day <= 31 else None
    return None


def _decade(match: re.Match[str], at: int) -> Draft | None:
    """20 世纪 90 年代, 21 世纪, 90 年代, 九十年代."""
    decade = match["n"] or match["n2"] or match["n3"]
    if not match["c"]:
        number = _number(decade or "0")
        return Draft(at, match.end(), 1900 + 10 * number, part="decade", ambiguous=number < 5)
    first = 100 * (int(match["c"]) - 1)
    if not 1500 <= first <= 2100:
        return None
    if decade:
        return Draft(at, match.end(), first + 10 * int(decade), part="decade")
    return Draft(at, match.end(), first + 1, part="century")


def read_ago(text: str, after: int) -> Draft | None:
    """3 天前, 两年前: the words that end at `after`."""
    start = max(0, after - 16)
    match = _AGO.search(text, start, after)
    if match is None or (match.start() and text[match.start() - 1].isdecimal()):
        return None
    if match["u"] in "年月日" and match[0][:4].isdecimal():
        return None
    part = {"年": "", "月": "month", "周": "week", "週": "week"}.get(match["u"], "day")
    return Draft(match.start(), after, relative=True, part=part)
