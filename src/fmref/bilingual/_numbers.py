"""Numbers and dates of a source in its translation, compared by what they say."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeVar

from fmref.bilingual._finding import PairFinding, Span, finding
from fmref.bilingual._side import Side
from fmref.dates import DateMention, find_dates
from fmref.formatting import format_value
from fmref.numerals import find_numbers
from fmref.quantities import Quantity, find_quantities
from fmref.script_patterns import without

__all__ = ["compare_dates", "compare_numbers"]

Found = TypeVar("Found", Quantity, DateMention)

_NO_UNIT: Final = frozenset({"count", "items", "ratio"})
"""Kinds that say little or nothing of what is counted: they agree with every other."""
_ALIKE: Final = ({"tokens", "words"}, {"time", "chip time"}, {"bytes", "bits"})
"""Kinds whose words stand for one another: 词 is a word and a token."""
_ROUNDED: Final = 0.01
"""By which part of itself a number may be rounded in a translation."""
_MONTHS_AND_DAYS: Final = 0.03
"""The same for times: three months are ninety days."""
_LARGE: Final = 1_000_000
"""From which magnitude on a number says a size even without a unit."""
_SPELT: Final = 12
"""Up to which number words are no figures: "two models" may well be both."""


def compare_numbers(source: Side, target: Side) -> Iterator[PairFinding]:
    """The findings of P301 to P303."""
    ours, theirs = _quantities(source), _quantities(target)
    missing, added = _disagreeing(ours, theirs), _disagreeing(theirs, ours)
    for one, other in _pairs(missing, added, _is_of_kind):
        yield _differing(one, other)
    missing, added = _without_numbers_of(missing, target), _without_numbers_of(added, source)
    for one, other in _pairs(missing, added, _may_be_of_kind):
        yield _differing(one, other)
    for one in filter(_is_figure, missing):
        message = f"{_shown(one)} is missing"
        yield finding("P302", message, _span(one), None, severity="error" if _has_unit(one) else "warning")
    for other in filter(_is_figure, added):
        message = f"the source does not say {_shown(other)}"
        yield finding("P303", message, None, _span(other), severity="error" if _has_unit(other) else "warning")


def compare_dates(source: Side, target: Side) -> Iterator[PairFinding]:
    """The findings of P311 to P313; what depends on the day of writing (last year) is not compared."""
    ours, theirs = _dates(source), _dates(target)
    missing, added = _of_other_days(ours, _meanings(theirs)), _of_other_days(theirs, _meanings(ours))
    for one, other in _pairs(missing, added, lambda a, b: not (a.relative or b.relative)):
        message = f"the source says {_days(one)}, the target {_days(other)}"
        yield finding("P311", message, _span(one), _span(other))
    for date in (one for one in missing if not one.relative and not _has_year(one, target)):
        message = f"the date {_days(date)} is missing"
        yield finding("P312", message, _span(date), None, severity="warning" if date.vague else "error")
    for date in (other for other in added if not other.relative and not _has_year(other, source)):
        message = f"the source does not say {_days(date)}"
        yield finding("P313", message, None, _span(date), severity="warning" if date.vague else "error")


def _quantities(side: Side) -> list[Quantity]:
    """The quantities outside of names."""
    return find_quantities(side.text, side.lang, taken=[(name.start, name.end) for name in side.names])


def _dates(side: Side) -> list[DateMention]:
    """The dates outside of names."""
    return find_dates(without(side.text, [(name.start, name.end) for name in side.names]), side.lang)


def _meanings(found: Iterable[Found]) -> list[Found]:
    """One of all that mean the same: a repetition has the counterpart of its first."""
    return list({one[_PLACE:]: one for one in found}.values())


_PLACE: Final = 3
"""How many fields of a quantity and of a date say where it stands; the rest is what it means."""


def _pairs(
    missing: list[Found], added: list[Found], fit: Callable[[Found, Found], bool]
) -> Iterator[tuple[Found, Found]]:
    """What stands in the place of what, in order; pairs are taken from both lists."""
    for one in list(missing):
        for at, other in enumerate(added):
            if fit(one, other):
                missing.remove(one)
                del added[at]
                yield one, other
                break


# --- Numbers


def _disagreeing(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with which none of the other text agrees; sharp ones are looked up by their value."""
    meanings = _meanings(theirs)
    sharp = sorted((other for other in meanings if _is_sharp(other)), key=_value)
    blurred = [other for other in meanings if not _is_sharp(other)]
    found = []
    for one in ours:
        near: Sequence[Quantity] = sharp
        if _is_sharp(one):
            low, high = sorted((_value(one) * (1 - _MONTHS_AND_DAYS), _value(one) / (1 - _MONTHS_AND_DAYS)))
            near = sharp[bisect_left(sharp, low, key=_value) : bisect_right(sharp, high, key=_value)]
        if not any(_agree(one, other) for other in chain(near, blurred)):
            found.append(one)
    return found


def _is_sharp(quantity: Quantity) -> bool:
    return quantity.value is not None and not quantity.vague


def _value(quantity: Quantity) -> float:
    return quantity.value or 0


def _agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities may say the same: equal but for rounding, or within the bounds of a vague one."""
    if not _may_be_of_kind(one, other) or _opposed(one, other):
        return False
    if _is_sharp(one) and _is_sharp(other):
        return _is_near(one, other)
    (low, high), (least, most) = _bounds(one), _bounds(other)
    return low <= most and least <= high


def _is_near(one: Quantity, other: Quantity) -> bool:
    """Whether two values are the same but for rounding to the last digit given."""
    a, b = _value(one), _value(other)
    share = _MONTHS_AND_DAYS if one.kind == "time" else _ROUNDED
    half_a_step = math.inf if one.kind == "time" else max(one.precision or 0, other.precision or 0) / 2
    return a == b or abs(a - b) <= min(half_a_step, share * max(abs(a), abs(b)))


def _bounds(quantity: Quantity) -> tuple[float, float]:
    low, high = quantity.low, quantity.high
    return -math.inf if low is None else low, math.inf if high is None else high


def _opposed(one: Quantity, other: Quantity) -> bool:
    """Whether one says at least, and the other at most."""
    sides = ((quantity.low is None, quantity.high is None) for quantity in (one, other))
    return set(sides) == {(True, False), (False, True)}


def _is_of_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities measure the same in units that say what."""
    return one.kind == other.kind and one.kind not in _NO_UNIT


def _may_be_of_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities may measure the same."""
    if one.kind == "currency" == other.kind:
        return one.unit == other.unit or one.ambiguous or other.ambiguous
    if one.kind == other.kind or not _NO_UNIT.isdisjoint({one.kind, other.kind}):
        return True
    return any({one.kind, other.kind} <= kinds for kinds in _ALIKE)


def _without_numbers_of(quantities: Sequence[Quantity], side: Side) -> list[Quantity]:
    """The quantities whose bare numbers a text does not have: it may say them in a name, a version or a list."""
    if not quantities:
        return []
    there = {number.value for number in find_numbers(side.text) if number.value is not None}
    return [
        quantity
        for quantity in quantities
        if not all(number.value in there for number in find_numbers(quantity.text) if number.value is not None)
    ]


def _differing(one: Quantity, other: Quantity) -> PairFinding:
    message = f"the source says {_shown(one)}, the target {_shown(other)}"
    return finding("P301", message, _span(one), _span(other))


def _is_figure(quantity: Quantity) -> bool:
    """Whether a quantity is more than a small number in words."""
    return any(char.isdigit() for char in quantity.text) or _has_unit(quantity) or (quantity.value or 0) > _SPELT


def _has_unit(quantity: Quantity) -> bool:
    return quantity.kind not in _NO_UNIT or quantity.magnitude >= _LARGE


def _shown(quantity: Quantity) -> str:
    """A quantity as a message shows it: its value, its bounds, or its order."""
    if quantity.value is not None:
        return format_value(quantity.value, quantity.unit, style="exact")
    low, high = (
        None if x is None else format_value(x, quantity.unit, style="exact") for x in (quantity.low, quantity.high)
    )
    return f"{low or 'any number'} to {high or 'any number'}"


# --- Dates


def _of_other_days(ours: Sequence[DateMention], theirs: Sequence[DateMention]) -> list[DateMention]:
    """The dates that none of the other text may mean."""
    return [one for one in ours if not any(_same_days(one, other) for other in theirs)]


def _same_days(one: DateMention, other: DateMention) -> bool:
    """Whether two dates may mean the same days."""
    if one.earliest and one.latest and other.earliest and other.latest:
        return one.earliest <= other.latest and other.earliest <= one.latest
    if one.relative or other.relative or one.calendar != other.calendar or one.grain != other.grain:
        return True
    return (one.month, one.day) == (other.month, other.day)


def _has_year(date: DateMention, side: Side) -> bool:
    """Whether a text has the number of a year in another role, as names and versions have."""
    return date.grain == "year" and any(number.value == date.year for number in find_numbers(side.text))


def _days(date: DateMention) -> str:
    """A date as a message shows it."""
    if date.earliest is None or date.latest is None:
        return date.text
    return date.earliest if date.earliest == date.latest else f"{date.earliest} to {date.latest}"


def _span(found: Quantity | DateMention) -> Span:
    return Span(found.start, found.end, found.text)
