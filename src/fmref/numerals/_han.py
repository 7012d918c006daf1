"""Numbers in Chinese words and the magnitudes 万, 亿 and 兆."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fmref.lazy import Lazy
from fmref.numerals._number import ONE, Number, Scale, between, exact, place
from fmref.script_patterns import GAP, any_han, simplified

__all__ = ["ANCHOR", "read_number", "read_scale"]

_DIGITS: Final = {char: n % 10 for n, char in enumerate("〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖")} | {"两": 2}
_SMALL: Final = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "拾": Decimal(10), "佰": Decimal(100)}
_LARGE: Final = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8, "兆": Decimal(10) ** 12}
_POWERS: Final = _SMALL | _LARGE
_MAGNITUDES: Final = frozenset("百佰千万亿兆")
_NUMERALS: Final = "〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千万亿兆"
# 千字节, 百分之, 千克, 兆赫 and 万维网 are units and words.
_NOT_A_SCALE: Final = any_han("(?!字节|位元|[位比]|[分克米瓦卡伏赫度]|维网|[Bb](?:it|yte)|一(?![千百万亿]))")
_SCALE: Final = Lazy(
    any_han(f"{GAP}(?P<more>[多余来])?个?(?P<s>[十百千]?万亿|[十百千]?[万亿]|亿亿|兆|[百千])") + _NOT_A_SCALE
)
_RUN: Final = Lazy(any_han(f"(?P<few>好?[数几]|[上近成](?=[百千万亿兆]))?(?P<n>[{_NUMERALS}点半几余多来]{{0,24}})"))
_BY_NO_MEANS: Final = Lazy(any_han("千万(?:不|别|要|记|注意|小心)"))
_COUNTED: Final = any_han("个?(?:小时|月|年|天|周|星期|分钟|秒|种语言|层|张|倍)")
# 一 is mostly an article; it is a number before other numerals and units of time, behind 之 and at the head of a range.
_ONE: Final = f"(?:(?<=之一)|(?=[{_NUMERALS}点几多半到至、天年周秒度]|个?(?:月|小时|星期|礼拜|半)|分钟))"
ANCHOR: Final = any_han(
    f"[{_NUMERALS}数几上近成半](?:(?<=一){_ONE}|(?<!一)(?<=[{_NUMERALS}])|(?<=[数几上近成])(?=[十百千万亿兆])|(?<=[数几])(?={_COUNTED})|(?<=半)(?=个|年|天|小时))"
)
"""Where a number in Chinese words may begin."""

# 参数十亿 is a billion parameters and not billions of them; 以上, 网上 and 变成 are other words.
_NO_SOME_AFTER: Final = frozenset(
    "参參函指分总總维維层層个個人字词詞倍次系变變整小奇偶量常头頭步对對轮輪基位以之网網线線际際完构構形生"
)


def _product(text: str) -> Decimal:
    """The product of magnitudes: 万亿 is 10^12."""
    product = ONE
    for char in text:
        product *= _POWERS.get(char, ONE)
    return product


def read_scale(text: str, at: int) -> Scale | None:
    """The magnitude behind digits that end at `at`: 亿 in 3.4 亿, 多亿 in 10多亿.

    兆 is 10^12, as in Taiwan; on the mainland it may also be a million, so that it is `ambiguous`.
    """
    match = _SCALE.match(text, at)
    if match is None:
        return None
    words = simplified(match["s"])
    return Scale(match.end(), _product(words), ambiguous="兆" in words, more=match["more"] is not None)


def _whole(text: str) -> tuple[Decimal, Decimal] | None:
    """The value of a Chinese number and the magnitude at its end; None for what is no number."""
    total = wan = section = Decimal(0)
    digit: int | None = None
    last, below = ONE, Decimal(10_000)
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
            last = last if digit else ONE
        elif char in _SMALL:
            unit = _SMALL[char]
            if unit >= below:
                return None
            section += (ONE if digit is None else digit) * unit
            digit, last, below = None, unit, unit
        else:
            unit = _LARGE[char]
            section += digit or 0
            if unit == 10_000:
                if wan:
                    return None
                wan, section = (section or ONE) * unit, Decimal(0)
            else:
                group = wan + section
                total = total + group * unit if group else (total or ONE) * unit
                wan = section = Decimal(0)
            digit, last, below = None, unit, Decimal(10_000)
    if digit:  # two thousand five, 两千五, is 2500
        section += digit * (last / 10 if last > 10 else 1)
    return total + wan + section, _product(text[len(text.rstrip("".join(_MAGNITUDES))) :])


def read_number(text: str, at: int) -> Number | None:
    """The number in Chinese words that begins at `at`.

    Single digits and 十 need a unit and single magnitudes (百, 万) are none; 七八亿 and 十几亿 lie between two numbers,
    数十亿 says only the order.
    """
    match = _RUN.match(text, at)
    if match is None or text[max(0, at - 2) : at].rstrip().endswith("第") or _BY_NO_MEANS.match(text, at):
        return None
    run, few = simplified(match["n"]), simplified(match["few"] or "")
    if few and at and text[at - 1] in _NO_SOME_AFTER:
        return None
    if few:
        return _unspecific(run, at, match.start("n"), few[-1])
    for offset, char in enumerate(run):
        if char in "几余多来":
            return _more(run, at, offset)
        if char == "点":
            return _decimal(run, at, offset)
        if char == "半":
            return exact(at, at + 1, Decimal("0.5"), needs_unit=True) if not offset else _plain(run[:offset], at)
    return _plain(run, at)


def _powers_end(run: str, at: int) -> int:
    """Where the magnitudes that begin at `at` end."""
    while at < len(run) and run[at] in _POWERS:
        at += 1
    return at


def _unspecific(run: str, at: int, start: int, few: str) -> Number | None:
    """数十亿, 几万, 上千亿, 近百万: a word and bare magnitudes."""
    size = _powers_end(run, 0)
    factor, end = _product(run[:size]), start + size
    if few in "数几":
        if not size:
            return between(at, end, Decimal(2), Decimal(10), needs_unit=True)
        return between(at, end, factor, factor * 10, _product(run[:size].lstrip("十")))
    if size < len(run) and run[size] in _DIGITS:
        return None
    low = factor * Decimal("0.9") if few == "近" else factor
    high = factor if few == "近" else None if few == "上" else factor * 10
    return Number(at, end, factor, low, high, None, factor, vague=True)


def _plain(run: str, at: int) -> Number | None:
    """A run of numerals only."""
    if not run or run in {"拾", "佰", *_MAGNITUDES}:
        return None
    if run[0] in _LARGE and run.strip("".join(_POWERS)):  # 万一 is "in case"
        return None
    for offset in range(min(len(run) - 1, 6)):
        if run[offset] in _DIGITS and run[offset + 1] in _DIGITS and "〇零".find(run[offset]) < 0:
            return _neighbours(run, at, offset)
    read = _whole(run)
    if read is None:
        return None
    value, scale = read
    return exact(at, at + len(run), value, scale, needs_unit=value < 100 and scale == 1, ambiguous="兆" in run)


def _neighbours(run: str, at: int, offset: int) -> Number | None:
    """七八亿, 三四十, 两三: two digits in a row, of which the second is one more."""
    if _DIGITS[run[offset + 1]] != _DIGITS[run[offset]] + 1 or run[offset + 2 : offset + 3] in {*_DIGITS}:
        return None
    low, high = _whole(run[: offset + 1] + run[offset + 2 :]), _whole(run[:offset] + run[offset + 1 :])
    if low is None or high is None:
        return None
    return between(at, at + len(run), low[0], high[0], low[1], needs_unit=high[0] < 100)


def _decimal(run: str, at: int, point: int) -> Number | None:
    """三点四亿."""
    end = point + 1
    while end < len(run) and run[end] in _DIGITS:
        end += 1
    whole = _whole(run[:point])
    if whole is None or whole[1] != 1 or not point or end == point + 1:
        return _plain(run[:point], at)
    digits = "".join(str(_DIGITS[char]) for char in run[point + 1 : end])
    stop = _powers_end(run, end)
    factor = _product(run[end:stop])
    value = (whole[0] + Decimal(f"0.{digits}")) * factor
    step = Decimal(10) ** -len(digits) * factor
    return Number(at, at + stop, value, value, value, step, factor, needs_unit=factor == 1)


def _more(run: str, at: int, offset: int) -> Number | None:
    """十几亿 lies from 11 to 19, 一千多 and 十多亿 have something on top."""
    head = run[:offset]
    read = _whole(head) if head and head not in _MAGNITUDES else None
    if read is None or (run[offset] == "来" and head[-1] not in "十百千"):
        return _plain(head, at)
    stop = _powers_end(run, offset + 1)
    factor = _product(run[offset + 1 : stop])
    value, scale = read
    if run[offset] == "几":
        tens = not value or place(value) >= 10
        return between(at, at + stop, (value + 1) * factor, (value + 9) * factor, factor) if tens else None
    low = value * factor
    step = scale if head[-1] in "万亿兆" else place(value)
    return Number(at, at + stop, low, low, low + step * factor, None, factor * scale, vague=True)
