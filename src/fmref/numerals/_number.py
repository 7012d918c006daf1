"""What a number of a text is, before anybody knows what it counts."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

__all__ = ["ONE", "Number", "Scale", "between", "exact", "place"]

ONE: Final = Decimal(1)


class Number(NamedTuple):
    """A number as the text gives it: `text[start:end]` says `value`, or only that it lies from `low` up to `high`.

    `step` is the place of the last digit that is given, `scale` the magnitude that was named (10^8 in 3.4 亿), and
    `needs_unit` marks words that are numbers only in front of something that can be counted (三 in 三层, "two").
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    step: Decimal | None
    scale: Decimal = ONE
    vague: bool = False
    ambiguous: bool = False
    needs_unit: bool = False


class Scale(NamedTuple):
    """A magnitude behind a number, up to `end`; `more` if the text says that there is something on top (十多亿)."""

    end: int
    factor: Decimal
    ambiguous: bool = False
    more: bool = False


def place(value: Decimal) -> Decimal:
    """The place of the last digit of a number that is not zero: 100 of 300."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if value and isinstance(exponent, int) else ONE


def exact(
    start: int, end: int, value: Decimal, scale: Decimal = ONE, *, ambiguous: bool = False, needs_unit: bool = False
) -> Number:
    """A number in words, as precise as its last part."""
    return Number(start, end, value, value, value, place(value), scale, ambiguous=ambiguous, needs_unit=needs_unit)


def between(
    start: int, end: int, low: Decimal, high: Decimal, scale: Decimal = ONE, *, needs_unit: bool = False
) -> Number:
    """A number of which only the order is given."""
    return Number(start, end, None, low, high, None, scale, vague=True, needs_unit=needs_unit)
