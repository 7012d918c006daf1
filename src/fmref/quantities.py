"""The quantities of a running text in Chinese, Persian and English, and the way back.

>>> [(q.text, q.value, q.unit) for q in find_quantities("1750 亿个参数、۱۰ میلیون دلار")]
[('1750 亿个参数', 175000000000, 'parameters'), ('۱۰ میلیون دلار', 10000000, 'USD')]
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from fmref import quantity_words as words
from fmref.counted_before import unit_before
from fmref.dates import DateMention, find_dates
from fmref.formatting import format_date, format_number, format_value
from fmref.mere_numbers import is_mere_number, no_quantities
from fmref.numerals import Number, find_numbers
from fmref.script_patterns import has_traditional, is_latin, without
from fmref.text import language
from fmref.units import Unit, match_unit

__all__ = ["Quantity", "find_quantities", "format_date", "format_number", "format_value", "quantities_and_dates"]


class Quantity(NamedTuple):
    """A quantity in a text: `text[start:end]` says `value`, or that it lies from `low` up to `high`, of `unit`.

    `value` is the best single reading, None for a range (7-65B) and for a mere order (数十亿). `low` and `high` are
    equal to it unless the text says otherwise, and None where it sets no bound: "more than 1,000" has the value and the
    low bound 1000, and no high bound. "About" means a tenth more or less.

    Values are in the unit that `unit` names: bytes, seconds (a month is 30.4 days), FLOP, FLOP/s, GPU-hours, %, the ISO
    4217 code of a currency, or what is counted (parameters, tokens, layers ...); None if the text does not say. `kind`
    is the kind of unit: parameters, tokens, words, characters, bits, bytes, compute, speed, currency, percent, time,
    "chip time", layers, heads, dimensions, chips, languages, items, rate, ratio, or count for a number without a unit.

    `precision` is the place of the last digit that is given, in the unit (1e9 for 175B), `magnitude` the power of ten
    that was named (1e9 for 175B, 1e8 for 3.4 亿, 1 for none). `vague` quantities are meant to be inexact (约, "dozens
    of"), `ambiguous` ones have a second reading (兆 on the mainland, Gb, ¥).
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    precision: float | None
    vague: bool
    kind: str
    magnitude: float = 1
    ambiguous: bool = False


_TENTH: Final = Decimal("0.1")
_MONTH: Final = Unit("seconds", "time", Decimal(2629800))
_HALF: Final = Decimal("0.5")
_COUNTED_ONCE: Final = frozenset({"time", "percent", "currency", "bytes", "chip time"})
"""Kinds of which a single one is a quantity even in words; 一种语言 and "one model" say no number."""
_NO_DURATION_AFTER: Final = "有某这那哪每同这該该"
_RATED: Final = frozenset({"compute", "tokens", "bytes", "words", "characters", "items"})


class _Term:
    """A number on the way to a quantity."""

    __slots__ = ("bounded", "end", "high", "low", "number", "start", "step", "unit", "vague", "value")

    def __init__(
        self,
        number: Number,
        start: int,
        end: int,
        value: Decimal | None,
        low: Decimal | None,
        high: Decimal | None,
        step: Decimal | None,
        unit: Unit | None = None,
        *,
        vague: bool = False,
        bounded: bool = False,
    ) -> None:
        self.number, self.start, self.end = number, start, end
        self.value, self.low, self.high, self.step = value, low, high, step
        self.unit, self.vague, self.bounded = unit, vague, bounded

    def scale(self, factor: Decimal) -> None:
        """Multiply everything by a magnitude."""
        self.value, self.low, self.high, self.step = (
            None if x is None else x * factor for x in (self.value, self.low, self.high, self.step)
        )


def find_quantities(text: str, lang: str | None = None, *, taken: Iterable[tuple[int, int]] = ()) -> list[Quantity]:
    """The quantities of a text, in order and not overlapping, each as long as it can be; linear in the length.

    `lang` is the language of the text, if it is known; it decides what 兆 and ¥ are. `taken` are spans that belong to
    something else, as names do ("Llama 3.1 405B"), and are not touched.

    No quantities are dates (`fmref.dates`), years, versions, ordinal and list numbers, references (Table 3, [12]),
    links, phone numbers, sides of pictures, and digits that stick to letters.

    >>> [(q.text, q.low, q.high, q.vague) for q in find_quantities("7 تا 65 میلیارد; 数十亿; at least 1.5T tokens")]
    [('7 تا 65 میلیارد', 7000000000, 65000000000, False), ('数十亿', 1000000000, 10000000000, True), \
('at least 1.5T tokens', 1500000000000, None, False)]

    Raises `UnknownLanguageError` for a language that is none of fmref's.
    """
    return quantities_and_dates(text, lang, taken)[0]


def quantities_and_dates(
    text: str, lang: str | None = None, taken: Iterable[tuple[int, int]] = ()
) -> tuple[list[Quantity], list[DateMention]]:
    """The quantities and the dates of a text in one pass, outside the spans that are `taken`; see `find_quantities`."""
    known = None if lang is None else language(lang)
    shown = without(text, taken)
    shown = without(shown, no_quantities(shown))
    dates = find_dates(shown, known)
    shown = without(shown, ((date.start, date.end) for date in dates))
    terms = _terms(shown, find_numbers(shown))
    found: list[Quantity] = []
    free = 0
    for term in _joined(shown, terms):
        _read_before(shown, term, free)
        if not _is_quantity(shown, term) or term.start < free:
            continue
        found.append(_quantity(text, term, known))
        free = term.end
    return found, dates


def _terms(text: str, numbers: list[Number]) -> list[_Term]:
    """The numbers with what is said behind them."""
    terms = []
    for n in numbers:
        term = _Term(n, n.start, n.end, n.value, n.low, n.high, n.step, vague=n.vague)
        _read_after(text, term)
        terms.append(term)
    return terms


def _read_after(text: str, term: _Term) -> None:
    """The unit and the bounds behind a number, in either order: 100多种语言, 3 天左右, 1000 亿以上参数."""
    if half := words.half_more(text, term.end):
        _add_half(term, half.end)
        if text.startswith("月", half.end):  # 三个半月; 三月 alone is March
            term.unit, term.end = _MONTH, half.end + 1
            return
    unit = _unit_after(text, term, term.end)
    bound = None if unit else words.bound_after(text, term.end)
    if bound:
        unit = _unit_after(text, term, bound.end)
        _apply(term, bound.kind)
        term.end = bound.end
    if unit:
        term.end, term.unit = unit
        if term.unit.kind == "time" and (half := words.half_more(text, term.end, after_unit=True)):
            _add_half(term, half.end)
        bound = bound or words.bound_after(text, term.end)
        if bound and bound.start == term.end:
            _apply(term, bound.kind)
            term.end = bound.end


def _unit_after(text: str, term: _Term, at: int) -> tuple[int, Unit] | None:
    """The unit behind a number; not "models" behind 7B, which says how large one is."""
    found = match_unit(text, at)
    if found and found[1].name == "models":
        scale = term.number.scale
        if scale >= 10**8 or (scale >= 10**6 and text[term.number.end - 1] in "MBTmbt"):
            return None
    return found


def _add_half(term: _Term, end: int) -> None:
    """两个半小时, 一年半."""
    term.value, term.low, term.high = (None if x is None else x + _HALF for x in (term.value, term.low, term.high))
    term.step, term.end = _TENTH, end


def _apply(term: _Term, kind: str) -> None:
    """What words of bounds and of vagueness say of a number."""
    value = term.value
    if kind == "about":
        term.vague = True
        if value is not None and term.low == term.high:
            term.low, term.high = sorted((value * (1 - _TENTH), value * (1 + _TENTH)))
    elif kind == "near":
        term.vague = True
        if value is not None:
            term.low, term.high = sorted((value * (1 - _TENTH), value))
    elif kind == "min":
        term.low, term.high = (value if value is not None else term.low), None
    elif kind == "max":
        term.low, term.high = None, (value if value is not None else term.high)
    elif kind == "more" and value is not None:
        scale = term.number.scale
        digits = value.normalize().as_tuple()
        place = Decimal(10) ** int(digits.exponent) if value else Decimal(1)
        term.vague, term.low, term.high = True, value, value + (scale if scale > 1 else place)
    elif kind == "order" and value is not None:
        term.vague, term.value, term.step = True, None, None
        term.low, term.high = sorted((value, value * 10))
    term.bounded = True


def _joined(text: str, terms: list[_Term]) -> list[_Term]:
    """The terms with ranges as one, and lists with the unit of their last item."""
    joined: list[_Term] = []
    free = at = 0
    while at < len(terms):
        term = terms[at]
        merged = _range(text, term, terms[at + 1], free) if at + 1 < len(terms) else None
        if merged:
            joined.append(merged)
            at += 2
        else:
            joined.append(term)
            at += 1
        free = joined[-1].end
    _share_units(text, joined)
    return joined


def _range(text: str, first: _Term, second: _Term, free: int) -> _Term | None:
    """The range between two numbers; None if there is none."""
    a, b = first.number, second.number
    gap = text[first.end : b.start]
    if len(gap) > 16 or first.bounded:
        return None
    if words.is_tolerance(gap) and a.value is not None and b.value is not None:
        return _tolerance(first, second)
    if not words.is_range(gap, opened=True):
        return None
    opened = words.opens_range(text, free, first.start)
    if opened is None and not words.is_range(gap, opened=False):
        return None
    if first.unit and second.unit and first.unit.kind != second.unit.kind:
        return None
    if (sign := words.currency_before(text, free, first.start)) and second.unit is None:
        second.unit = sign[1]
    if (first.unit and not second.unit) or (second.unit is None and is_mere_number(text, a.start, a.end)):
        return None
    low, high, step = _ends(first, second)
    if low is None or high is None or low >= high:
        return None
    start = opened[0] if opened and opened[1] else sign[0] if sign else first.start
    number = b._replace(needs_unit=a.needs_unit and b.needs_unit, ambiguous=a.ambiguous or b.ambiguous)
    end = words.end_of_range(text, second.end)
    vague = first.vague or second.vague
    return _Term(number, start, end, None, low, high, step, second.unit, vague=vague, bounded=True)


def _ends(first: _Term, second: _Term) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The ends of a range in the unit of the second one, and the smaller step; the 7 of 7-65B is in billions too."""
    low, high, step = first.low, second.high, first.step
    if low is None or high is None:
        return None, None, None
    scale = second.number.scale
    if scale > 1 and first.number.scale == 1 and first.unit is None and low < high / scale:
        low, step = low * scale, step * scale if step else None
    if first.unit and second.unit:
        low = low * first.unit.factor / second.unit.factor
    return low, high, min((s for s in (step, second.step) if s), default=None)


def _tolerance(first: _Term, second: _Term) -> _Term:
    """3.5 ± 0.2."""
    value, around = first.value or Decimal(0), abs(second.value or Decimal(0))
    first.low, first.high, first.end, first.bounded = value - around, value + around, second.end, True
    first.unit = second.unit or first.unit
    return first


def _share_units(text: str, terms: list[_Term]) -> None:
    """In 7、13、33 和 65B and in 3, 5 and 8 layers the unit of the last item holds for all."""
    start = 0
    while start < len(terms):
        last, ways = start, []
        while last + 1 < len(terms) and _is_open(terms[last]):
            way = words.is_list(text[terms[last].end : terms[last + 1].number.start][:12])
            if not way:
                break
            ways.append(way)
            last += 1
        if (
            last > start
            and (len(ways) > 1 or ways != ["comma"])
            and ("comma" not in ways or "and" in ways or "mark" in ways)
        ):
            _share(terms[start:last], terms[last])
        start = last + 1


def _is_open(term: _Term) -> bool:
    """Whether a term may take the unit of a later one."""
    return term.unit is None and not term.bounded and term.value is not None


def _share(items: list[_Term], last: _Term) -> None:
    scale = last.number.scale
    if scale > 1 and last.number.value is not None and all(item.number.scale == 1 for item in items):
        for item in items:
            item.scale(scale)
            item.number = item.number._replace(scale=scale, needs_unit=False)
    for item in items:
        item.unit = last.unit


def _read_before(text: str, term: _Term, free: int) -> None:
    """Signs of currencies and of percent, bounds, fractions and the unit, where they stand before the number."""
    start = term.start
    if fraction := words.fraction_before(text, free, start):
        start, base = fraction
        term.scale(1 / base if base not in {100, 1000, 10_000} else 100 / base)
        term.unit = Unit("%", "percent") if base in {100, 1000, 10_000} else Unit("times", "ratio")
        term.number = term.number._replace(needs_unit=False)
    elif term.unit is None and (sign := words.currency_before(text, free, start)):
        start, term.unit = sign
    elif term.unit and term.unit.kind == "currency" and (sign := words.currency_before(text, free, start)):
        if text[sign[0]] == "$" == text[term.end - 1]:  # mathematics in TeX
            term.unit, term.end = None, term.end - 1
        else:
            start = sign[0]
    bound = words.bound_before(text, free, start)
    if bound and not (
        bound.kind in {"min", "max"} and term.unit and term.unit.kind == "time" and words.is_during(text, bound)
    ):
        _apply(term, bound.kind)
        start = bound.start
    term.start = start
    if term.unit is None:
        term.unit = unit_before(text, free, start)
    elif term.unit.kind in _RATED and words.is_per_second(text, start):
        kind = "speed" if term.unit.kind == "compute" else "rate"
        term.unit = Unit(f"{term.unit.name}/s", kind, term.unit.factor)


def _is_quantity(text: str, term: _Term) -> bool:
    """Whether a number with all that is said around it is more than a number."""
    number, unit = term.number, term.unit
    if unit is None:
        after = text[number.end : number.end + 1]
        if number.needs_unit or (term.end == number.end and is_latin(after)):
            return term.bounded and number.vague and term.end > number.end
        return not (number.scale == 1 and is_mere_number(text, number.start, number.end))
    if number.needs_unit and not number.vague:
        if not number.value or text[number.start : number.end] == "نه":  # zero-shot, 零样本; نه is also "no"
            return unit.kind in {"percent", "time"}
        if number.value == 1 and number.step == 1 and not term.bounded:
            return (
                unit.kind in _COUNTED_ONCE
                and unit.name != "CNY"
                and text[number.start - 1 : number.start] not in {*_NO_DURATION_AFTER}
            )
        return unit.name != "CNY"
    return True


def _plain(value: Decimal | None) -> float | None:
    """A Python number, an integer if it is one."""
    if value is None:
        return None
    return int(value) if abs(value) < 10**21 and value == value.to_integral_value() else float(value)


def _quantity(text: str, term: _Term, lang: str | None) -> Quantity:
    """The quantity that a term says."""
    unit = term.unit or Unit("", "count")
    if term.unit is None and term.number.step is None and term.value is not None and term.value < 1:
        unit = Unit("times", "ratio")
    low, value, high, step = (
        None if x is None else x * unit.factor for x in (term.low, term.value, term.high, term.step)
    )
    ambiguous = unit.ambiguous
    if term.number.ambiguous:
        nearby = text[max(0, term.start - 100) : term.end + 100]
        ambiguous = ambiguous or not (lang == "zh-Hant" or (lang is None and has_traditional(nearby)))
    if unit.name == "CNY" and lang in {"zh", "zh-Hant"}:
        ambiguous = lang == "zh-Hant"
    if unit.name == "FLOP/s" and unit.ambiguous and (value or high or 0) >= Decimal("1e20"):
        unit, ambiguous = Unit("FLOP", "compute"), False  # nothing computes at that speed
    precision = _plain(step)
    return Quantity(
        term.start, term.end, text[term.start : term.end], _plain(value), _plain(low), _plain(high), unit.name or None,
        precision, term.vague, unit.kind, _plain(term.number.scale) or 1, ambiguous,
    )  # fmt: skip
