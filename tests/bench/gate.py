"""The gate against slower code: what each operation costs now, beside what was committed.

    poe bench-gate
    poe bench-gate --update

Costs are counts of calls and of steps of SQLite, taken within seconds. Exit status 1 when a cost is more than
`TOLERANCE` times what `costs/allowed.json` has; `--update` writes the costs there instead, for a change that is worth
them. docs/decisions/0018-a-gate-on-counts-of-work.md says why no time is taken.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from costs.meters import Reading, counts
from tables import Table

import fmref

__all__ = ["ALLOWED", "Breach", "breaches"]

ALLOWED: Final = Path(__file__).parent / "costs" / "allowed.json"
TOLERANCE: Final = 1.25
"""How many times the committed cost is let pass: other data, another Python, an honest small addition."""
SLACK: Final = 200
"""How many calls or steps more are let pass in any case: a tenth of a millisecond, of which small costs are made."""


class Breach(NamedTuple):
    """A cost that is too high, or that nothing is known of."""

    operation: str
    what: str
    cost: int
    allowed: int | None

    def __str__(self) -> str:
        """In a sentence with the repair."""
        said = f"{self.operation}, {self.what}: {self.cost:,}"
        if self.allowed is None:
            return f"{said}, and nothing is committed; run `poe bench-gate --update`"
        return (
            f"{said}, {self.cost / self.allowed:.2f} times the {self.allowed:,} of "
            "tests/bench/costs/allowed.json; find what became dearer, or run `poe bench-gate --update` "
            "and say in the commit why it is worth it"
        )


def breaches(found: Reading, allowed: Reading) -> Iterator[Breach]:
    """Every cost that is above what is allowed, or new."""
    for operation, costs in found.items():
        for what, cost in costs.items():
            limit = allowed.get(operation, {}).get(what)
            if limit is None or cost > limit * TOLERANCE + SLACK:
                yield Breach(operation, what, cost, limit)


def main() -> int:
    """Count, then compare or write."""
    parser = argparse.ArgumentParser(prog="poe bench-gate", description="What operations cost, beside what they may.")
    parser.add_argument("--update", action="store_true", help="write the costs to tests/bench/costs/allowed.json")
    options = parser.parse_args()
    allowed: Reading = json.loads(ALLOWED.read_text(encoding="utf8"))
    found = counts(fmref.load().snapshot.path)
    print(_table(found, allowed).text())
    if options.update:
        ALLOWED.write_text(_written(found), encoding="utf8")
        return 0
    wrong = list(breaches(found, allowed))
    print(*wrong, sep="\n", file=sys.stderr)
    return int(bool(wrong))


def _table(found: Reading, allowed: Reading) -> Table:
    rows = [
        [name, what, f"{cost:,}", _share(cost, allowed.get(name, {}).get(what))]
        for name, costs in found.items()
        for what, cost in costs.items()
    ]
    return Table("Costs", ["operation", "counted", "cost", "of what is committed"], rows)


def _share(cost: int, limit: int | None) -> str:
    return f"{cost / limit:.2f}" if limit else "-"


def _written(reading: Reading) -> str:
    """One operation a line, so that a change can be read."""
    lines = [f"  {json.dumps(name)}: {json.dumps(costs)}" for name, costs in reading.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main())
