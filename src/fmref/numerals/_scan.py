"""All the numbers of a text, in order."""

from __future__ import annotations

from typing import Final

from fmref.lazy import Lazy
from fmref.numerals import _english, _han, _persian
from fmref.numerals._digits import read_digits
from fmref.numerals._number import Number
from fmref.script_patterns import DIGITS, has_persian

__all__ = ["find_numbers"]


_DIGITS: Final = Lazy(DIGITS)
_ENGLISH: Final = Lazy(_english.ANCHOR)
_HAN: Final = Lazy(_han.ANCHOR)
_PERSIAN: Final = Lazy(_persian.ANCHOR)


def find_numbers(text: str) -> list[Number]:
    """The numbers of a text, in order and not overlapping; linear in its length.

    >>> [(n.start, n.end, n.value) for n in find_numbers("3.4 亿、۷۰ میلیارد، seventy billion")]
    [(0, 5, Decimal('340000000.0')), (6, 16, Decimal('70000000000')), (18, 33, Decimal('70000000000'))]
    """
    anchors = [(run.start(), run.end(), "0") for run in _DIGITS.finditer(text)]
    led = f" {text}"
    anchors += [(m.start(), 0, "a") for m in _ENGLISH.finditer(led)]
    if not text.isascii():
        anchors += [(m.start(), 0, "亿") for m in _HAN.finditer(text)]
    if has_persian(text):
        anchors += [(m.start(), 0, "ه") for m in _PERSIAN.finditer(led)]
    anchors.sort()
    readers = {"亿": _han.read_number, "ه": _persian.read_number}
    found: list[Number] = []
    free = 0
    for at, end, script in anchors:
        number = None
        if at < free:
            continue
        if script == "0":
            number, free = read_digits(text, at, end)
        elif script == "a":
            number = _english.read_number(text, at)
        else:
            number = readers[script](text, at)
        if number is not None and (not found or number.start >= found[-1].end):
            found.append(number)
            free = max(free, number.end)
    return found
