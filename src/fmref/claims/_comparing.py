"""Whether a value of a text agrees with one that sources state."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from fmref.claims._known import Value
from fmref.dates import DateMention
from fmref.facts import span
from fmref.ledger import AttributeRow
from fmref.quantities import Quantity
from fmref.text import name_key

__all__ = ["date_fits", "is_far", "is_long_off", "is_unborn", "licence_key", "number_fits", "respelt", "texts_agree"]


def number_fits(row: AttributeRow, said: Quantity, known: Sequence[Value], *, together: bool) -> Value | None:
    """The first of some known values with which a number agrees, None if it agrees with none.

    A number agrees within the tolerance of its attribute, or as it is rounded; a bound or a range when the known value
    keeps it. Values that are known `together`, the sizes of a series, are kept by a bound when the largest or smallest
    keeps it, and by a range when that holds them all.
    """
    numbers = [v for v in known if isinstance(v.value, int | float)]
    comparable = [v for v in numbers if _unit(row, said) == v.unit] or [v for v in numbers if _are_things(row, said, v)]
    if not comparable:
        return None
    low, high = _bounds(row, said)
    if together and len(comparable) > 1 and said.value is None and low is not None and high is not None:
        own = [v for v in comparable if low * (1 - row.tolerance) <= float(v.value) <= high * (1 + row.tolerance)]
        return own[0] if own else None
    if row.id in _MAXIMA and low is None and high is not None:
        low = high  # up to 128K tokens says that the window holds as many
    if low is not None and low == high and (said.value is not None or row.id in _MAXIMA):
        return next((v for v in comparable if _is_near(row, said, low, float(v.value))), None)
    if together and len(comparable) > 1 and low is None and high is not None:
        comparable = [v for v in comparable if float(v.value) * _FAR >= high]  # the largest of "up to 70B" is near it
    share = row.tolerance if said.vague or (low is not None and high is not None) else 0.0
    for value in comparable:
        number = float(value.value)
        if (low is None or number >= low * (1 - share)) and (high is None or number <= high * (1 + share)):
            return value
    return None


def is_far(row: AttributeRow, said: Quantity, known: Sequence[Value]) -> bool:
    """Whether a number is less than half, or more than twice, of every known value in its unit."""
    low, high = _bounds(row, said)
    comparable = [float(v.value) for v in known if isinstance(v.value, int | float) and _unit(row, said) == v.unit]
    above = low is not None and all(low > _FAR * number for number in comparable)
    below = high is not None and all(high * _FAR < number for number in comparable)
    return bool(comparable) and (above or below)


_MAXIMA: Final = frozenset({"context"})
"""Attributes that are the most of something."""
_FAR: Final = 2.0
"""How many times an estimate a number must be to be out of its reach."""


def _unit(row: AttributeRow, said: Quantity) -> str | None:
    if said.unit is None:
        return row.unit
    return row.converted(1.0, said.unit)[1]


def _are_things(row: AttributeRow, said: Quantity, known: Value) -> bool:
    """Whether two numbers count things that one may call by either name: 52,000 instructions are as many examples."""
    return all(unit is not None and row.units.get(unit, 1.0) is None for unit in (said.unit, known.unit))


def _bounds(row: AttributeRow, said: Quantity) -> tuple[float | None, float | None]:
    """The ends of what is said, in the attribute's unit."""
    low, high = (None if x is None else row.converted(x, said.unit)[0] for x in (said.low, said.high))
    return low, high


def _is_near(row: AttributeRow, said: Quantity, claimed: float, known: float) -> bool:
    larger = max(abs(claimed), abs(known))
    share = row.tolerance
    if row.rounded is not None and (_is_one_digit(claimed) or _is_one_digit(known)):
        share = max(share, row.rounded)
    if abs(claimed - known) <= share * larger:
        return True
    step = row.converted(said.precision, said.unit)[0] if said.precision else 0.0
    return 0 < step < claimed and abs(claimed - known) <= step / 2 and (row.tolerance > 0 or said.magnitude > 1)


def _is_one_digit(number: float) -> bool:
    """Whether a number is one digit of thousands, millions, billions ...: 7B, but not 200B."""
    digit, zeros = f"{number:.0e}".split("e")
    return float(f"{digit}e{zeros}") == number and int(zeros) % 3 == 0


def date_fits(row: AttributeRow, said: DateMention, known: Sequence[Value]) -> Value | None:
    """The first of some known dates that is at most the attribute's tolerance of days away from what is said."""
    if said.earliest is None or said.latest is None:
        return None
    first, last = (datetime.date.fromisoformat(day) for day in (said.earliest, said.latest))
    allowed = datetime.timedelta(days=row.tolerance)
    for value in known:
        begin, end = span(str(value.value))
        if max(first, begin) - min(last, end) <= allowed:
            return value
    return None


_LATER: Final = datetime.timedelta(days=400)
"""How long after its first release a model may come out again: opened, to everybody, in another country."""
_EARLIER: Final = datetime.timedelta(days=31)


def is_long_off(said: DateMention, known: Sequence[Value]) -> bool:
    """Whether a date is before every known one, or more than a year behind it: no model is opened before it exists."""
    if said.earliest is None or said.latest is None or not known:
        return False
    first, last = (datetime.date.fromisoformat(day) for day in (said.earliest, said.latest))
    spans = [span(str(value.value)) for value in known]
    return last + _EARLIER < min(begin for begin, _ in spans) or first > max(end for _, end in spans) + _LATER


def is_unborn(said: DateMention, known: Sequence[Value]) -> bool:
    """Whether a date is so long before every known one that nobody can have done anything with a model then."""
    if said.latest is None or not known:
        return False
    return datetime.date.fromisoformat(said.latest) + _MADE < min(span(str(value.value))[0] for value in known)


_MADE: Final = datetime.timedelta(days=300)
"""How long before its release people may have worked on a model, or shown it."""
_SPELT: Final = {"آپاچی": "apache", "ام‌آی‌تی": "mit", "ام آی تی": "mit"}
"""Names of licences in Persian letters."""
_PLAIN: Final = ("licence", "license", "agreement", "version", "the", "许可证", "许可协议", "协议", "مجوز")


@lru_cache(maxsize=1024)
def licence_key(text: str) -> str:
    """The key of a licence, however it is written: Apache License, Version 2.0 is Apache-2.0."""
    key = _ZERO.sub(r"\1", text.lower())
    for word, latin in _SPELT.items():
        key = key.replace(word, latin)
    for word in _PLAIN:
        key = key.replace(word, " ")
    return name_key(key.replace("v1", "1").replace("-", " ")).replace("_", "")


_ZERO: Final = re.compile(r"([0-9۰-۹])[.٫][0۰]\b")
"""What a version may leave out: Apache 2 is Apache 2.0."""
_VERSION: Final = re.compile(r"[\W_]*[0-9][0-9.]*$")
_WORD: Final = re.compile("[A-Za-z]+")
_TELLING: Final = 5
"""From which length on one word names a licence, whatever stands around it: OpenRAIL. CC BY is not CC BY-NC."""
_LONG: Final = 12
"""From which length on a name of a licence is the same with its maker before it: Meta Llama 3 Community License."""


_NON_COMMERCIAL: Final = re.compile(
    r"non-?\s?commercial(?:\s(?:use\s)?licen[cs]e)?|非商业(?:性|用途)?|非商用|غیرتجاری", re.IGNORECASE
)
_RESERVED: Final = re.compile(r"\bnc\b|non-?\s?commercial|\bresearch\b|non-production", re.IGNORECASE)
"""What the licences have in their names that forbid commercial use."""


def respelt(text: str) -> Iterator[str]:
    """The name of a licence in Persian letters, where people write it in them."""
    for persian, latin in _SPELT.items():
        if text.lower().startswith(latin):
            rest = text[len(latin) :]
            yield persian + rest
            yield persian + rest.removesuffix(".0")


def texts_agree(said: str, known: str) -> bool:
    """Whether two texts name the same licence or other thing, or the class of one: CC BY-NC is non-commercial."""
    if _NON_COMMERCIAL.fullmatch(said):
        return _RESERVED.search(known) is not None
    one, other = sorted((licence_key(said), licence_key(known)), key=len)
    return (
        one == other
        or (len(one) > _LONG and other.endswith(one))
        or _VERSION.sub("", licence_key(known)) == licence_key(said)
        or (len(one) >= _TELLING and licence_key(said) in map(licence_key, _WORD.findall(known)))
    )
