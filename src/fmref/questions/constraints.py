"""The conditions of a list: what a question says that entries must meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fmref.ledger import AttributeRow
from fmref.questions.answer import Intent
from fmref.questions.reading import Piece

__all__ = ["Constraint", "Refusal", "clash", "dates", "numbers"]


class Constraint(NamedTuple):
    """What an entry of a list must meet: an attribute between bounds or with a value, or a place in the catalog.

    `what` is `number`, `date`, `value` (one of several, where it is a tuple), `developer`, `country`, `family` or
    `concept`.
    """

    what: str
    attribute: str = ""
    low: Any = None
    high: Any = None
    value: Any = None
    text: str = ""


class Refusal(NamedTuple):
    """Why nothing is asked that the catalog can answer: the key of a reason of `fmref.questions.wording`, and its word.

    `intent`, `subjects` and `attribute` are what was understood all the same.
    """

    reason: str
    word: str = ""
    intent: Intent | None = None
    subjects: tuple[Piece, ...] = ()
    attribute: str | None = None


def numbers(
    pieces: Sequence[Piece], labels: Sequence[str], attributes: Mapping[str, AttributeRow]
) -> Iterator[tuple[list[Piece], Constraint] | Refusal]:
    """The bounds that quantities set: to the number that one of the `labels` names, else to the one of their unit."""
    for piece in pieces:
        if (quantity := piece.quantity) is None or piece.date is not None:
            continue
        fitting = [a for a in labels if attributes[a].type == "number"] or _by_unit(quantity, attributes)
        if not fitting or quantity.ambiguous:
            yield Refusal("not understood", piece.text)
            return
        row = attributes[fitting[0]]
        if quantity.unit not in (None, row.unit) or (quantity.unit is None and quantity.kind != "count"):
            yield Refusal("wrong unit", piece.text, attribute=row.id)
            return
        low, high = quantity.low, quantity.high
        if low is not None and low == high:
            slack = (row.tolerance or 0.0) * abs(low)
            low, high = low - slack, low + slack
        yield [piece], Constraint("number", row.id, low, high, text=piece.text)


def dates(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], Constraint] | Refusal]:
    """The times that dates bound, each by the word beside it."""
    used: list[Piece] = []
    for at, piece in enumerate(pieces):
        if (date := piece.date) is None:
            continue
        if date.earliest is None or date.ambiguous:
            yield Refusal("no such day", piece.text)
            return
        beside = [p for p in (*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2]) if p not in used]
        word = next((p for p in beside if p.meaning("bound")), None)
        bound = word.meaning("bound") if word is not None else None
        used += [word] if word is not None else []
        low: str | None = date.earliest
        high = date.latest
        if bound is not None:
            inclusive = bool(word) and word.text.lower() in _INCLUSIVE  # type: ignore[union-attr]
            side = {"before": (None, high if inclusive else low), "after": (low if inclusive else high, None)}
            low, high = side[bound.value]
        yield [piece, *([word] if word else [])], Constraint("date", "release_date", low, high, text=piece.text)


_INCLUSIVE: Final = frozenset({"since", "until", "up to", "以来", "起", "至今", "为止", "تا", "از زمان", "به بعد"})
"""Words for a bound that take in the time they name."""


def _by_unit(quantity: Any, attributes: Mapping[str, AttributeRow]) -> list[str]:
    """The attribute that a quantity without a label bounds: the one called by its unit; parameters for 70B."""
    if quantity.unit is None:
        return (
            ["parameters"] if (quantity.value or quantity.low or 0) >= _MILLION and "parameters" in attributes else []
        )
    fitting = [a.id for a in attributes.values() if a.type == "number" and a.unit == quantity.unit]
    own = quantity.unit.replace(" ", "_")
    return [own] if own in fitting else fitting if len(fitting) == 1 else []


_MILLION: Final = 1e6


def clash(constraints: Iterable[Constraint]) -> Refusal | None:
    """Bounds and values that nothing can meet together."""
    lows: dict[str, Any] = {}
    highs: dict[str, Any] = {}
    values: dict[str, Any] = {}
    for c in constraints:
        if c.low is not None:
            lows[c.attribute] = max(c.low, lows.get(c.attribute, c.low))
        if c.high is not None:
            highs[c.attribute] = min(c.high, highs.get(c.attribute, c.high))
        if isinstance(c.value, bool) and values.setdefault(c.attribute, c.value) != c.value:
            return Refusal("contradiction", c.text, "filter")
    for attribute, low in lows.items():
        if attribute in highs and low > highs[attribute]:
            return Refusal("contradiction", "", "filter", attribute=attribute)
    return None
