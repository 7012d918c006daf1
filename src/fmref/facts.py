"""From statements to a fact: which value wins, and whether the sources agree."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from fmref.chips import are_of_one_make
from fmref.text import name_key

if TYPE_CHECKING:
    from fmref.markup import View
    from fmref.schema import Attribute, Source, Statement

__all__ = [
    "Fact",
    "Tree",
    "agree",
    "checked_date",
    "decide",
    "find",
    "in_unit",
    "measures",
    "members",
    "span",
    "was_said_by",
]

FactStatus = Literal["settled", "disputed", "undisclosed", "estimated"]
FactValue = bool | int | float | str | tuple[bool | int | float | str, ...] | None

_KIND_RANK: Final = {"primary": 3, "registry": 2, "dataset": 1, "secondary": 0}


@dataclass(frozen=True, slots=True)
class Fact:
    """What the catalog answers for one attribute of one entry.

    `value` is in `unit` (dates are ISO 8601 strings of their own precision; an attribute with several values gives a
    tuple); it is None where `status` is `undisclosed`. `statements` holds every statement, the winning one first;
    `inherited_from` names the entries the fact was taken from, where the entry itself has no statement.
    """

    attribute: str
    value: FactValue
    unit: str | None
    status: FactStatus
    statements: tuple[Statement, ...]
    sources: Mapping[str, Source]
    inherited_from: tuple[str, ...] = ()

    @property
    def winner(self) -> Statement:
        """The statement that the value comes from."""
        return self.statements[0]

    @property
    def source(self) -> Source:
        """The source of the winning statement."""
        return self.sources[self.winner.source]

    def explain(self) -> str:
        """Why this value: the rule that decided, and every statement with its source, one a line."""
        lines = [f"{self.attribute}: {_shown(self)} ({self.status}{self._inheritance()})"]
        lines.append(f"decided by: {self._reason()}")
        for position, statement in enumerate(self.statements):
            source = self.sources[statement.source]
            said = "undisclosed" if statement.undisclosed else f"{statement.value} {statement.unit or ''}".rstrip()
            date = statement.as_of or source.date
            details = ", ".join(
                x for x in (source.kind, date, None if statement.method == "stated" else statement.method) if x
            )
            mark = "*" if position == 0 and not self._is_collected else "-"
            lines.append(f"{mark} {said}: {source.title} [{statement.source}] ({details})")
        return "\n".join(lines)

    def view(self, lang: str = "en") -> View:
        """The fact with all of its statements, with headings in a language, as a notebook shows it."""
        from fmref.answer_views import fact_html
        from fmref.markup import View
        from fmref.text import language

        return View(fact_html(self, language(lang)[:2]))

    def _repr_html_(self) -> str:
        return self.view().html

    @property
    def _is_collected(self) -> bool:
        """Whether the value was put together from those of several entries."""
        return len(self.inherited_from) > 1

    def _inheritance(self) -> str:
        return f", inherited from {', '.join(self.inherited_from)}" if self.inherited_from else ""

    def _reason(self) -> str:
        """The first of the rules of `decide` that sets the winner apart from the best statement that differs."""
        if self._is_collected:
            return "what its members say together"
        if len(self.statements) == 1:
            return "the only statement"
        if self.status == "undisclosed":
            return "a primary source says the value is not made public, which no other source can know better"
        kinds = {self.sources[s.source].kind for s in self.statements}
        if len(kinds) > 1:
            return f"kind of source, {self.source.kind} before the others"
        dates = {_said_at(s, self.sources) for s in self.statements}
        return "the latest statement of the same kind of source" if len(dates) > 1 else "the value most sources state"


def _shown(fact: Fact) -> str:
    value = ", ".join(map(str, fact.value)) if isinstance(fact.value, tuple) else str(fact.value)
    return "undisclosed" if fact.status == "undisclosed" else f"{value} {fact.unit or ''}".rstrip()


def _said_at(statement: Statement, sources: Mapping[str, Source]) -> str:
    """When it was said, as an ISO date that sorts; the empty string where nobody knows."""
    return statement.as_of or sources[statement.source].date or ""


def checked_date(at: str | datetime.date) -> str:
    """A day, month or year in ISO 8601; raises `ValueError` for other text."""
    from fmref.schema import partial_date

    return partial_date(at if isinstance(at, str) else at.isoformat()[:10])


def was_said_by(statement: Statement, sources: Mapping[str, Source], at: str) -> bool:
    """Whether a statement was made by the end of a day, month or year; one without a date was not."""
    said = _said_at(statement, sources)
    return bool(said) and span(said)[1] <= span(at)[1]


def span(date: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a year, month or day in ISO 8601."""
    first = datetime.date.fromisoformat(f"{date}-01-01"[:10])
    if len(date) == 4:
        return first, first.replace(month=12, day=31)
    if len(date) == 7:
        following = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        return first, following - datetime.timedelta(days=1)
    return first, first


def agree(attribute: Attribute, one: Statement, other: Statement) -> bool:
    """Whether two statements say the same within the tolerance of the attribute.

    Numbers agree within a share of the larger one, a wider one where one of them is rounded, and only in comparable
    units; dates agree when their spans are at most `tolerance` days apart, so that a month agrees with each of its
    days; chips agree with their make; everything else agrees when it folds to the same key, so that `Apache 2.0` is
    `Apache-2.0`.
    """
    if one.undisclosed or other.undisclosed:
        return one.undisclosed and other.undisclosed
    first, second = attribute.amount(one), attribute.amount(other)
    if first is not None and second is not None:
        (a, unit_a), (b, unit_b) = first, second
        is_rounded = attribute.rounded is not None and (_has_one_digit(a) or _has_one_digit(b))
        share = attribute.rounded if is_rounded else attribute.tolerance
        return unit_a == unit_b and abs(a - b) <= (share or 0) * max(abs(a), abs(b))
    if attribute.type == "date":
        (from_a, to_a), (from_b, to_b) = span(str(one.value)), span(str(other.value))
        return max(from_a, from_b) - min(to_a, to_b) <= datetime.timedelta(days=attribute.tolerance)
    if attribute.entry_kinds == ("hardware",):
        return are_of_one_make(str(one.value), str(other.value))
    return name_key(str(one.value)) == name_key(str(other.value))


def _has_one_digit(number: float) -> bool:
    """Whether a number is a digit with noughts behind it: 7,000,000,000."""
    return float(f"{number:.0e}") == number


def decide(attribute: Attribute, statements: Iterable[Statement], sources: Mapping[str, Source]) -> Fact:
    """The fact that the statements of one attribute of one entry amount to; a pure function.

    The winner has the highest kind of source (primary, registry, dataset, secondary), then the latest date, then the
    most statements that agree with it, then the smallest source id. A primary `undisclosed` beats every number that
    is not itself primary. Statements whose source is not in `sources` raise `KeyError`; at least one statement is
    needed.
    """
    by_source = sorted(statements, key=lambda s: s.source)

    def merit(statement: Statement) -> tuple[int, str, int]:
        backing = sum(agree(attribute, statement, other) for other in by_source)
        return _KIND_RANK[sources[statement.source].kind], _said_at(statement, sources), backing

    said = sorted(by_source, key=merit, reverse=True)
    winner = said[0]
    held = [s for s in said if s.source == winner.source] if attribute.many else [winner]
    amount = attribute.amount(winner)
    return Fact(
        attribute=attribute.id,
        value=_value(attribute, held),
        unit=amount[1] if amount else attribute.unit,
        status=_status(attribute, held, said),
        statements=tuple(said),
        sources={s.source: sources[s.source] for s in said},
    )


def _value(attribute: Attribute, held: Sequence[Statement]) -> FactValue:
    """The plain value of the statements that hold together."""
    values = tuple(amount[0] if (amount := attribute.amount(s)) else s.value for s in held if s.value is not None)
    return values if attribute.many else values[0] if values else None


def _status(attribute: Attribute, held: Sequence[Statement], said: Sequence[Statement]) -> FactStatus:
    if held[0].undisclosed:
        return "undisclosed"
    if _is_disputed(attribute, held, said):
        return "disputed"
    return "settled" if held[0].method == "stated" else "estimated"


def _is_disputed(attribute: Attribute, held: Sequence[Statement], said: Sequence[Statement]) -> bool:
    """Whether a statement differs from those that hold, or from the best one in its unit.

    In units without a way from one to the other, 77 GB and 8.6 billion words are two measures of one thing.
    """
    unit = _unit(attribute, held[0])
    best: dict[str | None, Sequence[Statement]] = {unit: held}
    for statement in said:
        rivals = held if statement.undisclosed else best.setdefault(_unit(attribute, statement), [statement])
        if not any(agree(attribute, rival, statement) for rival in rivals):
            return True
    return False


def _unit(attribute: Attribute, statement: Statement) -> str | None:
    """The unit in which the number of a statement is compared; None for other types."""
    amount = attribute.amount(statement)
    return amount[1] if amount else None


def in_unit(attribute: Attribute, fact: Fact, unit: str) -> Fact | None:
    """A fact as those of its statements say that are in one unit, or can be brought into it; None where none is."""
    said = [s for s in fact.statements if s.undisclosed or _unit(attribute, s) == unit]
    if all(s.undisclosed for s in said):
        return None
    return replace(decide(attribute, said, fact.sources), inherited_from=fact.inherited_from)


def measures(attribute: Attribute, fact: Fact) -> tuple[Fact, ...]:
    """What the winning source says of a number in further units, one fact for each: its words beside its gigabytes."""
    own = (s for s in fact.statements if s.source == fact.winner.source)
    units = dict.fromkeys(unit for s in own if (unit := _unit(attribute, s)) not in {None, fact.unit})
    return tuple(found for unit in units if unit and (found := in_unit(attribute, fact, unit)) is not None)


class Tree(Protocol):
    """Entries with what is stated of each, and their places in the tree of models."""

    def stated(self, attribute: Attribute, entry_id: str) -> Fact | None:
        """What is said of this very entry."""

    def parent(self, entry_id: str) -> str | None:
        """The entry one step up; None for what stands in no tree."""

    def children(self, entry_id: str) -> Sequence[str]:
        """The entries one step down."""

    def trained_from(self, entry_id: str) -> Sequence[str]:
        """The entries of which the weights were trained further, or made smaller, into this one."""


def find(attribute: Attribute, entry_id: str, tree: Tree) -> Fact | None:
    """The fact of an entry: its own, else what its row in the registry lets it take from others.

    Those are its parents, its members, and the model that it was trained from.
    """
    if fact := tree.stated(attribute, entry_id):
        return fact
    for way in attribute.inherit:
        if fact := _WAYS[way](attribute, entry_id, tree):
            return fact
    return None


def _from_parent(attribute: Attribute, entry_id: str, tree: Tree) -> Fact | None:
    """What is said of the nearest entry up the tree of which anything is."""
    above = tree.parent(entry_id)
    while above is not None:
        if fact := tree.stated(attribute, above):
            return replace(fact, inherited_from=(above,))
        above = tree.parent(above)
    return None


def _from_base(attribute: Attribute, entry_id: str, tree: Tree) -> Fact | None:
    """What is said of the one model that an entry, or the nearest of its ancestors, was trained from.

    Of a base that says nothing itself, what is said of its parents or of its own base; nothing where there are several
    bases that disagree.
    """
    seen: set[str] = set()
    at: str | None = entry_id
    while at is not None and at not in seen:
        seen.add(at)
        bases = tree.trained_from(at)
        told = [fact for id_ in bases if (fact := _of_base(attribute, id_, tree))]
        if told and len({fact.value for fact in told}) == 1:
            return told[0]
        at = bases[0] if len(bases) == 1 else None if bases else tree.parent(at)
    return None


def _of_base(attribute: Attribute, entry_id: str, tree: Tree) -> Fact | None:
    """What is said of a base or of its parents."""
    if fact := tree.stated(attribute, entry_id):
        return replace(fact, inherited_from=(entry_id,))
    return _from_parent(attribute, entry_id, tree)


def _from_children(attribute: Attribute, entry_id: str, tree: Tree) -> Fact | None:
    """What the members down the tree say together: sizes of a series, the first release of a family."""
    told = [(id_, fact) for id_, fact in members(attribute, entry_id, tree) if fact.status != "undisclosed"]
    values: dict[Any, None] = {}
    for _, fact in told:
        values.update(dict.fromkeys(fact.value if isinstance(fact.value, tuple) else (fact.value,)))
    if attribute.collect == "first" and told:
        told = [min(told, key=lambda pair: str(pair[1].value))]
    if not told or (attribute.collect == "same" and len(values) > 1):
        return None
    first = told[0][1]
    return Fact(
        attribute=attribute.id,
        value=tuple(sorted(values)) if attribute.collect == "all" else first.value,
        unit=first.unit,
        status="estimated" if all(f.status == "estimated" for _, f in told) else "settled",
        statements=tuple(s for _, f in told for s in f.statements),
        sources={id_: source for _, f in told for id_, source in f.sources.items()},
        inherited_from=tuple(id_ for id_, _ in told),
    )


_WAYS: Final = {"parent": _from_parent, "children": _from_children, "base": _from_base}


def members(attribute: Attribute, entry_id: str, tree: Tree) -> Iterator[tuple[str, Fact]]:
    """The nearest entries down the tree of which something is said, with what is."""
    for id_ in tree.children(entry_id):
        if fact := tree.stated(attribute, id_):
            yield id_, fact
        else:
            yield from members(attribute, id_, tree)
