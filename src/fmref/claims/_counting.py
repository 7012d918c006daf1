"""The numbers of a sentence, with what only the words around them say that they count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fmref.annotation import Mention
from fmref.numerals import find_numbers
from fmref.quantities import Quantity

__all__ = ["PIECES", "numbers_in_context"]

PIECES: Final = re.compile(
    r"\s*(?:[块张个枚颗片台×x]|عدد|(?:کارت|تراشه|پردازنده|دستگاه)(?:ٔ|ی|\u200cی)?(?:\s(?:گرافیکی|گرافیک))?)?"
    r"\s*(?:NVIDIA|英伟达|华为|Huawei|Google|谷歌|انویدیا|ان‌ویدیا|گوگل)?(?:['’]s)?\s*",
    re.IGNORECASE,
)
"""What stands between a number and the hardware it counts."""
_IN_HOURS: Final = re.compile(r"(?:hours?|小时|小時|钟头|ساعت)$", re.IGNORECASE)
_OF_SOUND: Final = re.compile(
    r"\s+(?:worth\s+)?of\s+(?:[\w-]+\s+){0,3}?(?:audio|speech|sounds?|music|recordings?|voices?|podcasts?|songs?|talk)"
    r"|\s*的?[^，。,；\n]{0,8}?(?:音频|语音|录音|音乐|声音|有声|歌曲)|\s+(?:\S+\s+){0,2}?(?:صدا|صوت|گفتار|موسیقی|آوا)",
    re.IGNORECASE,
)
_HEARD: Final = re.compile(
    r"\b(?:listened\s+to|heard|hearing|listening\s+to|audio|speech|recordings|music|soundtrack)\s+(?:\w+\s+){0,3}$"
    r"|(?:听|语料|音频|语音|录音|音乐)[^，。,；]{0,6}$|(?:صدا|گفتار|موسیقی)\s+(?:\S+\s+){0,3}$",
    re.IGNORECASE,
)
_WRITTEN_DOWN: Final = re.compile(
    r"\b(?:transcrib\w+|generat\w+|produc\w+|process\w+)\s+(?:\w+\s+){0,3}$|(?:转写|转录|生成|处理)[^，。,；]{0,6}$",
    re.IGNORECASE,
)
"""What is done with recordings once a model is there."""
_HOUR: Final = 3600
_LONG: Final = 150 * _HOUR
"""From which length on a time is one of recordings where the text says so, in seconds."""
_ENDLESS: Final = 20_000 * _HOUR
"""From which length on nobody waits for a training run, so that a time in hours is one of recordings."""
_NEAR: Final = 48
"""How far from a number, in characters, what it counts is looked for."""


def numbers_in_context(
    text: str, bounds: tuple[int, int], quantities: Sequence[Quantity], hardware: Iterable[Mention]
) -> list[Quantity]:
    """The numbers of the sentence between two offsets, in order: hours of recordings, and words that count hardware.

    680,000 hours of audio are no time but data, and the sixty-four in "sixty-four V100s", which is no quantity to a
    reader who does not know that hardware follows, counts chips.
    """
    found = [_as_recordings(text, bounds, one) for one in quantities]
    words = list(_words_before(text, bounds[0], found, hardware))
    return sorted((*found, *words)) if words else found


def _as_recordings(text: str, bounds: tuple[int, int], one: Quantity) -> Quantity:
    """A time as hours of recordings, if it is one."""
    length = one.value or one.high or one.low or 0
    if one.unit != "seconds" or length < _LONG or not _IN_HOURS.search(one.text):
        return one
    lead = text[max(bounds[0], one.start - _NEAR) : one.start]
    if _WRITTEN_DOWN.search(lead):
        return one
    told = _HEARD.search(lead) or _OF_SOUND.match(text[one.end : min(bounds[1], one.end + _NEAR)])
    if not told and length < _ENDLESS:
        return one
    value, low, high, step = (None if x is None else x / _HOUR for x in (one.value, one.low, one.high, one.precision))
    return one._replace(value=value, low=low, high=high, precision=step, unit="hours", kind="items")


def _words_before(
    text: str, begin: int, quantities: Sequence[Quantity], hardware: Iterable[Mention]
) -> Iterator[Quantity]:
    """The numbers in words right before hardware."""
    ends = [one.end for one in quantities]
    for chip in hardware:
        at = bisect_right(ends, chip.start)
        first = max(begin, chip.start - _NEAR, ends[at - 1] if at else 0)
        number = next(reversed(find_numbers(text[first : chip.start])), None)
        if number is None or not number.needs_unit or number.value is None or number.value <= 1:
            continue
        start, end = first + number.start, first + number.end
        if PIECES.fullmatch(text[end : chip.start]):
            value = int(number.value)
            yield Quantity(start, end, text[start:end], value, value, value, None, 1, vague=False, kind="count")
