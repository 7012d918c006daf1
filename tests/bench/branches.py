"""Which branches of the package the tests take, from the report that coverage wrote.

    poe coverage

Prints the modules with the most branches that no test takes, and the share of all that one does; exit status 1 when it
is below `LEAST`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from tables import Table

LEAST: Final = 95.0
"""In per cent."""
SHOWN: Final = 20
"""How many modules are listed."""


def main(report: str) -> int:
    """Read the report and say what it holds."""
    found: dict[str, Any] = json.loads(Path(report).read_text(encoding="utf8"))
    missed = sorted(
        ((one["summary"]["missing_branches"], name, one["missing_lines"]) for name, one in found["files"].items()),
        reverse=True,
    )
    rows = [[name, str(number), " ".join(map(str, lines[:12]))] for number, name, lines in missed[:SHOWN] if number]
    print(Table("Branches that no test takes", ["module", "branches", "first lines"], rows, prose=True).text())
    total = found["totals"]
    share = 100 * total["covered_branches"] / total["num_branches"]
    print(f"branches taken: {share:.1f} % of {total['num_branches']:,}, at least {LEAST:.0f} % wanted")
    return int(share < LEAST)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
