"""Which attribute a number or a date of a sentence is a value of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from fmref.annotation import Mention
from fmref.claims._counting import PIECES
from fmref.claims._sentences import Sentence
from fmref.claims._subjects import AND, Subjects
from fmref.dates import DateMention
from fmref.ledger import AttributeRow
from fmref.quantities import Quantity

__all__ = ["Attributes", "counted"]

_NUMBERED: Final = re.compile(r"[0-9۰-۹][\s-]?[BMTbmt]$")
"""A size by its letter: 176B."""
_PREPOSED: Final = re.compile(
    r"\W*(?:(?:and\s+)?(?:in|on|over|for|using|with|at|within)\b|用|在|历时|耗时|(?:با|در|روی|طی)\s)", re.IGNORECASE
)
"""What begins a clause that belongs to the one before it."""
_TOGETHER: Final = frozenset({"seconds", "chips"})
"""Units that speak for each other."""
_CITED: Final = re.compile(r"\bet\s+al|等人|等[,，.。]|و همکاران")
"""What makes a bracket with a year a reference."""
_ON: Final = re.compile(r"\b(?:on|over)\s+(?:(?:about|some|only|just)\s+)?$", re.IGNORECASE)
_NOUN: Final = re.compile(r"[\s-]*[A-Za-z]{3,}")
_RATE: Final = re.compile(
    r"\b(?:an?|per|each|every|this)\s+(?:second|minute|hour|day|week|month|year|user|request)\b|\b(?:daily|monthly|weekly)\b"
    r"|[每日]\s*(?:秒|天|日|月|周|小时|均)|(?<!\S)(?:روزانه|ماهانه|(?:در|هر)\s+(?:ثانیه|ساعت|روز|ماه|سال))(?!\S)",
    re.IGNORECASE,
)
"""What makes a number a rate: 200 billion tokens a day."""
_PARTED: Final = re.compile(r"\s+of\s+(?:its|their|the|those|them|these|which)\b", re.IGNORECASE)
"""What makes a number a part of another."""
_OF_WHICH: Final = re.compile(
    r"(?:\bof\s+(?:which|these|those|them),?\s+(?:(?:only|just|about)\s+)?|其中(?:仅|只有?|约)?\s?)$", re.IGNORECASE
)
"""What stands before a number that is a part of the one before it."""
_EMBEDDED: Final = re.compile(r"[^.。\n]{0,40}?(?:embedding|vocabular|嵌入|词表|واژگان|نهفتگی)", re.IGNORECASE)
"""What some of the parameters of a model are, without being those at work."""
_OF_WHOLE: Final = re.compile(r"(?:\bof\s+(?:its|their|the)\s+|(?<!\S)از\s+)$", re.IGNORECASE)
"""What stands before the number that another one is a part of."""
_OF_RATE: Final = 14
"""How far from a number, in characters, such words may stand."""
_REACH: Final = 40
"""How far from a number without a unit, in characters, a word of its attribute may stand in the same clause."""
_FARTHEST: Final = 120
"""How far from a number with a unit it may stand."""
_EACH_BEFORE: Final = re.compile(
    r"\b(?:each|every|per)\s+(?:\w+\s+){0,2}$|每\s?(?:[台个]?\s?(?:节点|机器|服务器|机)?)[有含配装]?\s?$|(?<!\S)(?:هر|هرکدام)\s(?:\S+\s){0,2}$",
    re.IGNORECASE,
)
_EACH_BEHIND: Final = re.compile(
    r"\w?\s+(?:\w+\s+)?(?:each|apiece|per\s+(?:node|machine|server|host))\b|[^，。,；]{0,4}每[台个]|\s+در\s+هر\s",
    re.IGNORECASE,
)
"""What says that something is counted for each of several machines."""
_SMALLEST: Final = 1e6
"""From which number on parameters are counted without the word."""
_INTRODUCTION: Final = 10
"""How many characters beside a date its clause may have to introduce the next one."""
_EITHER: Final = frozenset({"label", "claim"})
_LABEL: Final = frozenset({"label"})
_HINTED: Final = _EITHER | {"hint"}


class _Reading(NamedTuple):
    """An attribute that a number may belong to, with how far off its word stands."""

    row: AttributeRow
    distance: int


class Attributes:
    """Tells the attributes of numbers and dates apart, by the rows of a registry."""

    def __init__(self, rows: Iterable[AttributeRow]) -> None:
        every = list(rows)
        self._numbers = [row for row in every if row.type == "number"]
        self._dates = [row for row in every if row.type == "date"]
        self._sizes = next((row for row in self._numbers if row.id == "parameters"), None)
        self._shares = next((row for row in self._numbers if row.id == "active_parameters"), None)
        self.release = next((row for row in self._dates if row.id == "release_date"), None)

    # --- Numbers

    def of_numbers(self, sentence: Sentence, subjects: Subjects) -> list[AttributeRow | None]:
        """The attribute of each number of a sentence; the items of a list have that of the one beside them."""
        values = sentence.quantities
        rows: list[AttributeRow | None] = []
        for number, quantity in enumerate(values):
            low = values[number - 1].end if number else sentence.start
            high = values[number + 1].start if number + 1 < len(values) else sentence.end
            last = rows[-1] if rows else None
            row = self._of_number(sentence, quantity, (low, high), last, subjects)
            if (row is None or row is self._sizes) and _is_share(sentence, values, number):
                row = self._shares
            rows.append(row)
        for number in reversed(range(len(values) - 1)):
            if rows[number] is None and _are_listed(sentence, values[number], values[number + 1]):
                rows[number] = rows[number + 1]
        return rows

    def of_listed(self, sentence: Sentence, quantity: Quantity, subjects: Subjects) -> AttributeRow | None:
        """The attribute of a number in a list whose word may stand anywhere in the sentence."""
        return self._of_number(sentence, quantity, (sentence.start, sentence.end), None, subjects)

    def _of_number(
        self,
        sentence: Sentence,
        quantity: Quantity,
        free: tuple[int, int],
        last: AttributeRow | None,
        subjects: Subjects,
    ) -> AttributeRow | None:
        """The attribute of a number, by its unit and the words near it between the numbers beside it."""
        unit = "chips" if quantity.unit is None and _counts_hardware(sentence, quantity) else quantity.unit
        clause = sentence.clause(quantity.start)[0], sentence.clause(quantity.end - 1)[1]
        near = max(free[0], clause[0]), min(free[1], clause[1])
        if unit is None:
            return self._of_count(sentence, quantity, near, last, subjects)
        roles = _HINTED if sentence.is_of_training else _EITHER
        fits = self.fitting(quantity, unit)
        if _PARTED.match(sentence.text, quantity.end):  # 13 billion of its 47 billion
            fits = [row for row in fits if not row.evident]
        evident = next((row for row in fits if row.evident and row.unit == unit), None)
        if evident is not None and _RATE.search(sentence.blanked, *_around(sentence, quantity)):
            evident = None
        worded = [row for row in fits if row is not evident]
        if evident is not None and near[1] == free[1]:  # 1.2 trillion parameters yet wakes only 9 billion
            near = near[0], (quantity.end + near[1]) // 2
        found = _read(sentence, quantity, worded, near, roles)
        if not found and evident is None and near != clause:  # a list of numbers has its word before the first of them
            found = _read(sentence, quantity, worded, clause, roles)
        if not found and evident is None and _PREPOSED.match(sentence.text, *clause):  # trained on ..., in 3 hours
            found = _read(sentence, quantity, worded, (sentence.clause(clause[0] - 1)[0], clause[1]), roles)
        if not found and _is_plain(sentence, quantity, unit, clause):
            return worded[0] if len(worded) == 1 else None
        own = [reading for reading in found if reading.row.unit == unit]
        if evident is not None and (not own or _is_whole(sentence, quantity)):
            return evident
        if not found:
            return None
        return min(own or found, key=lambda reading: (reading.distance, len(reading.row.units))).row

    def _of_count(
        self,
        sentence: Sentence,
        quantity: Quantity,
        near: tuple[int, int],
        last: AttributeRow | None,
        subjects: Subjects,
    ) -> AttributeRow | None:
        """The attribute of a number without a unit: 参数量达 2600 亿, a 176B model, (Google, 540B)."""
        if _is_of_other(sentence, quantity):
            return None
        begin = max(sentence.start, quantity.start - _OF_RATE)
        if _ON.search(sentence.text, begin, quantity.start):  # the 2B version on 2 trillion
            return None
        size = quantity.value or quantity.high or quantity.low or 0
        lettered = _NUMBERED.search(quantity.text) is not None
        counted = [row for row in self._numbers if row.is_counted and _is_likely(row, size, lettered=lettered)]
        readings = [
            reading
            for row in counted
            for reading in _read(sentence, quantity, [row], near, _EITHER if row.unit == "parameters" else _LABEL)
            if reading.distance < _REACH
        ]
        if readings:
            return min(readings, key=lambda reading: (reading.row.evident, reading.distance)).row
        if self._sizes is None or size < _SMALLEST:
            return None
        bracket = sentence.bracket(quantity.start)
        beside = bracket is not None and subjects.before_bracket(bracket[0]) is not None
        named = lettered and (beside or subjects.named_before(quantity.start) is not None)
        return self._sizes if named or last is self._sizes else None

    def fitting(self, quantity: Quantity, unit: str | None) -> list[AttributeRow]:
        """The attributes that a number with a unit may be a value of."""
        return [row for row in self._numbers if row.takes(unit) and _is_within(row, quantity, unit)]

    # --- Dates

    def of_date(self, sentence: Sentence, date: DateMention, subjects: Subjects) -> AttributeRow | None:
        """The attribute of a date, by the nearest word of one in its clause, a longer word before a shorter."""
        if date.earliest is None or date.latest is None or date.grain in {"decade", "century"}:
            return None
        begin, end = sentence.clause(date.start)
        if len(sentence.blanked[begin - sentence.start : end - sentence.start].strip(" ,，،")) < _INTRODUCTION:
            end = sentence.clause(min(end + 1, sentence.end))[1]  # In 2022, BLOOM was released
        found = [
            (max(date.start - cue.end, cue.start - date.end, 0) - 100 * cue.key.count(" "), number)
            for cue in sentence.between(begin, end)
            for number, row in enumerate(self._dates)
            if cue.what == row.id and cue.role in _EITHER
        ]
        if found:
            return self._dates[min(found)[1]]
        bracket = sentence.bracket(date.start)
        if bracket is None or subjects.before_bracket(bracket[0]) is None:
            return None
        alone = not sentence.text[bracket[0] + 1 : date.start].strip() and date.end >= bracket[1] - 1
        told = (
            alone
            or sentence.some_in(sentence.organizations, *bracket)
            or sentence.some_in(sentence.quantities, *bracket)
        )
        return self.release if told and not _CITED.search(sentence.text, *bracket) else None


def _read(
    sentence: Sentence,
    quantity: Quantity,
    rows: Iterable[AttributeRow],
    near: tuple[int, int],
    roles: Collection[str] = _EITHER,
) -> list[_Reading]:
    """The rows of which a word stands near a number, with how far off the nearest is."""
    low, high = max(near[0], quantity.start - _FARTHEST), min(near[1], quantity.end + _FARTHEST // 2)
    best: dict[str, int] = {}
    for cue in sentence.between(low, high):
        if cue.role in roles:
            distance = max(quantity.start - cue.end, cue.start - quantity.end, 0)
            best[cue.what] = min(distance, best.get(cue.what, distance))
    return [_Reading(row, best[row.id]) for row in rows if row.id in best]


def _is_share(sentence: Sentence, values: Sequence[Quantity], number: int) -> bool:
    """Whether a number is said to be a part of the size beside it, and so of those at work: 32 billion of them wake."""
    one = values[number]
    if _PARTED.match(sentence.text, one.end):
        whole = (*values[number + 1 : number + 2], *values[max(number - 1, 0) : number])
    elif _OF_WHICH.search(sentence.text, max(sentence.start, one.start - 24), one.start):
        whole = tuple(values[max(number - 1, 0) : number])
    else:
        return False
    sizes = [_size(other) for other in whole]
    inside = any(_SMALLEST <= _size(one) < size for size in sizes)
    return inside and not _EMBEDDED.match(sentence.text, one.end, sentence.end)


def _size(quantity: Quantity) -> float:
    """How many parameters a number may count, nought where it counts something else."""
    return (quantity.value or 0) if quantity.unit in {None, "parameters"} else 0


def _are_listed(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are items of one list: 7B, 13B and 70B."""
    alike = one.unit == other.unit and one.magnitude == other.magnitude
    return alike and AND.fullmatch(sentence.text[one.end : other.start]) is not None


def _counts_hardware(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number says how many of some hardware: 2048 块昇腾 910."""
    first = sentence.first_hardware(quantity.end)
    if first is None or _is_of_each(sentence, quantity, first.end):
        return False
    return PIECES.fullmatch(sentence.text[quantity.end : first.start]) is not None


def counted(sentence: Sentence, hardware: Mention) -> Quantity | None:
    """The number that says how many of some hardware there are, None where none stands before it."""
    at = bisect_left(sentence.quantities, hardware.start, key=lambda one: one.start)
    quantity = sentence.quantities[at - 1] if at else None
    if quantity is None or quantity.unit not in {None, "chips"} or _is_of_each(sentence, quantity, hardware.end):
        return None
    return quantity if PIECES.fullmatch(sentence.text[quantity.end : hardware.start]) else None


def _is_plain(sentence: Sentence, quantity: Quantity, unit: str, clause: tuple[int, int]) -> bool:
    """Whether what is counted speaks for itself: hours of recordings, named hardware, a time with a number of chips."""
    counts_named = unit == "chips" and quantity.unit is None
    return unit == "hours" or counts_named or (unit in _TOGETHER and _has_both(sentence, clause))


def _is_of_each(sentence: Sentence, quantity: Quantity, end: int) -> bool:
    """Whether a number counts the hardware of one machine of several: 96 machines with eight A100s each."""
    lead = sentence.text[max(sentence.start, quantity.start - _OF_RATE) : quantity.start]
    return _EACH_BEFORE.search(lead) is not None or _EACH_BEHIND.match(sentence.text, end, sentence.end) is not None


def _has_both(sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Whether a clause has a time and a number of chips, which together speak of training: a month on 2,000 GPUs."""
    inside = [one for one in sentence.quantities if clause[0] <= one.start < clause[1]]
    units = {"chips" if one.unit is None and _counts_hardware(sentence, one) else one.unit for one in inside}
    return units >= _TOGETHER


def _is_of_other(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a noun that is no word of ours says what is counted: 100M users."""
    match = _NOUN.match(sentence.text, quantity.end)
    if match is None:
        return False
    named = sentence.some_in(sentence.models, quantity.end, match.end())
    return not named and not any(sentence.between(quantity.end, match.end() + 24))


def _is_within(row: AttributeRow, quantity: Quantity, unit: str | None) -> bool:
    """Whether a number with a unit is as large as a text may mean those of an attribute to be."""
    sizes = [size for size in (quantity.value, quantity.low, quantity.high) if size is not None]
    if unit != row.unit or not sizes:
        return True
    return row.least <= max(sizes) and min(sizes) <= row.most


def _is_whole(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a text goes on to tell of a part of a number: 13 billion of its 47 billion, 470 亿参数中."""
    lead = sentence.text[max(sentence.start, quantity.start - 12) : quantity.start]
    return _OF_WHOLE.search(lead) is not None or sentence.text.startswith(("中", "里", "之中"), quantity.end)


def _around(sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    """The few letters around a number, as offsets in the sentence."""
    begin, end = quantity.start - sentence.start, quantity.end - sentence.start
    return max(begin - _OF_RATE, 0), min(end + _OF_RATE, sentence.clause(quantity.end - 1)[1] - sentence.start)


def _is_likely(row: AttributeRow, size: float, *, lettered: bool) -> bool:
    """Whether a number without a unit is as large as those of an attribute are."""
    if row.unit == "parameters":
        return size >= _SMALLEST or lettered
    return row.least <= size <= row.most
