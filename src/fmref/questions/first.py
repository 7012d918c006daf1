"""The first model of a line: what *the first generation of Falcon* is, where no name says so."""

from __future__ import annotations

import datetime
from typing import Final

from fmref.facts import span
from fmref.ledger import Ledger
from fmref.snapshot import LINES, NameRow, Snapshot

__all__ = ["first_of_line"]


def first_of_line(row: NameRow, snapshot: Snapshot, ledger: Ledger) -> tuple[NameRow, ...]:
    """The members of a family or series that were released first; of a model that others succeed, itself.

    Several where they came out within half a year, which is one generation; none where no release is known, or where
    nothing succeeds the model.
    """
    if row.level not in LINES:
        succeeded = any(edge.relation == "successor" for edge in snapshot.edges(to=row.id))
        succeeds = any(edge.relation == "successor" for edge in snapshot.edges(of=row.id))
        return (row,) if succeeded and not succeeds else ()
    dated = [
        (span(str(fact.value))[0], member)
        for member in snapshot.members(row.id)
        if (fact := ledger.fact(member.id, "release_date")) is not None and fact.value
    ]
    first = min((date for date, _ in dated), default=None)
    return tuple(member for date, member in dated if first is not None and date - first <= _GENERATION)


_GENERATION: Final = datetime.timedelta(days=183)
