"""Numbers in digits of any script."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from fmref.lazy import Lazy
from fmref.numerals import _english, _han, _persian
from fmref.numerals._number import ONE, Number, Scale, place
from fmref.script_patterns import GAP, INVISIBLE, any_persian, is_latin

__all__ = ["read_digits", "read_scale"]

_MOST_DIGITS: Final = 30
_MOST_TENS: Final = 60
_NUMBER: Final = Lazy(
    r"(?P<g>\d{1,3}(?P<s>[,٬،'’_\u00a0\u2009\u202f])\d{3}(?:(?P=s)\d{3}){0,8}(?!\d|(?P=s)\d)"
    r"|\d{1,3}(?: \d{3}){2,8}(?! ?\d)|\d{1,3} 000(?! ?\d))(?:[.٫]\d{1,20})?"
    r"|\d+(?:[.٫．]\d+)?"
)
"""Groups of three first: 1,750 is one number and 7,13 are two. A plain space groups millions, and thousands: 10 000."""
_CHAIN: Final = Lazy(r"\d+(?:(?:\.\d+){2,}|(?:[:：]\d+)+|(?:[-\u2010\u2011–]\d+){2,})")
"""Versions, times of day, proportions, phone numbers."""
_ZERO_FIRST: Final = Lazy(r"[0۰٠]\d")
_GRID: Final = Lazy(r"\d+(?:[ \u00a0]?[×xX*✕][ \u00a0]?\d+)+(?:[KMBTkmb](?![A-Za-z]))?")
"""Sides of a picture, of a matrix or the experts of 8x7B."""
_POWER: Final = Lazy(
    r"[ \u00a0]?(?:[×xX*·⋅✕]|\\times)[ \u00a0]?(?:10|۱۰|١٠)[ ]?"
    r"(?:(?:\^|\*\*)[ {(]{0,2}(?P<e>[-−+]?\d{1,3})[})]?|(?P<u>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
    r"|[eE](?P<n>[-−+]?\d{1,3})(?![A-Za-z0-9]|\.\d)"
)
_TEN_TO: Final = Lazy(
    r"(?:10|۱۰|١٠)(?:[ ]?(?:\^|\*\*)[ {(]{0,2}(?P<e>[-−+]?\d{1,3})[})]?|(?P<u>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    rf"|{GAP}的{GAP}(?P<n>\d{{1,3}}){GAP}次[方幂冪]|{GAP}{any_persian('به توان')}{GAP}(?P<m>\d{{1,3}}))"
)
_SLASHED: Final = Lazy(r"\d+/(?P<d>\d+)(?P<more>(?:/\d+)*)(?![\d.,])")
_COMPOUND: Final = Lazy(rf"(?:{GAP}و{GAP}|[ \u00a0](?:and )?|)(?P<n>\d{{1,4}}(?:\.\d+)?)(?![\d.,])")
_SPACES: Final = frozenset(
    " \t\u00a0\u2009\u202f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u2010\u2011"
)
_NAME: Final = Lazy(r"[A-Za-z0-9_.\-]+")
_CODES: Final = ("USD", "CNY", "RMB", "EUR", "GBP", "IRR", "US$")
_MEASURED: Final = Lazy(r"(?s).{0,2}\d ?[A-Za-z]{1,2}$")
_SUPERSCRIPT: Final = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "+-0123456789-")
_BEFORE_SIGN: Final = Lazy(rf"[\s(\[（:：=,،、~{INVISIBLE}]")


def read_digits(text: str, at: int, end: int) -> tuple[Number | None, int]:
    """The number whose digits begin at `at` (they run up to `end`), and where to go on reading.

    No numbers are digits that belong to a name (`A100`, `GPT-3`, `v2.1`), with a zero in front, in chains (`3.10.1`,
    `10:30`, `555-123-4567`) or in grids (`224×224`).
    """
    if end - at > _MOST_DIGITS:
        return None, end
    if _belongs_to_a_name(text, at):
        name = _NAME.match(text, at)
        return None, max(end, name.end() if name else end)
    if power := _TEN_TO.match(text, at):
        return _of_power(ONE, ONE, power, at)
    match = _NUMBER.match(text, at)
    if (chain := _CHAIN.match(text, at)) or match is None:
        return None, chain.end() if chain else end
    digits, step = _value(match)
    if power := _POWER.match(text, match.end()):
        return _of_power(digits, step, power, at)
    if grid := _GRID.match(text, at):
        return None, grid.end()
    if slashed := _SLASHED.match(text, at):
        return _with_slash(text, at, slashed)
    if _ZERO_FIRST.match(match[0], 0):
        return None, match.end()
    number = _scaled(text, at, match.end(), digits, step)
    return _signed(text, number), max(number.end, end)


def _belongs_to_a_name(text: str, at: int) -> bool:
    """Whether letters before the digits make them part of a name: A100, GPT-4, GPT- 3; but not USD4 and sub-10B."""
    before = text[max(0, at - 6) : at]
    if not before:
        return False
    last = before[-1]
    if is_latin(last):
        return not (before.endswith(_CODES) and not is_latin(before[-4:-3]))
    if last in "#@第\\" or before.endswith("第 "):
        return True
    if last == "." and len(before) > 1:
        return before[-2].isalnum()
    if last in "-\u2010\u2011" or before.endswith("- "):
        head = before.rstrip(" ")[:-1]
        if _MEASURED.match(head[-4:], 0):
            return False  # 7B-65B, 20GB-30GB
        return bool(head) and is_latin(head[-1]) and not head.lower().endswith("sub")
    return False


def _value(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The value of matched digits and the place of the last of them."""
    text = match[0]
    if match["g"]:
        text = text.replace(match["s"] or " ", "")
    text = text.replace("٫", ".").replace("．", ".")
    return Decimal(text), Decimal(10) ** -len(text.partition(".")[2])


def _of_power(coefficient: Decimal, step: Decimal, match: re.Match[str], at: int) -> tuple[Number | None, int]:
    """A number in scientific notation."""
    named = match.groupdict()
    exponent = int((named["e"] or named["u"] or named["n"] or named.get("m") or "0").translate(_SUPERSCRIPT))
    if abs(exponent) > _MOST_TENS:
        return None, match.end()
    factor = Decimal(10) ** exponent
    value = coefficient * factor
    return Number(at, match.end(), value, value, value, step * factor, factor), match.end()


def _with_slash(text: str, at: int, match: re.Match[str]) -> tuple[Number | None, int]:
    """۳/۵ is a decimal; so is 3/5 in front of a Persian magnitude. 1/10 is a part. What is left is no number."""
    top, bottom = match[0].split("/")[:2]
    native = "٠" <= top[0] <= "۹"
    persian = _persian.read_scale(text, match.end()) is not None
    if not match["more"] and (native or persian):
        value = Decimal(f"{top}.{bottom}")
        number = _scaled(text, at, match.end(), value, Decimal(10) ** -len(bottom))
        return number, number.end
    scale = read_scale(text, match.end())
    if scale and not match["more"] and scale.factor > 1:  # $3/1M tokens: two numbers
        value = Decimal(top)
        return Number(at, at + len(top), value, value, value, ONE), at + len(top)
    if not match["more"] and top == "1" and bottom[0] != "0" and Decimal(bottom) > 1:
        value = 1 / Decimal(bottom)
        return Number(at, match.end(), value, value, value, None), match.end()
    return None, match.end()


def read_scale(text: str, at: int) -> Scale | None:
    """The magnitude behind digits, in whichever language."""
    start = at
    while start - at < 4 and text[start : start + 1] in _SPACES:
        start += 1
    char = text[start : start + 1]
    if char.isascii():
        return _english.read_scale(text, at) if char else None
    return _han.read_scale(text, at) if char > "\u2e80" else _persian.read_scale(text, at)


def _scaled(text: str, at: int, end: int, value: Decimal, step: Decimal) -> Number:
    """Digits with the magnitudes that follow: 3 و نیم میلیارد, 10多亿, 1亿7500万, ۲ میلیارد و ۵۰۰ میلیون."""
    near = text[end : end + 6]
    if half := ("و" in near and _persian.HALF_MORE.match(text, end)) or (
        "and" in near and _english.HALF_MORE.match(text, end)
    ):
        value, step, end = value + Decimal("0.5"), Decimal("0.1"), half.end()
    scale = read_scale(text, end)
    if scale is None:
        return Number(at, end, value, value, value, step)
    if scale.more:
        low, top = value * scale.factor, place(value) * scale.factor
        return Number(at, scale.end, low, low, low + top, None, scale.factor, vague=True)
    value, step, end, ambiguous = value * scale.factor, step * scale.factor, scale.end, scale.ambiguous
    if half := "و" in text[end : end + 6] and _persian.HALF_MORE.match(text, end):
        value, step, end = value + scale.factor / 2, scale.factor / 10, half.end()
    below = scale.factor
    for _ in range(4):
        more = _COMPOUND.match(text, end)
        if more is None:
            break
        smaller = read_scale(text, more.end())
        # 3 هزار و 500 and 1万5000 end in plain digits; anything else that follows is another number
        factor = smaller.factor if smaller else ONE
        joined = bool(more[0][: more.start("n") - end].strip()) or more.start("n") == end
        if (
            factor * Decimal(more["n"]) >= below
            or factor >= below
            or (smaller is None and not _ends_well(text, more, joined=joined, below=below))
        ):
            break
        value, step, below = value + Decimal(more["n"]) * factor, factor, factor
        end = smaller.end if smaller else more.end()
        if smaller is None:
            break
    return Number(at, end, value, value, value, step, scale.factor, ambiguous=ambiguous)


def _ends_well(text: str, more: re.Match[str], *, joined: bool, below: Decimal) -> bool:
    """Whether digits without a magnitude belong to the number before them."""
    if not joined or below > 10_000 or "." in more["n"]:
        return False
    return len(more["n"]) >= 3 and not text.startswith(("年", "-", "–", "~"), more.end()) and "and" not in more[0]


def _signed(text: str, number: Number) -> Number:
    """The number with the minus before it, if that is one and no hyphen."""
    start = number.start
    if not start or text[start - 1] not in "-−" or number.value is None:
        return number
    if start > 1 and not _BEFORE_SIGN.match(text, start - 2):
        return number
    low, high = number.low, number.high
    return number._replace(
        start=start - 1,
        value=-number.value,
        low=-high if high is not None else None,
        high=-low if low is not None else None,
    )
