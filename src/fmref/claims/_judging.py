"""Claims against the catalog: what holds, what does not, and whose value it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from fmref.chips import are_of_one_make
from fmref.claims._comparing import date_fits, is_far, is_long_off, is_unborn, number_fits, texts_agree
from fmref.claims._finding import Claim, Named
from fmref.claims._known import Bearer
from fmref.dates import DateMention
from fmref.quantities import Quantity
from fmref.snapshot import LINES

if TYPE_CHECKING:
    from fmref.claims._known import Record, Records, Value
    from fmref.ledger import AttributeRow

__all__ = ["Judge", "Judgement", "Outcome"]

Outcome = Literal["supported", "refuted", "misattributed", "not_enough_info"]


class Judgement(NamedTuple):
    """What is to be said of a claim: the outcome, the reason for it, what is known, its sources, and whose it is.

    `attribute` is the one on which it rests: of 2,048 A100 the kind may be right, and the number wrong.
    """

    outcome: Outcome
    reason: str
    record: Record
    matched: Value | None = None
    other: str | None = None
    sources: tuple[str, ...] = ()
    attribute: str = ""

    @property
    def is_false(self) -> bool:
        """Whether the claim does not hold."""
        return self.outcome in {"refuted", "misattributed"}


_EXACT: Final = 0.005
"""How near the value of a sibling must be for a claim to be its, as a share."""
_COMPANIONS: Final = {"training_tokens": "training_data_size", "training_data_size": "training_tokens"}
"""The attribute that people also mean by another: tokens read, and tokens of the data."""
_OPPOSED: Final = 2
"""How many exclusive values contradict one another."""
_NUMBERS: Final = {"hardware": "hardware_quantity"}
"""The attribute that says how many of the values of another there are."""
_NAMED_SIZE: Final = re.compile(r"(?<![\w.])([0-9]+(?:\.[0-9]+)?)([MB])\b")


class Judge:
    """Judges claims by one ledger."""

    def __init__(self, ledger: Records) -> None:
        self._ledger = ledger

    def judge(self, claim: Claim) -> Judgement:
        """The judgement of a claim; of hardware with its number, which must both be right."""
        judgement = self._judged(claim)._replace(attribute=claim.attribute)
        said, record = claim.value, judgement.record
        if (
            claim.basis == "beside"
            and not claim.doubt
            and isinstance(said, DateMention)
            and is_unborn(said, record.values)
        ):
            return judgement._replace(outcome="refuted", reason="unborn", other=None, sources=record.sources)
        count = claim.value.number if isinstance(claim.value, Named) else None
        number = _NUMBERS.get(claim.attribute, "")
        if count is None or judgement.is_false or number not in self._ledger.attributes:
            return judgement
        counted = self._judged(claim._replace(attribute=number, value=count))._replace(attribute=number)
        return counted if counted.is_false else judgement

    def _judged(self, claim: Claim) -> Judgement:
        row = self._ledger.attributes[claim.attribute]
        entry = claim.entry
        record = self._ledger.record(entry, row.id)
        if claim.doubt:
            return Judgement("not_enough_info", claim.doubt, record)
        if record.status == "nothing" and (near := self._of_companion(row, claim)) is not None:
            return near
        if record.status in {"nothing", "undisclosed"} or not (record.values or record.weak):
            return Judgement("not_enough_info", record.status, record, sources=_sources(record.weak))
        if not record.values:
            return self._of_estimates(row, claim, record, entry)
        matched = self._match(row, claim, record.values, record, entry)
        if matched is None and (near := self._of_companion(row, claim)) is not None and near.outcome == "supported":
            return near
        if matched is None and self._ledger.is_documented(entry):
            matched = self._match(row, claim, record.weak, record, entry)
        if matched is not None:
            return Judgement("supported", record.status, record, matched, sources=(matched.source,))
        if self._is_open(row, claim, record, entry) or self._is_open_for_namesakes(row, claim):
            return Judgement("not_enough_info", "open", record, sources=record.sources)
        other = self._owner(row, claim, entry)
        if other is not None:
            return Judgement("misattributed", "sibling", record, None, other[0], (*record.sources, other[1]))
        return Judgement("refuted", "differs", record, sources=record.sources)

    def _of_companion(self, row: AttributeRow, claim: Claim) -> Judgement | None:
        """The judgement by the attribute of which a source may have stated what a text says of this one.

        A model reads its data once or a few times: near its size a claim holds, more than twice as far off it does not.
        """
        other = self._ledger.attributes.get(_COMPANIONS.get(row.id, ""))
        said = claim.value
        if other is None or not isinstance(said, Quantity) or not other.takes(said.unit):
            return None
        record = self._ledger.record(claim.entry, other.id)
        known = (*record.values, *(record.weak if self._ledger.is_documented(claim.entry) else ()))
        if record.status == "undisclosed" or not known:
            return None
        matched = number_fits(other, said, known, together=record.of_members)
        if matched is not None:
            return Judgement("supported", record.status, record, matched, sources=(matched.source,))
        if claim.certain and is_far(other, said, (*record.values, *record.weak)):
            return Judgement("refuted", "differs", record, sources=record.sources)
        return Judgement("not_enough_info", "open", record, sources=record.sources)

    def _of_estimates(self, row: AttributeRow, claim: Claim, record: Record, entry: str) -> Judgement:
        """The judgement where sources only estimate: near to them, or far from them all, of a model with a known size.

        What is estimated of a model whose makers keep even its size to themselves is nobody's knowledge.
        """
        sources = _sources(record.weak)
        if self._ledger.is_documented(entry):
            matched = self._match(row, claim, record.weak, record, entry)
            if matched is not None:
                return Judgement("supported", "estimated", record, matched, sources=(matched.source,))
            if claim.certain and _is_out_of_reach(row, claim, record.weak):
                return Judgement("refuted", "differs", record, sources=sources)
        return Judgement("not_enough_info", "estimated", record, sources=sources)

    # --- What agrees

    def _match(
        self, row: AttributeRow, claim: Claim, values: Sequence[Value], record: Record, entry: str
    ) -> Value | None:
        """The known value with which a claim agrees."""
        said = claim.value
        if isinstance(said, Quantity):
            if row.unit == "parameters" and self._is_called(said, entry):
                return next(iter(values), None)
            return number_fits(row, said, values, together=record.of_members)
        if isinstance(said, DateMention):
            return date_fits(row, said, values)
        if isinstance(said, Named):
            return self._same_entry(row, said, values, entry)
        return next((value for value in values if texts_agree(said, str(value.value))), None)

    def _is_called(self, said: Quantity, entry: str) -> bool:
        """Whether a model has a number as its size in its name: Gemma 2B, whatever its weights count."""
        number = said.value if said.low == said.high else None
        size = _NAMED_SIZE.search(self._ledger.name(entry))
        return size is not None and number == float(size[1]) * {"M": 1e6, "B": 1e9}[size[2]] and number > 0

    def _same_entry(self, row: AttributeRow, said: Named, values: Sequence[Value], entry: str) -> Value | None:
        """The known entry that is the one said, or belongs to the same house or tree."""
        ledger = self._ledger
        if not said.id:
            return None
        for value in values:
            known = str(value.value)
            if known == said.id or (
                row.entry_kinds == ("organization",) and ledger.house(known) == ledger.house(said.id)
            ):
                return value
            if row.entry_kinds == ("hardware",) and are_of_one_make(known, said.id):
                return value
        if row.relations and said.id in ledger.origins(entry):
            return values[0]
        return None

    def _is_open_for_namesakes(self, row: AttributeRow, claim: Claim) -> bool:
        """Whether a name may mean another model that the same does not contradict."""
        if claim.certain:
            return False
        for other in self._ledger.namesakes(claim.name):
            record = self._ledger.record(other, row.id)
            if not record.values or self._match(row, claim, record.values, record, other) is not None:
                return True
            if self._is_open(row, claim, record, other):
                return True
        return False

    def _is_open(self, row: AttributeRow, claim: Claim, record: Record, entry: str) -> bool:
        """Whether what is known leaves a claim open that it does not bear out.

        That is so where it is in another unit, where estimates or other members of the tree say so, where values of
        members are known that need not be all, and where a model may have been opened on a day that no source states.
        """
        said = claim.value
        if self._match(row, claim, record.weak, record, entry) is not None:
            return True
        if isinstance(said, Quantity):
            return self._is_open_number(row, said, record, entry) and not self._is_of_another(row, claim, record, entry)
        if isinstance(said, DateMention):
            reissued = claim.is_reissue and not is_long_off(said, record.values)
            return reissued or (self._is_family(entry) and self._is_true_of_kin(row, claim, entry))
        if isinstance(said, Named):
            return self._is_open_name(row, claim, said, record, entry)
        return self._is_true_of_kin(row, claim, entry)

    def _is_open_number(self, row: AttributeRow, said: Quantity, record: Record, entry: str) -> bool:
        """Whether a number is in another unit than what is known, or may be that of a member nobody told of."""
        unit = row.unit if said.unit is None else row.converted(1.0, said.unit)[1]
        if all(value.unit != unit for value in record.values):
            return True
        if not record.of_members:
            return False
        if "children" in row.inherit:
            return not self._has_open_weights(entry)
        return not (is_far(row, said, record.values) or (row.tolerance == 0 and record.is_whole))

    def _is_of_another(self, row: AttributeRow, claim: Claim, record: Record, entry: str) -> bool:
        """Whether the size that a family may have, as not all of its members are known, is just that of another one."""
        if not (claim.certain and record.of_members and "children" in row.inherit):
            return False
        owner = self._owner(row, claim, entry)
        return owner is not None and self._ledger.root(owner[0]) != self._ledger.root(entry)

    def _is_open_name(self, row: AttributeRow, claim: Claim, said: Named, record: Record, entry: str) -> bool:
        """Whether an entry, a value of an enumeration or an unknown name may be another one of what is known."""
        if not said.id:
            makers = (str(value.value) for value in (*record.values, *record.weak))
            return self._ledger.bears_name(makers, said.name)
        if row.type == "enum":
            told = {said.id, *(str(value.value) for value in record.values)}
            return len(told.intersection(row.exclusive)) < _OPPOSED
        if row.type == "boolean":
            return False
        if row.relations:
            return self._is_part(said.id, record, entry)
        return self._is_true_of_kin(row, claim, entry)

    def _is_family(self, entry: str) -> bool:
        node = self._ledger.node(entry)
        return node is not None and node.level in LINES

    def _is_true_of_kin(self, row: AttributeRow, claim: Claim, entry: str) -> bool:
        """Whether the same holds of an entry below, of one above a family; or of one above, where it is a maker."""
        ledger = self._ledger
        tree = ledger.tree(entry) if self._is_family(entry) else ledger.below(entry)
        if row.entry_kinds == ("organization",):  # who made the family may have had a part in it
            tree = tree.union(ledger.ancestors(entry))
        for other in tree - {entry}:
            members = ledger.record(other, row.id)
            if self._match(row, claim, members.values, members, other) is not None:
                return True
        return False

    def _is_part(self, said: str, record: Record, entry: str) -> bool:
        """Whether a model may be a part of an entry beside its known origins, as the image encoder of one that sees.

        It takes in what the entry does, and none of the origins.
        """
        theirs = {value for one in record.values for value in self._modalities(str(one.value))}
        mine = self._modalities(said)
        return bool(theirs) and not mine & theirs and bool(mine & self._modalities(entry))

    def _modalities(self, entry: str) -> set[object]:
        """What a model works with, as far as it is known."""
        if "modality" not in self._ledger.attributes:
            return set()
        return {value.value for value in self._ledger.record(entry, "modality").values}

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
        if isinstance(said, Named) and row.relations and said.id:
            edges = (edge for origin in self._ledger.below(said.id) for edge in self._ledger.derived_from(origin))
            return self._nearest(entry, [Bearer(edge.other, edge.entry, edge.source or "") for edge in edges])
        if isinstance(said, str) or row.entry_kinds == ("hardware",):
            return self._relative_with(row, claim, entry)
        return None

    def _relative_with(self, row: AttributeRow, claim: Claim, entry: str) -> tuple[str, str] | None:
        """A member of the same tree of which the claimed text or hardware is known."""
        ledger = self._ledger
        for other in sorted(ledger.tree(ledger.root(entry)) - {entry}):
            record = ledger.record(other, row.id)
            found = None if record.of_members else self._match(row, claim, record.values, record, other)
            if found is not None and found.entry != entry:
                return other, found.source
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


def _is_out_of_reach(row: AttributeRow, claim: Claim, estimates: Sequence[Value]) -> bool:
    """Whether a number or a date is far from all that sources estimate."""
    said = claim.value
    if isinstance(said, Quantity):
        return is_far(row, said, estimates)
    return isinstance(said, DateMention) and is_long_off(said, estimates)


def _sources(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.source for value in values))
