"""Claims against the catalog: what holds, what does not, and whose value it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from fmref.claims._comparing import date_fits, is_far, number_fits, texts_agree
from fmref.claims._finding import Claim, Named
from fmref.dates import DateMention
from fmref.facts import are_of_one_make
from fmref.quantities import Quantity

if TYPE_CHECKING:
    from fmref.claims._known import Bearer, Record, Records, Value
    from fmref.ledger import AttributeRow

__all__ = ["Judge", "Judgement", "Outcome"]

Outcome = Literal["supported", "refuted", "misattributed", "not_enough_info"]


class Judgement(NamedTuple):
    """What is to be said of a claim: the outcome, the reason for it, what is known, its sources, and whose it is."""

    outcome: Outcome
    reason: str
    record: Record
    matched: Value | None = None
    other: str | None = None
    sources: tuple[str, ...] = ()


_EXACT: Final = 0.005
"""How near the value of a sibling must be for a claim to be its, as a share."""
_OWN_LEVELS: Final = frozenset({"family", "series"})


class Judge:
    """Judges claims by one ledger."""

    def __init__(self, ledger: Records) -> None:
        self._ledger = ledger

    def judge(self, claim: Claim) -> Judgement:
        """The judgement of a claim."""
        row = self._ledger.attributes[claim.attribute]
        entry = claim.entry
        record = self._ledger.record(entry, row.id)
        if claim.doubt:
            return Judgement("not_enough_info", claim.doubt, record)
        if record.status in {"nothing", "undisclosed"} or not (record.values or record.weak):
            return Judgement("not_enough_info", record.status, record, sources=_sources(record.weak))
        if not record.values:
            return self._of_estimates(row, claim, record, entry)
        matched = self._match(row, claim, record.values, record, entry)
        if matched is None and self._ledger.is_documented(entry):
            matched = self._match(row, claim, record.weak, record, entry)
        if matched is not None:
            return Judgement("supported", record.status, record, matched, sources=(matched.source,))
        if self._is_open(row, claim, record, entry):
            return Judgement("not_enough_info", "open", record, sources=record.sources)
        other = self._owner(row, claim, entry)
        if other is not None:
            return Judgement("misattributed", "sibling", record, None, other[0], (*record.sources, other[1]))
        return Judgement("refuted", "differs", record, sources=record.sources)

    def _of_estimates(self, row: AttributeRow, claim: Claim, record: Record, entry: str) -> Judgement:
        """The judgement where sources only estimate: near to them, or far from them all, of a model with a known size.

        What is estimated of a model whose makers keep even its size to themselves is nobody's knowledge.
        """
        sources = _sources(record.weak)
        if self._ledger.is_documented(entry):
            matched = self._match(row, claim, record.weak, record, entry)
            if matched is not None:
                return Judgement("supported", "estimated", record, matched, sources=(matched.source,))
            if claim.certain and isinstance(claim.value, Quantity) and is_far(row, claim.value, record.weak):
                return Judgement("refuted", "differs", record, sources=sources)
        return Judgement("not_enough_info", "estimated", record, sources=sources)

    # --- What agrees

    def _match(
        self, row: AttributeRow, claim: Claim, values: Sequence[Value], record: Record, entry: str
    ) -> Value | None:
        """The known value with which a claim agrees."""
        said = claim.value
        if isinstance(said, Quantity):
            return number_fits(row, said, values, together=record.of_members)
        if isinstance(said, DateMention):
            return date_fits(row, said, values)
        if isinstance(said, Named):
            return self._same_entry(row, said.id, values, entry)
        return next((value for value in values if texts_agree(said, str(value.value))), None)

    def _same_entry(self, row: AttributeRow, said: str, values: Sequence[Value], entry: str) -> Value | None:
        """The known entry that is the one said, or belongs to the same house or tree."""
        ledger = self._ledger
        for value in values:
            known = str(value.value)
            if known == said or (row.entry_kinds == ("organization",) and ledger.house(known) == ledger.house(said)):
                return value
            if row.entry_kinds == ("hardware",) and are_of_one_make(known, said):
                return value
        if row.relations and said in ledger.origins(entry):
            return values[0]
        return None

    def _is_open(self, row: AttributeRow, claim: Claim, record: Record, entry: str) -> bool:
        """Whether what is known leaves a claim open that it does not bear out.

        That is so where it is in another unit, where estimates or other members of the tree say so, where sizes of
        members are known that need not be all, and where the name may mean another model.
        """
        ledger, said = self._ledger, claim.value
        if not claim.certain or self._match(row, claim, record.weak, record, entry) is not None:
            return True
        node = ledger.node(entry)
        if isinstance(said, Quantity):
            unit = row.unit if said.unit is None else row.converted(1.0, said.unit)[1]
            if all(value.unit != unit for value in record.values):
                return True
            return record.of_members and not self._has_open_weights(entry)
        if row.type == "entry" and row.entry_kinds == ("hardware",):
            return any(value.unit is not None for value in record.values)
        tree = ledger.tree(entry) if node is None or node.level in _OWN_LEVELS else ledger.below(entry)
        if (node is not None and node.level in _OWN_LEVELS) or not isinstance(said, DateMention):
            for other in tree:
                members = ledger.record(other, row.id) if other != entry else None
                if members is not None and self._match(row, claim, members.values, members, other) is not None:
                    return True
        return False

    def _has_open_weights(self, entry: str) -> bool:
        """Whether the weights of a model are open, so that all its sizes are known."""
        if "open_weights" not in self._ledger.attributes:
            return True
        return self._ledger.is_open(entry)

    # --- Whose it is

    def _owner(self, row: AttributeRow, claim: Claim, entry: str) -> tuple[str, str] | None:
        """The relative of a model of which exactly the claimed value is known, with the source."""
        said = claim.value
        if isinstance(said, Quantity) and said.value is not None and said.low == said.high:
            number, unit = row.converted(said.value, said.unit)
            if unit not in {row.unit, None}:
                return None
            margin = abs(number) * _EXACT
            return self._nearest(entry, self._ledger.like(row.id, number - margin, number + margin))
        if isinstance(said, DateMention) and said.grain in {"day", "month"} and said.earliest and said.latest:
            return self._nearest(entry, self._ledger.dated(row.id, said.earliest, said.latest))
        return None

    def _nearest(self, entry: str, bearers: Sequence[Bearer]) -> tuple[str, str] | None:
        """The nearest relative among the bearers of a value: kin by lineage, the same tree, the same house."""
        ledger = self._ledger
        kin, root, houses = ledger.kin(entry), ledger.root(entry), ledger.developers(entry)
        best: tuple[int, str, str] | None = None
        for _, bearer, source in bearers:
            if bearer == entry:
                continue
            if bearer in kin:
                rank = 0
            elif ledger.root(bearer) == root:
                rank = 1
            elif houses & ledger.developers(bearer):
                rank = 2
            else:
                continue
            if best is None or rank < best[0]:
                best = (rank, bearer, source)
        return None if best is None else best[1:]


def _sources(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.source for value in values))
